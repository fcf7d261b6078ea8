//! Signs that an e-mail address cannot have, grouped by what to say about them.

use super::super::library_rules::is_full_width;
use crate::refusal::{Code, Reason};

/// A group of signs that are refused with the same words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Space,
    At,
    Bracket,
    QuotationMark,
    Separator,
    Underscore,
    FullWidth,
    Other,
}

impl Sign {
    const ALL: [Self; 8] = [
        Self::Space,
        Self::At,
        Self::Bracket,
        Self::QuotationMark,
        Self::Separator,
        Self::Underscore,
        Self::FullWidth,
        Self::Other,
    ];

    fn of(c: char) -> Self {
        match c {
            '@' => Self::At,
            '<' | '>' | '(' | ')' | '[' | ']' => Self::Bracket,
            '"' => Self::QuotationMark,
            ',' | ';' | ':' => Self::Separator,
            '_' => Self::Underscore,
            _ if c.is_whitespace() => Self::Space,
            _ if is_full_width(c) => Self::FullWidth,
            _ => Self::Other,
        }
    }

    fn named(self) -> &'static str {
        match self {
            Self::Space => "a space",
            Self::At => "more than one @",
            Self::Bracket => "a bracket",
            Self::QuotationMark => "a quotation mark",
            Self::Separator => "a comma, colon or semicolon",
            Self::Underscore => "an underscore",
            Self::FullWidth => "a full-width letter or sign",
            Self::Other => "a sign that an email address cannot have",
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::Space => "Enter the email address without spaces",
            Self::At | Self::Separator => "Enter one email address, with one @ in it",
            Self::Bracket => "Enter the address only, without a name or brackets",
            Self::QuotationMark => "Enter the email address without quotation marks",
            Self::Underscore => "Use letters, digits, hyphens and dots after the @",
            Self::FullWidth => "Switch the keyboard to its usual letters and enter it again",
            Self::Other => "Use letters, digits, and signs such as dots and hyphens",
        }
    }
}

/// One reason for each group of signs among those given. `place` says where they were found.
pub(super) fn problems(
    signs: impl Iterator<Item = char>,
    code: Code,
    place: &str,
    reasons: &mut Vec<Reason>,
) {
    let found: Vec<Sign> = signs.map(Sign::of).collect();
    for sign in Sign::ALL.into_iter().filter(|sign| found.contains(sign)) {
        let named = sign.named();
        let problem = match sign {
            Sign::At => "There is more than one @ in it".to_owned(),
            _ => format!("There is {named} {place}"),
        };
        reasons.push(Reason::new(code, problem, sign.remedy()));
    }
}
