//! Phone numbers: first the written shape that the PDS standard gives, then libphonenumber, then whether
//! the kind of number suits the purpose.

mod drama;
mod kind;
mod library;
mod purpose;
mod shape;
mod verdict;
mod words;

pub use kind::PhoneKind;
pub use purpose::PhonePurpose;

use self::verdict::{Verdict, verdict};
use super::DramaNumbers;
use super::plain_text::has_markup;
use crate::refusal::Reason;
use crate::warning::Warning;

/// The region of networks that belong to no country.
const NO_COUNTRY: &str = "001";

/// A phone number: what was typed and, beside it, the number in the form of E.164, its extension, its
/// kind and its region. Only a number kept from a time of looser rules lacks what is beside.
///
/// Two are equal when the same was typed: what parsing makes of it may change with the numbering plans.
#[derive(Clone)]
pub struct PhoneNumber {
    typed: Box<str>,
    parsed: Option<Parsed>,
}

impl PartialEq for PhoneNumber {
    fn eq(&self, other: &Self) -> bool {
        self.typed == other.typed
    }
}

impl Eq for PhoneNumber {}

#[derive(Clone, PartialEq, Eq)]
struct Parsed {
    e164: Box<str>,
    extension: Option<Box<str>>,
    region: Option<Box<str>>,
    kind: PhoneKind,
}

/// The parsed form of a number as a store keeps it.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredPhone {
    /// In the form of E.164.
    pub e164: String,
    /// 1 to 5 digits.
    pub extension: Option<String>,
    /// What kind of number it is.
    pub kind: PhoneKind,
    /// Two letters (ISO 3166-1), or `001` for a network that belongs to no country.
    pub region: Option<String>,
}

impl PhoneNumber {
    /// Parses a number as typed. A number without a country code is one of the United Kingdom's.
    ///
    /// # Errors
    /// Every reason the number is refused. When it is not a phone number at all, W41 comes first (deployed
    /// service), then what is wrong with its shape (PDS standard, "Mobile phone number validation") or with
    /// its digits, and W42 when it holds markup. When it is one but not taken: that it is a drama number,
    /// that its kind does not suit the purpose.
    pub fn parse(
        typed: &str,
        purpose: PhonePurpose,
        drama: DramaNumbers,
    ) -> Result<Self, Vec<Reason>> {
        let parsed = Parsed::read(typed)?;
        let mut reasons = Vec::new();
        if drama == DramaNumbers::Refused && parsed.is_drama() {
            reasons.push(words::drama_refused());
        }
        if verdict(parsed.kind, purpose) == Verdict::Refused {
            reasons.push(words::wrong_kind(parsed.kind, purpose));
        }
        if !reasons.is_empty() {
            return Err(reasons);
        }
        Ok(Self {
            typed: typed.into(),
            parsed: Some(parsed),
        })
    }

    /// Keeps a number that was recorded under looser rules: with its parsed form if it is a phone number,
    /// of whatever kind, with dots between its digits if need be (deployed service, W41), and otherwise
    /// as typed only (house).
    pub fn loose(typed: String) -> Self {
        Self {
            parsed: Parsed::read(&typed.replace('.', " ")).ok(),
            typed: typed.into_boxed_str(),
        }
    }

    /// Takes a number that is written as one, whether it is in a numbering plan or not, of whatever kind: PDS asks for
    /// no more. With its parsed form if it has one (PDS, "PATCH rules per field").
    ///
    /// # Errors
    /// Every fault of the shape that the standard gives (PDS standard, "Mobile phone number validation").
    pub fn written(typed: &str) -> Result<Self, Vec<Reason>> {
        shape::read(typed)
            .map_err(|faults| not_a_number(typed, faults.into_iter().map(words::shape)))?;
        Ok(Self::loose(typed.to_owned()))
    }

    /// Takes a number that was parsed before it was stored. For stores only.
    pub fn from_stored(typed: String, stored: Option<StoredPhone>) -> Self {
        Self {
            typed: typed.into_boxed_str(),
            parsed: stored.map(|stored| Parsed {
                e164: stored.e164.into_boxed_str(),
                extension: stored.extension.map(String::into_boxed_str),
                region: stored.region.map(String::into_boxed_str),
                kind: stored.kind,
            }),
        }
    }

    /// Whether it is known to be one that nobody is to be reached by, for whatever purpose: of premium rate, of a
    /// personal number service, a voicemail's; or one set aside for film and television where those are not taken.
    pub fn reaches_nobody(&self, drama: DramaNumbers) -> bool {
        self.parsed.as_ref().is_some_and(|parsed| {
            verdict(parsed.kind, PhonePurpose::Any) == Verdict::Refused
                || (drama == DramaNumbers::Refused && parsed.is_drama())
        })
    }

    /// The number as typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The number in the form of E.164, such as `+442079460123`, without its extension.
    pub fn e164(&self) -> Option<&str> {
        self.parsed.as_ref().map(|parsed| &*parsed.e164)
    }

    /// The digits to dial once the call is answered.
    pub fn extension(&self) -> Option<&str> {
        self.parsed.as_ref()?.extension.as_deref()
    }

    /// What kind of number it is.
    pub fn kind(&self) -> Option<PhoneKind> {
        self.parsed.as_ref().map(|parsed| parsed.kind)
    }

    /// Where the number belongs: two letters (ISO 3166-1), with regions of their own for Jersey, Guernsey
    /// and the Isle of Man, or `001` for a network that belongs to no country.
    pub fn region(&self) -> Option<&str> {
        self.parsed.as_ref()?.region.as_deref()
    }

    /// The one spelling of this number, by which two are compared: E.164, then `;ext=` and the extension if
    /// there is one (PDS standard, "Mobile phone number validation"). Parsing it gives the same number.
    pub fn normal(&self) -> Option<String> {
        let parsed = self.parsed.as_ref()?;
        Some(match &parsed.extension {
            Some(extension) => format!("{};ext={extension}", parsed.e164),
            None => parsed.e164.to_string(),
        })
    }

    /// The number as people read it: as dialled within the country for the United Kingdom and the islands
    /// that share its code, from abroad for all others; as typed when there is no parsed form (house).
    pub fn shown(&self) -> String {
        let Some(parsed) = &self.parsed else {
            return self.typed.to_string();
        };
        let mut shown = library::written(&parsed.e164, !parsed.is_abroad())
            .unwrap_or_else(|| parsed.e164.to_string());
        if let Some(extension) = &parsed.extension {
            shown.push_str(" ext. ");
            shown.push_str(extension);
        }
        shown
    }

    /// Whether the number is known to have another country code than 44, which the United Kingdom shares
    /// with Jersey, Guernsey and the Isle of Man.
    pub fn is_abroad(&self) -> bool {
        self.parsed.as_ref().is_some_and(Parsed::is_abroad)
    }

    /// What somebody should look at before the number is used for a purpose. A number kept from a time of
    /// looser rules may be of a kind that would be refused now; that is a warning here.
    pub fn warnings(&self, purpose: PhonePurpose) -> Vec<Warning> {
        let Some(parsed) = &self.parsed else {
            return Vec::new();
        };
        let no_country = parsed.region.as_deref() == Some(NO_COUNTRY);
        let suits = verdict(parsed.kind, purpose) == Verdict::Taken;
        let kind = match purpose {
            _ if suits => no_country.then(words::network),
            PhonePurpose::Mobile | PhonePurpose::Landline | PhonePurpose::Pager => {
                Some(words::label_differs(parsed.kind))
            }
            PhonePurpose::MobileOrLandline | PhonePurpose::Work | PhonePurpose::Any => {
                Some(words::unusual_kind(parsed.kind))
            }
        };
        kind.into_iter()
            .chain(parsed.is_drama().then(words::drama_taken))
            .chain(parsed.is_abroad().then(words::abroad))
            .collect()
    }
}

impl Parsed {
    /// Reads a number of any kind, or gives every reason why there is none.
    fn read(typed: &str) -> Result<Self, Vec<Reason>> {
        let shape = shape::read(typed)
            .map_err(|faults| not_a_number(typed, faults.into_iter().map(words::shape)))?;
        let library::LookedUp { e164, plan } = library::look_up(&shape.number)
            .map_err(|why| not_a_number(typed, [words::unreadable(why)]))?;
        let (kind, region) = match (plan, drama::drama_kind(&e164)) {
            (Ok(found), _) => (found.kind, found.region),
            // Some of the numbers for film and television are in no plan.
            (Err(_), Some(kind)) => (kind, "GB".into()),
            (Err(misfit), None) => {
                let reason = words::unknown(misfit, &e164, &shape.number);
                return Err(not_a_number(typed, [reason]));
            }
        };
        Ok(Self {
            e164,
            extension: shape.extension.map(Into::into),
            region: Some(region),
            kind,
        })
    }

    fn is_abroad(&self) -> bool {
        !self.e164.starts_with("+44")
    }

    fn is_drama(&self) -> bool {
        drama::drama_kind(&self.e164).is_some()
    }
}

/// The reasons why a text is not a phone number: in general, in particular, and for its markup.
fn not_a_number(typed: &str, particular: impl IntoIterator<Item = Reason>) -> Vec<Reason> {
    std::iter::once(words::not_a_phone_number())
        .chain(particular)
        .chain(has_markup(typed).then(words::markup))
        .collect()
}

impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PhoneNumber(..)")
    }
}

impl std::fmt::Debug for StoredPhone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoredPhone(..)")
    }
}

#[cfg(test)]
mod tests;
