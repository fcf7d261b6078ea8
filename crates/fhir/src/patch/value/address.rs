//! From the lines of an address to the address.

use contactable_domain::contact_detail::{ContactDetail, Information, parse_description};
use contactable_domain::patient::Breach;
use contactable_domain::refusal::{Code, Field, FieldProblem};
use contactable_domain::value::{
    Address, AddressInput, AddressNeeds, ContactValue, PlainText, PostalCode, stays_on_its_line,
};
use contactable_domain::vocabulary::Label;

use super::{fault, of_code, of_text};
use crate::outcome::{Case, Codes, Fault, Problem, Undecided};
use crate::read::{AddressTexts, Node};

/// What an address says. `before` is the record that it changes, and whether it was given in part.
pub(in super::super) fn address(
    texts: &AddressTexts<'_>,
    label: Label,
    node: &Node<'_>,
    before: (Option<&ContactDetail>, bool),
    codes: &Codes,
) -> Result<Information, Problem> {
    let (record, in_part) = before;
    let known = record.map(|record| &record.information);
    let description = match known.and_then(|known| known.description.as_ref()) {
        Some(same) if Some(same.as_str()) == texts.text => Some(same.clone()),
        _ => description(texts.text, node, codes)?,
    };
    let reading = Reading {
        texts,
        node,
        before: known.and_then(|known| known.value.address()),
        in_part,
        codes,
    };
    Ok(Information {
        label,
        value: ContactValue::Address(Box::new(reading.address()?)),
        description,
    })
}

fn description(
    text: Option<&str>,
    node: &Node<'_>,
    codes: &Codes,
) -> Result<Option<PlainText>, Problem> {
    let refused = |case| {
        let field = format!("{}/text", node.path);
        fault(case, field, text.unwrap_or_default(), codes)
    };
    if text.is_some_and(|text| !stays_on_its_line(text)) {
        return Err(refused(Undecided::Characters.into()));
    }
    parse_description(text)
        .map_err(|reasons| refused(of_text(&reasons).unwrap_or(Undecided::TooLong.into())))
}

struct Reading<'a> {
    texts: &'a AddressTexts<'a>,
    node: &'a Node<'a>,
    before: Option<&'a Address>,
    in_part: bool,
    codes: &'a Codes,
}

impl Reading<'_> {
    fn address(&self) -> Result<Address, Problem> {
        self.check_keys()?;
        self.check_lines()?;
        let places = self.places();
        let mut lines = [None; 5];
        for (text, place) in self.texts.lines.iter().zip(&places) {
            if let Some(line) = lines.get_mut(*place) {
                *line = Some(*text);
            }
        }
        // What the interface has no words for stays while it is still about the same place.
        let same_lines = self
            .before
            .is_some_and(|before| self.shows_lines_of(before));
        let same_place = same_lines && self.shows_postcode_of_before();
        let kept = self.before.filter(|_| self.in_part || same_place);
        let input = AddressInput {
            one_line: None,
            lines,
            postcode: self.texts.postcode,
            country: kept.and_then(Address::country_typed),
            uprn: self.texts.uprn.as_ref().map(|(_, value)| *value),
            paf_key: self.texts.paf_key.as_ref().map(|(_, value)| *value),
            is_overseas: kept.is_some_and(Address::is_overseas),
            overseas: kept.filter(|_| same_lines).and_then(Address::overseas),
            needs: AddressNeeds::Anything,
            knows_four_lines: false,
        };
        let read = match self.before {
            Some(before) if self.shows_postcode_of_before() => {
                Address::parse_beside(&input, before)
            }
            Some(before) => Address::parse_changed(&input, before),
            None => Address::parse(&input),
        };
        read.map_err(|problems| self.problem(&problems, &places))
    }

    /// For each line that was given, which line it is. The lines of an answer have lost their places; where just as
    /// many come back, they take them up again.
    fn places(&self) -> Vec<usize> {
        let as_given = (0..self.texts.lines.len()).collect();
        let Some(known) = self.before.and_then(Address::lines) else {
            return as_given;
        };
        let numbered = known.lines.iter().enumerate();
        let written =
            numbered.filter(|(_, line)| line.as_ref().is_some_and(|l| !is_blank(l.as_str())));
        let places: Vec<usize> = written.map(|(place, _)| place).collect();
        let whole = !self.texts.lines.iter().any(|line| is_blank(line));
        if whole && places.len() == self.texts.lines.len() {
            places
        } else {
            as_given
        }
    }

    fn shows_lines_of(&self, before: &Address) -> bool {
        let shown = before.texts().filter(|text| !is_blank(text));
        shown.eq(self.texts.lines.iter().copied())
    }

    fn shows_postcode_of_before(&self) -> bool {
        let known = self.before.and_then(Address::postal_code);
        known.map(PostalCode::typed) == self.texts.postcode
    }

    /// A line has one line, unless it stood so before.
    fn check_lines(&self) -> Result<(), Problem> {
        let known = |text: &str| {
            let mut lines = self.before.into_iter().flat_map(Address::texts);
            lines.any(|line| line == text)
        };
        for (index, text) in self.texts.lines.iter().enumerate() {
            if !stays_on_its_line(text) && !known(text) {
                let field = format!("{}/line/{index}", self.node.path);
                return Err(fault(Undecided::Characters.into(), field, text, self.codes));
            }
        }
        Ok(())
    }

    /// Keys are digits and nothing else, unless they were other before.
    fn check_keys(&self) -> Result<(), Problem> {
        let digits = |text: &str, least: usize, most: usize| {
            (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
        };
        let known_paf = self
            .before
            .and_then(Address::paf_key)
            .map(|key| key.as_str());
        let known_uprn = self
            .before
            .and_then(Address::uprn)
            .map(|uprn| uprn.as_str());
        let keys = [
            (&self.texts.paf_key, known_paf, (8, 8)),
            (&self.texts.uprn, known_uprn, (1, 12)),
        ];
        for (given, known, (least, most)) in keys {
            let Some((field, text)) = given else { continue };
            if known != Some(*text) && !digits(text, least, most) {
                let case = Undecided::KeyForm.into();
                return Err(fault(case, field.clone(), text, self.codes));
            }
        }
        Ok(())
    }

    fn problem(&self, problems: &[FieldProblem], places: &[usize]) -> Problem {
        let first = problems.first();
        let (part, code) = first.map_or((Field::Value, Code::Required), |p| (p.field, p.code));
        let texts = self.texts;
        let (field, text, usual): (String, &str, Case) = match part {
            _ if code == Code::Required => return self.too_few_lines(),
            Field::Postcode => (
                format!("{}/postalCode", self.node.path),
                texts.postcode.unwrap_or_default(),
                Breach::PostcodeForm.into(),
            ),
            Field::Uprn | Field::PafKey => {
                let key = if part == Field::Uprn {
                    &texts.uprn
                } else {
                    &texts.paf_key
                };
                let (field, text) = key.clone().unwrap_or_default();
                (field, text, Undecided::KeyForm.into())
            }
            Field::AddressLine(number) => {
                let place = usize::from(number).saturating_sub(1);
                let index = places.iter().position(|at| *at == place).unwrap_or(place);
                let text = texts.lines.get(index).copied().unwrap_or_default();
                let field = format!("{}/line/{index}", self.node.path);
                (field, text, Undecided::TooLong.into())
            }
            _ => (
                format!("{}/line", self.node.path),
                "",
                Undecided::TooLong.into(),
            ),
        };
        fault(of_code(code).unwrap_or(usual), field, text, self.codes)
    }

    fn too_few_lines(&self) -> Problem {
        let field = format!("{}/line", self.node.path);
        Fault::new(Breach::TooFewLines, field, "", TOO_FEW_LINES).problem(self.codes)
    }
}

/// What an address needs, in the words that PDS has for a new patient's.
pub(in super::super) const TOO_FEW_LINES: &str =
    "address lines 1 and 4 or 2 and 4 must be completed as a minimum";

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
