//! Which kind of number is taken for which purpose.

use super::{PhoneKind, PhonePurpose};

/// What becomes of a number of some kind where a number is wanted for some purpose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    Taken,
    TakenWithWarning,
    Refused,
}

/// The verdict on a kind for a purpose. Mobile and landline as the PDS standard has them ("Mobile phone
/// number validation", "Landline number validation": the library's type must fit); a pager may be a
/// mobile because PDS keeps both under "MC or PG"; the other kinds are the house's choice.
pub(super) fn verdict(kind: PhoneKind, purpose: PhonePurpose) -> Verdict {
    use PhoneKind::{
        Freephone, Landline, LandlineOrMobile, Mobile, Pager, Personal, PremiumRate, SharedCost,
        Uan, Voicemail, Voip,
    };
    use PhonePurpose as For;
    match (purpose, kind) {
        (For::Mobile | For::MobileOrLandline | For::Work | For::Any, Mobile)
        | (For::Landline | For::MobileOrLandline | For::Work | For::Any, Landline)
        | (
            For::Mobile | For::Landline | For::MobileOrLandline | For::Work | For::Any,
            LandlineOrMobile,
        )
        | (For::Pager, Pager) => Verdict::Taken,

        (For::Pager, Mobile | LandlineOrMobile)
        | (For::MobileOrLandline | For::Work | For::Any, Uan | Voip)
        | (For::Work | For::Any, Freephone | SharedCost | Pager) => Verdict::TakenWithWarning,

        (For::Mobile | For::Pager, Landline)
        | (For::Landline, Mobile)
        | (For::Mobile | For::Landline | For::Pager, Uan | Voip)
        | (For::Mobile | For::Landline | For::MobileOrLandline, Pager)
        | (
            For::Mobile | For::Landline | For::MobileOrLandline | For::Pager,
            Freephone | SharedCost,
        )
        | (_, PremiumRate | Personal | Voicemail) => Verdict::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One row a kind, one column a purpose: + taken, w taken with a warning, - refused.
    const TABLE: &[(&str, &str)] = &[
        // kind              M L E W P A    (E: either of mobile and landline, A: any)
        ("mobile", /*     */ "+ - + + w +"),
        ("landline", /*   */ "- + + + - +"),
        ("landline-or-mobile", "+ + + + w +"),
        ("freephone", /*  */ "- - - w - w"),
        ("shared-cost", /**/ "- - - w - w"),
        ("premium-rate", /**/ "- - - - - -"),
        ("voip", /*       */ "- - w w - w"),
        ("personal", /*   */ "- - - - - -"),
        ("pager", /*      */ "- - - w + w"),
        ("uan", /*        */ "- - w w - w"),
        ("voicemail", /*  */ "- - - - - -"),
    ];

    const PURPOSES: [PhonePurpose; 6] = [
        PhonePurpose::Mobile,
        PhonePurpose::Landline,
        PhonePurpose::MobileOrLandline,
        PhonePurpose::Work,
        PhonePurpose::Pager,
        PhonePurpose::Any,
    ];

    #[test]
    fn the_whole_table() {
        let rows: Vec<_> = TABLE.iter().map(|(kind, _)| *kind).collect();
        let kinds: Vec<_> = PhoneKind::ALL.iter().map(|kind| kind.as_str()).collect();
        assert_eq!(rows, kinds);
        for (word, row) in TABLE {
            let kind = PhoneKind::parse(word).unwrap();
            let marks: Vec<_> = row.split(' ').collect();
            assert_eq!(marks.len(), PURPOSES.len(), "{word}");
            for (purpose, mark) in PURPOSES.into_iter().zip(marks) {
                let wanted = match mark {
                    "+" => Verdict::Taken,
                    "w" => Verdict::TakenWithWarning,
                    _ => Verdict::Refused,
                };
                assert_eq!(verdict(kind, purpose), wanted, "{word} as {purpose:?}");
            }
        }
    }
}
