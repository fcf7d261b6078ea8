//! The words that people write beside a number.

use crate::vocabulary::{Channel, Label, Relationship, Use};

/// What a word beside a value says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing that the value does not say itself, such as "tel".
    Noise,
    /// What it is for.
    Usage(Use),
    /// Whose it is, and whether the word says more than the vocabulary does.
    Whose(Relationship, Fit),
    /// That it is reached in another way than by phone.
    Channel(Channel),
}

/// How well the vocabulary's word fits the word that was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It says the same.
    Exact,
    /// It says less: a daughter is a child. The word stays in the note.
    Wider,
}

/// What a word, in lower case, says.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    use Relationship::{
        Carer, Child, Doctor, Husband, Neighbour, Relative, Sibling, SocialWorker, Solicitor,
        Spouse, Wife,
    };
    let exact = |relationship| Some(Meaning::Whose(relationship, Fit::Exact));
    let wider = |relationship| Some(Meaning::Whose(relationship, Fit::Wider));
    match word {
        "tel" | "telephone" | "phone" | "ph" | "number" | "num" | "nr" | "contact" | "call"
        | "email" | "e-mail" | "mail" | "mailto" | "or" | "and" | "ring" | "no." | "no:" => {
            Some(Meaning::Noise)
        }
        "mob" | "mobile" | "cell" | "m" => Some(Meaning::Usage(Use::Mobile)),
        "home" | "hm" | "h" => Some(Meaning::Usage(Use::Home)),
        "landline" | "land-line" | "ll" => Some(Meaning::Usage(Use::Landline)),
        "work" | "wk" | "w" | "office" | "business" | "daytime" => Some(Meaning::Usage(Use::Work)),
        "main" | "switchboard" | "reception" => Some(Meaning::Usage(Use::Main)),
        "emergency" | "ice" | "emerg" => Some(Meaning::Usage(Use::Emergency)),
        "temp" | "temporary" => Some(Meaning::Usage(Use::Temporary)),
        "pager" | "bleep" => Some(Meaning::Usage(Use::Pager)),
        "fax" => Some(Meaning::Channel(Channel::Fax)),
        "textphone" | "minicom" => Some(Meaning::Channel(Channel::Textphone)),
        "carer" | "caregiver" => exact(Carer),
        "wife" => exact(Wife),
        "husband" | "hubby" | "husb" | "hub" => exact(Husband),
        "spouse" => exact(Spouse),
        "partner" | "fiance" | "fiancee" => wider(Spouse),
        "child" => exact(Child),
        "son" | "daughter" | "dtr" | "dau" | "daug" | "stepson" | "stepdaughter" => wider(Child),
        "sibling" => exact(Sibling),
        "brother" | "sister" | "bro" | "sis" => wider(Sibling),
        "relative" => exact(Relative),
        "mum" | "mother" | "mom" | "mam" | "dad" | "father" | "parent" | "nan" | "gran"
        | "granny" | "grandma" | "grandmother" | "grandad" | "granddad" | "grandfather"
        | "aunt" | "auntie" | "uncle" | "niece" | "nephew" | "cousin" | "grandson"
        | "granddaughter" => wider(Relative),
        "neighbour" | "neighbor" => exact(Neighbour),
        "doctor" | "dr" => exact(Doctor),
        "gp" => wider(Doctor),
        "solicitor" | "lawyer" => exact(Solicitor),
        "sw" | "socialworker" | "social-worker" => exact(SocialWorker),
        _ => None,
    }
}

/// The label with what a word says added to it; the first word of each kind counts.
pub(super) fn add(label: &mut Label, meaning: Meaning) {
    match meaning {
        Meaning::Usage(usage) => label.usage = label.usage.or(Some(usage)),
        Meaning::Whose(relationship, _) => {
            label.relationship = label.relationship.or(Some(relationship));
        }
        Meaning::Noise | Meaning::Channel(_) => {}
    }
}
