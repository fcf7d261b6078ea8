//! Postal addresses.

use super::PlainText;
use super::plain_text::too_long;
use crate::refusal::{Code, Field, FieldProblem, Reason};

/// The most characters an address may have on one line.
const MAX_ONE_LINE: usize = 1000;
const MAX_LINE: usize = 200;
const MAX_POSTCODE: usize = 20;
const MAX_UPRN: usize = 50;

/// A postal address: lines with a postcode, or one line of text from callers that know no lines
/// (deployed service, "Deployed paths", differences between v1 and v2).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Address {
    one_line: PlainText,
    lines: Option<PostalLines>,
    uprn: Option<PlainText>,
    is_overseas: bool,
    overseas: Option<PlainText>,
}

/// The lines of an address. The first and the postcode are always there, as the council API and the
/// PDS standard ("Address validation") ask at least.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PostalLines {
    /// Line 1 to 4; only line 1 is sure to be there.
    pub lines: [Option<PlainText>; 4],
    /// The postcode as typed.
    pub postcode: PlainText,
}

impl PostalLines {
    fn line(&self, number: u8) -> Option<&str> {
        let index = usize::from(number).checked_sub(1)?;
        self.lines.get(index)?.as_ref().map(PlainText::as_str)
    }

    fn joined(&self) -> String {
        let lines = self.lines.iter().flatten();
        lines
            .chain(std::iter::once(&self.postcode))
            .map(PlainText::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// An address as a caller gives it. Blank text counts as not given.
#[derive(Clone, Copy, Default)]
pub struct AddressInput<'a> {
    /// The address on one line; only used when there are no lines.
    pub one_line: Option<&'a str>,
    /// Line 1 to 4.
    pub lines: [Option<&'a str>; 4],
    /// The postcode.
    pub postcode: Option<&'a str>,
    /// The Unique Property Reference Number.
    pub uprn: Option<&'a str>,
    /// Whether the address is outside the United Kingdom.
    pub is_overseas: bool,
    /// An address outside the United Kingdom as free text.
    pub overseas: Option<&'a str>,
    /// Whether one line of text is enough (the first version of the deployed API), or lines are needed.
    pub one_line_is_enough: bool,
}

impl AddressInput<'_> {
    /// Whether no part of an address, other than the one line, was given.
    pub fn has_no_parts(&self) -> bool {
        let texts = [self.postcode, self.uprn, self.overseas];
        !self.is_overseas
            && self
                .lines
                .into_iter()
                .chain(texts)
                .all(|t| given(t).is_none())
    }

    /// The input of a caller who sends back what was shown: an address without lines is shown with its
    /// one line as line 1 and no postcode, and stays without lines.
    #[must_use]
    pub fn as_shown_with(self, one_line: Option<&str>) -> Self {
        let [first, rest @ ..] = self.lines;
        let first_alone = rest
            .into_iter()
            .chain([self.postcode])
            .all(|text| given(text).is_none());
        let shown = first_alone && given(first).is_some() && first == one_line;
        Self {
            one_line_is_enough: self.one_line_is_enough || shown,
            ..self
        }
    }

    fn is_overseas_text(&self) -> bool {
        self.is_overseas && given(self.overseas).is_some()
    }
}

impl Address {
    /// Parses an address. The one-line form is the non-empty lines and the postcode joined by one
    /// space; without lines it is the overseas text or the line that was given.
    ///
    /// # Errors
    /// Every part that is missing or not acceptable.
    pub fn parse(input: &AddressInput<'_>) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let lines = parse_lines(input, &mut problems);
        let uprn = part(input.uprn, MAX_UPRN, Field::Uprn, &mut problems);
        let overseas = part(
            input.overseas,
            MAX_ONE_LINE,
            Field::OverseasAddress,
            &mut problems,
        );
        let one_line = parse_one_line(input, lines.as_ref(), overseas.as_ref(), &mut problems);
        match one_line {
            Some(one_line) if problems.is_empty() => Ok(Self {
                one_line,
                lines,
                uprn,
                is_overseas: input.is_overseas,
                overseas,
            }),
            _ => Err(problems),
        }
    }

    /// Takes an address that was parsed before it was stored. For stores only.
    pub fn from_stored(
        one_line: PlainText,
        lines: Option<PostalLines>,
        uprn: Option<PlainText>,
        is_overseas: bool,
        overseas: Option<PlainText>,
    ) -> Self {
        Self {
            one_line,
            lines,
            uprn,
            is_overseas,
            overseas,
        }
    }

    /// The address on one line.
    pub fn one_line(&self) -> &str {
        self.one_line.as_str()
    }

    /// Line `number` (1 to 4). An address without lines shows its one-line form as line 1 (reference
    /// "Deployed paths": a v1 address as v2 shows it).
    pub fn line(&self, number: u8) -> Option<&str> {
        match &self.lines {
            Some(lines) => lines.line(number),
            None => (number == 1).then(|| self.one_line()),
        }
    }

    /// The lines and the postcode, when it was given that way.
    pub fn lines(&self) -> Option<&PostalLines> {
        self.lines.as_ref()
    }

    /// The Unique Property Reference Number, as typed.
    pub fn uprn(&self) -> Option<&str> {
        self.uprn.as_ref().map(PlainText::as_str)
    }

    /// Whether the address is outside the United Kingdom.
    pub fn is_overseas(&self) -> bool {
        self.is_overseas
    }

    /// The address outside the United Kingdom as free text.
    pub fn overseas(&self) -> Option<&str> {
        self.overseas.as_ref().map(PlainText::as_str)
    }
}

fn given(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

fn part(
    text: Option<&str>,
    max: usize,
    field: Field,
    problems: &mut Vec<FieldProblem>,
) -> Option<PlainText> {
    match PlainText::parse(given(text)?, max) {
        Ok(text) => Some(text),
        Err(reasons) => {
            problems.extend(reasons.into_iter().map(|r| FieldProblem::new(field, r)));
            None
        }
    }
}

fn parse_lines(input: &AddressInput<'_>, problems: &mut Vec<FieldProblem>) -> Option<PostalLines> {
    let needs_none = input.one_line_is_enough || input.is_overseas_text();
    let has_all = given(input.lines[0]).is_some() && given(input.postcode).is_some();
    if needs_none && !has_all {
        return None;
    }
    let mut number = 0;
    let lines = input.lines.map(|line| {
        number += 1;
        part(line, MAX_LINE, Field::AddressLine(number), problems)
    });
    if given(input.lines[0]).is_none() {
        problems.push(missing(
            Field::AddressLine(1),
            "Enter address line 1, typically the building and street",
        ));
    }
    let postcode = part(input.postcode, MAX_POSTCODE, Field::Postcode, problems);
    if given(input.postcode).is_none() {
        problems.push(missing(Field::Postcode, "Enter a postcode"));
    }
    Some(PostalLines {
        lines,
        postcode: postcode?,
    })
}

fn missing(field: Field, remedy: &'static str) -> FieldProblem {
    FieldProblem::new(
        field,
        Reason::new(Code::Required, "This is missing", remedy),
    )
}

fn parse_one_line(
    input: &AddressInput<'_>,
    lines: Option<&PostalLines>,
    overseas: Option<&PlainText>,
    problems: &mut Vec<FieldProblem>,
) -> Option<PlainText> {
    // A line beside lines is replaced by them, but markup in it is refused all the same.
    let typed = part(input.one_line, MAX_ONE_LINE, Field::Value, problems);
    let joined = lines.map(PostalLines::joined);
    if let Some(joined) = joined {
        if joined.chars().count() > MAX_ONE_LINE {
            problems.push(FieldProblem::new(Field::Value, too_long(MAX_ONE_LINE)));
        }
        return Some(PlainText::from_stored(joined));
    }
    if input.is_overseas_text() {
        return overseas.cloned();
    }
    if input.one_line_is_enough && given(input.one_line).is_none() {
        problems.push(missing(Field::Value, "Enter the address on one line"));
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(input: &AddressInput<'_>) -> Vec<(Field, Code)> {
        let refused = Address::parse(input).err().unwrap_or_default();
        refused.into_iter().map(|p| (p.field, p.code)).collect()
    }

    fn lines<'a>(first: &'a str, second: &'a str) -> [Option<&'a str>; 4] {
        [Some(first), Some(second), Some(" "), None]
    }

    #[test]
    fn the_one_line_form_joins_what_is_not_empty() {
        let input = AddressInput {
            one_line: Some(""),
            lines: lines("Flat 1", "23 Mill Lane"),
            postcode: Some("E8 1AA"),
            ..AddressInput::default()
        };
        let address = Address::parse(&input).unwrap();
        assert_eq!(address.one_line(), "Flat 1 23 Mill Lane E8 1AA");
        assert_eq!(address.line(2), Some("23 Mill Lane"));
        assert_eq!(address.line(3), None);
    }

    #[test]
    fn line_one_and_postcode_are_needed() {
        assert_eq!(
            problems(&AddressInput::default()),
            [
                (Field::AddressLine(1), Code::Required),
                (Field::Postcode, Code::Required)
            ]
        );
    }

    #[test]
    fn one_line_is_enough_where_the_caller_knows_no_lines() {
        let input = AddressInput {
            one_line: Some("1 Mare Street, London E8 1AA"),
            one_line_is_enough: true,
            ..AddressInput::default()
        };
        assert!(Address::parse(&input).unwrap().lines().is_none());
        let blank = AddressInput {
            one_line: Some(" "),
            ..input
        };
        assert_eq!(problems(&blank), [(Field::Value, Code::Required)]);
    }

    #[test]
    fn one_line_sent_back_as_it_was_shown_stays_one_line() {
        let shown = AddressInput {
            one_line: Some("1 Mare Street"),
            lines: [Some("1 Mare Street"), None, None, None],
            ..AddressInput::default()
        };
        assert_eq!(problems(&shown), [(Field::Postcode, Code::Required)]);
        let address = Address::parse(&shown.as_shown_with(Some("1 Mare Street"))).unwrap();
        assert!(address.lines().is_none());
        let other = shown.as_shown_with(Some("2 Mare Street"));
        assert_eq!(problems(&other), [(Field::Postcode, Code::Required)]);
    }

    #[test]
    fn an_overseas_text_needs_no_lines() {
        let input = AddressInput {
            is_overseas: true,
            overseas: Some("12 rue des Lilas, 75007 Paris, France"),
            ..AddressInput::default()
        };
        let address = Address::parse(&input).unwrap();
        assert_eq!(address.one_line(), "12 rue des Lilas, 75007 Paris, France");
    }

    #[test]
    fn markup_is_found_in_every_part() {
        let input = AddressInput {
            one_line: Some("<b>"),
            lines: [Some("<b>"); 4],
            postcode: Some("<b>"),
            uprn: Some("<b>"),
            overseas: Some("<b>"),
            ..AddressInput::default()
        };
        let found = problems(&input);
        assert_eq!(found.len(), 8);
        assert!(found.iter().all(|(_, code)| *code == Code::Markup));
    }
}
