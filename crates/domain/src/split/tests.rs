//! What comes out of messy values.

use super::*;
use crate::vocabulary::CouncilSubType;

/// Value, sub-type and note of each part, as one text.
fn parts(text: &str) -> Vec<String> {
    let said = |part: Part| {
        let sub_type = CouncilSubType::of(part.label).map_or("-", CouncilSubType::as_str);
        format!(
            "{} | {sub_type} | {}",
            part.value,
            part.note.unwrap_or_default()
        )
    };
    split(text).into_iter().map(said).collect()
}

#[test]
fn a_number_is_parted_from_the_words_beside_it() {
    for (text, wanted) in [
        (
            "0791121212141 - Daughter",
            "0791121212141 | child | Daughter",
        ),
        (
            "07700 900123 (mum, after 6)",
            "07700 900123 | relative | mum, after 6",
        ),
        ("Tel: 020 7946 0018 work", "020 7946 0018 | work | "),
        ("mob 07700900123", "07700900123 | mobile | "),
        ("07700 900123 - wife's mobile", "07700 900123 | wife | "),
        ("Jane (carer) 07700 900123", "07700 900123 | carer | Jane"),
        (
            "07700 900123 do not call before 10",
            "07700 900123 | - | do not call before 10",
        ),
        ("020.7946.0018", "020 7946 0018 | - | "),
        ("0770O 9OO123", "07700 900123 | - | "),
        ("(+44) 7700 900123", "+44 7700 900123 | - | "),
        ("+44 (0) 7700.900.123", "+44 7700 900 123 | - | "),
        ("020 7946 0018 ext 123", "020 7946 0018;ext=123 | - | "),
        (
            "020 7946 0018 x123 office",
            "020 7946 0018;ext=123 | work | ",
        ),
        (
            "Social Worker 020 7946 0018",
            "020 7946 0018 | socialWorker | ",
        ),
    ] {
        assert_eq!(parts(text), [wanted], "{text}");
    }
}

#[test]
fn several_values_in_one_cell_each_keep_their_words() {
    assert_eq!(
        parts("mob: 07700 900123, home: 020 7946 0018"),
        ["07700 900123 | mobile | ", "020 7946 0018 | home | "]
    );
    assert_eq!(
        parts("020 7946 0018 (home) 07700 900123 (mob)"),
        ["020 7946 0018 | home | ", "07700 900123 | mobile | "]
    );
    assert_eq!(
        parts("07700 900123/07700 900124"),
        ["07700 900123 | - | ", "07700 900124 | - | "]
    );
    assert_eq!(
        parts("07700 900123 / 124"),
        ["07700 900123 | - | 124"],
        "a number that nobody wrote is not offered"
    );
    assert_eq!(
        parts("07700900123 02079460018"),
        ["07700900123 | - | ", "02079460018 | - | "]
    );
    assert_eq!(
        parts("07700 900123 or jane@example.com"),
        ["07700 900123 | - | ", "jane@example.com | - | "]
    );
}

#[test]
fn an_email_is_parted_from_what_surrounds_it() {
    for (text, wanted) in [
        (
            "Jane Doe <jane@example.com>",
            "jane@example.com | - | Jane Doe",
        ),
        ("mailto:jane@example.com", "jane@example.com | - | "),
        (
            "jane@example.com (daughter)",
            "jane@example.com | child | daughter",
        ),
        ("jane@gmial.com.", "jane@gmail.com | - | "),
        ("jane@@example.com", "jane@example.com | - | "),
    ] {
        assert_eq!(parts(text), [wanted], "{text}");
    }
}

/// The worst that could be offered is somebody else's number or mailbox.
#[test]
fn nobody_elses_value_is_offered() {
    for text in [
        "jane smith@example.com",
        "jane, smith@example.com",
        "jane:smith@example.com",
        "m smith@example.com",
        "dr smith@example.com",
        "(jane) smith@example.com",
        "jane - smith@example.com",
        "jane99 smith@example.com",
        "jane / smith@example.com",
    ] {
        assert!(
            !parts(text).iter().any(|part| part.starts_with("smith@")),
            "{text}"
        );
    }
    for (text, wanted) in [
        ("07400 123456 / 1980", "07400 123456 | - | 1980"),
        ("07400 123456 x2", "07400 123456 | - | x2"),
        ("Flat 3 07400 123456", "07400 123456 | - | Flat 3"),
        ("ex wife 07400 123456", "07400 123456 | - | ex wife"),
        (
            "daughter in law 07400 123456",
            "07400 123456 | - | daughter in law",
        ),
        (
            "son's school 020 7183 8750",
            "020 7183 8750 | - | son's school",
        ),
        ("wife's mobile 07400 123456", "07400 123456 | wife | "),
    ] {
        assert_eq!(parts(text), [wanted], "{text}");
    }
    assert_eq!(
        parts("07400 123456 (was 07400 123457)"),
        ["07400 123456 | - | ", "07400 123457 | - | was"]
    );
    assert_eq!(
        parts("020 7183 8750 ext 12 07400 123456"),
        ["020 7183 8750 | - | ext 12", "07400 123456 | - | "]
    );
}

#[test]
fn nothing_is_offered_where_there_is_nothing_better() {
    for text in [
        "07700 900123",
        "jane@example.com",
        "",
        "unknown",
        "call 999",
        "flat 12",
    ] {
        assert_eq!(parts(text), [""; 0], "{text}");
    }
}

#[test]
fn a_fax_is_no_phone() {
    let parts = split("fax 020 7946 0018");
    assert_eq!(parts[0].channel, Channel::Fax);
    assert!(parts[0].is_well_formed());
}
