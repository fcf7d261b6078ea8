//! Postcodes: of the United Kingdom, the islands around it, its territories and its forces, and the
//! pseudo-postcodes that stand for a country or a circumstance.
//!
//! Reading order: [`Postcode`], `compact` (what is stripped), `grammar` and `reading` (what is a
//! postcode), `repair` and `reasons` (what is said when it is not), `pseudo`.

mod areas;
mod compact;
mod grammar;
mod pseudo;
mod reading;
mod reasons;
mod repair;

use crate::refusal::Reason;
use crate::vocabulary::words;
use crate::warning::{Warning, WarningCode};
use compact::Compact;
pub use pseudo::{LineProblem, PseudoKind, PseudoPostcode, PseudoPostcodes, PseudoRow};

words! {
    /// What kind of postcode it is: it decides whether a letter needs overseas postage, or can be
    /// sent at all.
    PostcodeKind {
        /// Of the United Kingdom; also GIR 0AA and the banks' BX.
        Uk = "uk",
        /// Of Jersey, Guernsey or the Isle of Man: of the same shape, but not the United Kingdom.
        CrownDependency = "crown-dependency",
        /// Of a British overseas territory.
        OverseasTerritory = "overseas-territory",
        /// Of the British forces: a BFPO number or a BF postcode.
        Bfpo = "bfpo",
        /// Of no place: ZZ99, a digit, a letter and Z.
        Pseudo = "pseudo",
        /// Kept from before these rules; no postcode by them.
        Unrecognised = "unrecognised",
    }
}

/// A postcode, with what was typed and its normal form.
///
/// Spaces of any kind, hyphens and dashes, brackets and full stops do not count (GOV.UK Design System,
/// "Addresses"). What is left must be exactly one of:
/// - a postcode of BS 7666: outward `A9`, `A99`, `AA9`, `AA99`, `A9A` or `AA9A` of one of Royal
///   Mail's 126 areas, a two-digit district not starting with 0, the third letter of `A9A` one of
///   `ABCDEFGHJKPSTUW`, the fourth of `AA9A` one of `ABEHMNPRVWXY`; inward `9AA` without the letters
///   C I K M O V;
/// - `GIR 0AA`; a BFPO number of 1 to 4 digits; the code of a British overseas territory;
/// - a pseudo-postcode: `ZZ99`, a digit, a letter, `Z` (PDS standard, "Structure of
///   pseudo-postcodes").
///
/// This is stricter than the standard's own expression ("Address validation"), which takes `QZ1 1AA`
/// and `E8 1CC`, and wider, as that refuses `GIR 0AA`, `ASCN 1ZZ`, `BFPO 57` and a second space.
/// Districts are not looked up: that a postcode is well formed does not say that it is in use.
///
/// Two are equal when their normal forms are.
#[derive(Clone)]
pub struct Postcode {
    typed: String,
    normal: String,
    case: Case,
}

impl PartialEq for Postcode {
    fn eq(&self, other: &Self) -> bool {
        self.normal == other.normal
    }
}

impl Eq for Postcode {}

/// The cases of a postcode, with what only that case has.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Case {
    Uk {
        area: &'static str,
    },
    CrownDependency {
        area: &'static str,
    },
    OverseasTerritory,
    /// With the area when it is a BF postcode, without for a BFPO number.
    Bfpo {
        area: Option<&'static str>,
    },
    Girobank,
    Pseudo(PseudoPostcode),
    Unrecognised,
}

impl Postcode {
    /// Parses a postcode as typed, of at most 50 characters. Takes time linear in the text.
    ///
    /// # Errors
    /// `required`, `too-long`, or every reason why it is `not-a-postcode`; W42 too when it holds
    /// markup. No reason holds the text; one may name its area or one mistyped character.
    pub fn parse(typed: &str) -> Result<Self, Vec<Reason>> {
        let compact = Compact::read(typed);
        let read = compact.whole().and_then(reading::read);
        let halved = matches!(
            read,
            Some((Case::Uk { .. } | Case::CrownDependency { .. }, _))
        );
        let misplaced = halved && has_misplaced_space(typed);
        match read.filter(|_| !misplaced && !reasons::is_too_long(typed)) {
            Some((case, normal)) => Ok(Self {
                typed: typed.to_owned(),
                normal,
                case,
            }),
            None if misplaced => Err(vec![reasons::misplaced_space()]),
            None => Err(reasons::reasons(typed, &compact)),
        }
    }

    /// Takes a postcode that was stored. What is none by these rules (it may be older than they are)
    /// is kept as [`PostcodeKind::Unrecognised`], its normal form the text without spaces around it.
    pub fn from_stored(typed: String) -> Self {
        let read = Compact::read(&typed).whole().and_then(reading::read);
        let (case, normal) = read.unwrap_or_else(|| (Case::Unrecognised, typed.trim().to_owned()));
        Self {
            typed,
            normal,
            case,
        }
    }

    /// The normal form that was probably meant by a text that is not a postcode: the same without a space
    /// that stands in the wrong place; the only one that up
    /// to two mistaken characters (I or L and 1, O and 0, S and 5) explain, or else the only one that
    /// exchanging a letter with the digit beside it, or the two halves, does. Nothing when the text is a postcode (house).
    pub fn suggestion(typed: &str) -> Option<String> {
        let compact = Compact::read(typed);
        let text = compact.whole()?;
        match reading::read(text) {
            Some((Case::Uk { .. } | Case::CrownDependency { .. }, normal)) => {
                has_misplaced_space(typed).then_some(normal)
            }
            Some(_) => None,
            None => repair::repair(text).map(|repair| repair.normal),
        }
    }

    /// The postcode as typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The normal form, for comparing and for labels: upper case, one space before the last three
    /// (`E8 1AA`, `ZZ99 3VZ`), or `BFPO 57`, `AI-2640`, `KY1-1001`, `VG1110`, `MSR1110`.
    pub fn normal(&self) -> &str {
        &self.normal
    }

    /// What kind of postcode it is.
    pub fn kind(&self) -> PostcodeKind {
        match self.case {
            Case::Uk { .. } | Case::Girobank => PostcodeKind::Uk,
            Case::CrownDependency { .. } => PostcodeKind::CrownDependency,
            Case::OverseasTerritory => PostcodeKind::OverseasTerritory,
            Case::Bfpo { .. } => PostcodeKind::Bfpo,
            Case::Pseudo(_) => PostcodeKind::Pseudo,
            Case::Unrecognised => PostcodeKind::Unrecognised,
        }
    }

    /// The first half, such as `E8`; nothing for a BFPO number and for codes without halves.
    pub fn outward(&self) -> Option<&str> {
        self.halves().map(|(outward, _)| outward)
    }

    /// The last half, such as `1AA`; nothing for a BFPO number and for codes without halves.
    pub fn inward(&self) -> Option<&str> {
        self.halves().map(|(_, inward)| inward)
    }

    fn halves(&self) -> Option<(&str, &str)> {
        match self.case {
            Case::Bfpo { area: None } | Case::Unrecognised => None,
            _ => self.normal.split_once(' '),
        }
    }

    /// The area, such as `E` or `JE`; nothing for a BFPO number, a territory or a pseudo-postcode.
    pub fn area(&self) -> Option<&'static str> {
        match self.case {
            Case::Uk { area } | Case::CrownDependency { area } => Some(area),
            Case::Bfpo { area } => area,
            Case::Girobank => Some("GIR"),
            Case::OverseasTerritory | Case::Pseudo(_) | Case::Unrecognised => None,
        }
    }

    /// Whether it stands for a country or a circumstance. NHS Notify sends no letter there (PDS
    /// standard, "Non-standard addresses").
    pub fn is_pseudo(&self) -> bool {
        self.pseudo().is_some()
    }

    /// The pseudo-postcode, when it is one.
    pub fn pseudo(&self) -> Option<PseudoPostcode> {
        match self.case {
            Case::Pseudo(pseudo) => Some(pseudo),
            _ => None,
        }
    }

    /// What somebody should look at: a pseudo-postcode.
    pub fn warnings(&self) -> Vec<Warning> {
        let pseudo = self.pseudo().map(|_| {
            Warning::new(
                WarningCode::PseudoPostcode,
                "This postcode stands for a country or a circumstance, not for a place",
                "Ask for an address that letters reach, if there is one",
            )
        });
        pseudo.into_iter().collect()
    }
}

/// Whether the one space stands after a first half that is whole, with four characters behind it: "E1
/// 41AA" has a character too many, and without its space it would be of another district.
fn has_misplaced_space(typed: &str) -> bool {
    let mut halves = typed.split_whitespace();
    let (Some(first), Some(second), None) = (halves.next(), halves.next(), halves.next()) else {
        return false;
    };
    let whole = |first: &str| {
        let postcode = format!("{first}1AA");
        Compact::read(&postcode)
            .whole()
            .and_then(reading::read)
            .is_some()
    };
    second.len() == 4 && first.len() <= 4 && whole(first)
}

impl std::fmt::Debug for Postcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Postcode(..)")
    }
}
