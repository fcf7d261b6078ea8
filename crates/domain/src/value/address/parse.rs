//! Reading an address, alone or beside the one it replaces.

use super::input::given;
use super::{Address, AddressInput, AddressNeeds, PostalCode, PostalLines};
use crate::refusal::{Code, Field, FieldProblem, Reason};
use crate::value::plain_text::too_long;
use crate::value::{PafKey, PlainText, Postcode, Uprn};

/// The most characters an address may have on one line.
const MAX_ONE_LINE: usize = 1000;
const MAX_LINE: usize = 200;
const MAX_POSTCODE: usize = 20;
const MAX_COUNTRY: usize = 100;

impl Address {
    /// Parses an address. The one-line form is the lines and the postcode joined by one space; without
    /// lines it is the overseas text or the line that was given.
    ///
    /// # Errors
    /// Every part that is missing or not acceptable.
    pub fn parse(input: &AddressInput<'_>) -> Result<Self, Vec<FieldProblem>> {
        Reading::of(input, None).address()
    }

    /// Parses the address that is to replace this one. A part that stays as it is, is not held against
    /// today's rules; when no part that the caller knows of changes, the address stays whole.
    ///
    /// # Errors
    /// Every changed part that is missing or not acceptable.
    pub fn parse_beside(
        input: &AddressInput<'_>,
        before: &Self,
    ) -> Result<Self, Vec<FieldProblem>> {
        if before.reads_as(input) {
            return Ok(before.clone());
        }
        if !input.knows_four_lines {
            return Self::parse_changed(input, before);
        }
        // The key is that of the whole address, which is another now.
        let [one, two, three, four, _] = input.lines;
        let spoken = AddressInput {
            lines: [one, two, three, four, before.lines().and(before.line(5))],
            country: before.country_typed(),
            ..*input
        };
        Reading::of(&spoken, Some(before)).address()
    }

    /// Parses the address that is to replace this one, as [`Address::parse_beside`] does, where the caller is shown what
    /// was typed: another spelling of a part is another address then.
    ///
    /// # Errors
    /// Every changed part that is missing or not acceptable.
    pub fn parse_changed(
        input: &AddressInput<'_>,
        before: &Self,
    ) -> Result<Self, Vec<FieldProblem>> {
        Reading::of(input, Some(before)).address()
    }

    /// Whether every part that the input speaks of is what this address shows.
    fn reads_as(&self, input: &AddressInput<'_>) -> bool {
        let [one, two, three, four, five] = input.lines;
        let shown = [1, 2, 3, 4].map(|number| self.line(number));
        let same =
            |asked: Option<&str>, has: Option<&str>| input.knows_four_lines || given(asked) == has;
        let alone = self.lines.is_none() && input.has_no_parts();
        let (code, uprn) = (given(input.postcode), given(input.uprn));
        (alone && given(input.one_line) == Some(self.one_line()))
            || [one, two, three, four].map(given) == shown
                && (code == self.postal_code().map(PostalCode::normal)
                    || code == self.postal_code().map(PostalCode::typed))
                && (uprn == self.uprn().map(Uprn::as_str) || uprn == self.uprn().map(Uprn::typed))
                && input.is_overseas == self.is_overseas
                && given(input.overseas) == self.overseas()
                && same(five, self.line(5))
                && same(input.country, self.country_typed())
                && same(input.paf_key, self.paf_key().map(PafKey::as_str))
    }
}

/// A postcode that was parsed before it was stored.
pub(super) fn stored_code(typed: PlainText, is_overseas: bool) -> PostalCode {
    if is_overseas && Postcode::parse(typed.as_str()).is_err() {
        PostalCode::Foreign(typed)
    } else {
        PostalCode::Postcode(Postcode::from_stored(typed.into()))
    }
}

/// An address on its way from input to type, with the problems found so far.
struct Reading<'a> {
    input: &'a AddressInput<'a>,
    before: Option<&'a Address>,
    problems: Vec<FieldProblem>,
}

impl<'a> Reading<'a> {
    fn of(input: &'a AddressInput<'a>, before: Option<&'a Address>) -> Self {
        Self {
            input,
            before,
            problems: Vec::new(),
        }
    }

    fn address(mut self) -> Result<Address, Vec<FieldProblem>> {
        let input = self.input;
        let lines = self.lines();
        let country = self.text(input.country, MAX_COUNTRY, Field::Country);
        let uprn = self.uprn();
        let paf_key = self.paf_key();
        let overseas = self.text(input.overseas, MAX_ONE_LINE, Field::OverseasAddress);
        let one_line = self.one_line(lines.as_ref(), overseas.as_ref());
        match one_line {
            Some(one_line) if self.problems.is_empty() => Ok(Address {
                one_line,
                lines,
                country,
                uprn,
                paf_key,
                is_overseas: input.is_overseas,
                overseas,
            }),
            _ => Err(self.problems),
        }
    }

    fn lines(&mut self) -> Option<PostalLines> {
        let input = self.input;
        let has_all = given(input.lines[0]).is_some() && given(input.postcode).is_some();
        let needs_none = input.needs == AddressNeeds::OneLine || input.is_overseas_text();
        if needs_none && !has_all {
            return None;
        }
        let mut number = 0;
        let lines = input.lines.map(|line| {
            number += 1;
            self.text(line, MAX_LINE, Field::AddressLine(number))
        });
        let postal_code = self.postal_code();
        self.needed();
        Some(PostalLines { lines, postal_code })
    }

    fn needed(&mut self) {
        if self.input.needs == AddressNeeds::Anything {
            let lines = self.input.lines.into_iter().chain([self.input.postcode]);
            if lines.flatten().all(|text| text.trim().is_empty()) {
                self.missing(Field::AddressLine(1), "Enter the lines of the address");
            }
            return;
        }
        let [premises, street, _, town, _] = self.input.lines.map(|l| given(l).is_some());
        if self.input.needs == AddressNeeds::PremisesOrStreetAndTown {
            if !premises && !street {
                self.missing(Field::AddressLine(1), "Enter the premises or the street");
            }
            if !town {
                self.missing(Field::AddressLine(4), "Enter the town or city");
            }
            return;
        }
        if !premises {
            let remedy = "Enter address line 1, typically the building and street";
            self.missing(Field::AddressLine(1), remedy);
        }
        if given(self.input.postcode).is_none() {
            self.missing(Field::Postcode, "Enter a postcode");
        }
    }

    fn missing(&mut self, field: Field, remedy: &'static str) {
        let reason = Reason::new(Code::Required, "This is missing", remedy);
        self.problems.push(FieldProblem::new(field, reason));
    }

    fn text(&mut self, text: Option<&str>, max: usize, field: Field) -> Option<PlainText> {
        let text = given(text)?;
        self.kept(field, text, PlainText::parse(text, max), |before| {
            let same = before.text_of(field).filter(|shown| *shown == text)?;
            Some(PlainText::from_stored(same.to_owned()))
        })
    }

    /// What was parsed; or what was there before, if it was just that; or nothing and a problem.
    fn kept<T>(
        &mut self,
        field: Field,
        text: &str,
        parsed: Result<T, Vec<Reason>>,
        unchanged: impl FnOnce(&Address) -> Option<T>,
    ) -> Option<T> {
        debug_assert!(!text.trim().is_empty());
        let reasons = match parsed {
            Ok(value) => return Some(value),
            Err(reasons) => reasons,
        };
        let kept = self.before.and_then(unchanged);
        if kept.is_none() {
            let problem = |reason| FieldProblem::new(field, reason);
            self.problems.extend(reasons.into_iter().map(problem));
        }
        kept
    }

    fn postal_code(&mut self) -> Option<PostalCode> {
        let text = given(self.input.postcode)?;
        let parsed = match Postcode::parse(text) {
            Ok(postcode) => Ok(PostalCode::Postcode(postcode)),
            Err(_) if self.input.is_overseas => {
                PlainText::parse(text, MAX_POSTCODE).map(PostalCode::Foreign)
            }
            Err(reasons) => Err(reasons),
        };
        self.kept(Field::Postcode, text, parsed, |before| {
            let code = before.postal_code()?;
            (code.typed() == text || code.normal() == text).then(|| code.clone())
        })
    }

    fn uprn(&mut self) -> Option<Uprn> {
        let text = given(self.input.uprn)?;
        self.kept(Field::Uprn, text, Uprn::parse(text), |before| {
            let same = |uprn: &&Uprn| uprn.typed() == text || uprn.as_str() == text;
            before.uprn().filter(same).cloned()
        })
    }

    fn paf_key(&mut self) -> Option<PafKey> {
        let text = given(self.input.paf_key)?;
        self.kept(Field::PafKey, text, PafKey::parse(text), |before| {
            before.paf_key().filter(|key| key.as_str() == text).cloned()
        })
    }

    fn one_line(
        &mut self,
        lines: Option<&PostalLines>,
        overseas: Option<&PlainText>,
    ) -> Option<PlainText> {
        // A line beside lines is replaced by them, but markup in it is refused all the same.
        let typed = self.text(self.input.one_line, MAX_ONE_LINE, Field::Value);
        if let Some(joined) = lines.map(PostalLines::joined) {
            if joined.chars().count() > MAX_ONE_LINE {
                let problem = FieldProblem::new(Field::Value, too_long(MAX_ONE_LINE));
                self.problems.push(problem);
            }
            return Some(PlainText::from_stored(joined));
        }
        if self.input.is_overseas_text() {
            return overseas.cloned();
        }
        if self.input.needs == AddressNeeds::OneLine && given(self.input.one_line).is_none() {
            self.missing(Field::Value, "Enter the address on one line");
        }
        typed
    }
}

impl Address {
    fn text_of(&self, field: Field) -> Option<&str> {
        match field {
            Field::AddressLine(number) => self.line(number),
            Field::Country => self.country_typed(),
            Field::OverseasAddress => self.overseas(),
            Field::Value => Some(self.one_line()),
            _ => None,
        }
    }
}
