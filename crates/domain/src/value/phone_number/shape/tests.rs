use super::*;

fn number(typed: &str) -> String {
    read(typed)
        .unwrap_or_else(|f| panic!("{typed:?}: {f:?}"))
        .number
}

fn faults(typed: &str) -> Vec<Fault> {
    read(typed).err().unwrap_or_default()
}

#[test]
fn separators_are_left_out() {
    for typed in [
        "07400123456",
        "07400 123456",
        "  07400  123456 ",
        "07400\t123\u{A0}456",
        "07400\u{2009}123\u{3000}456\n",
        "07400-123-456",
        "07400\u{2010}1\u{2011}2\u{2012}3\u{2013}4\u{2014}5\u{2015}6",
        "07400\u{2212}12\u{FE58}34\u{FE63}5\u{FF0D}6",
        "-07400123456-",
        "(07400) 123456",
        "[07400] 123456",
        "((07400)) 123456",
        "[(0)7400] (123456)",
        "(07400123456)",
        "(0(7400)) 123456",
    ] {
        assert_eq!(number(typed), "07400123456", "{typed:?}");
    }
}

#[test]
fn a_plus_may_come_first_only() {
    for typed in [
        "+447400123456",
        " \t+44 7400 123456",
        "+(44) 7400 123456",
        "+ 44 7400 123456",
    ] {
        assert_eq!(number(typed), "+447400123456", "{typed:?}");
    }
    assert_eq!(number("+44(0)7400 123456"), "+4407400123456");
    for typed in [
        "++447400123456",
        "(+44)7400123456",
        "(+447400123456)",
        "-+447400123456",
        "07400+123456",
        "07400123456+",
        "\u{FF0B}447400123456",
    ] {
        assert_eq!(faults(typed), [Fault::Character(Stray::Plus)], "{typed:?}");
    }
}

#[test]
fn other_characters_are_refused() {
    for (typed, stray) in [
        ("07400 123456 - Daughter", Stray::Letter),
        ("O7400123456", Stray::Letter),
        ("tel:07400123456", Stray::Letter),
        ("07400123456 x12", Stray::Letter),
        ("07400123456é", Stray::Letter),
        ("07400.123.456", Stray::Sign),
        ("07400/123456", Stray::Sign),
        ("07400123456#12", Stray::Sign),
        ("*07400123456", Stray::Sign),
        ("07400,123456", Stray::Sign),
        ("07400{123456}", Stray::Sign),
        ("07400~123456", Stray::Sign),
        ("07400_123456", Stray::Sign),
        ("07400123456\u{1F4DE}", Stray::Sign),
        ("0740012345\u{FF16}0", Stray::OtherDigit),
        ("074001234\u{0665}60", Stray::OtherDigit),
        ("\u{202A}07400123456\u{202C}", Stray::Unseen),
        ("07400\u{200B}123456", Stray::Unseen),
        ("07400\u{AD}123456", Stray::Unseen),
        ("07400\u{0}123456", Stray::Unseen),
        // The most telling one is named.
        ("+44.7400 123456 mob + home", Stray::Letter),
    ] {
        assert_eq!(faults(typed), [Fault::Character(stray)], "{typed:?}");
    }
}

#[test]
fn brackets_are_in_pairs_around_digits() {
    for typed in [
        "(07400 123456",
        "07400) 123456",
        "(07400] 123456",
        "[07400) 123456",
        "([07400)] 123456",
        "()07400123456",
        "07400123456[ ]",
        "(07400(-)123456)",
        "(()07400) 123456",
        ")07400( 123456",
    ] {
        assert_eq!(faults(typed), [Fault::Bracket], "{typed:?}");
    }
}

#[test]
fn six_to_fifteen_digits_without_the_extension() {
    assert_eq!(faults(""), [Fault::TooFewDigits(0)]);
    assert_eq!(faults(" - "), [Fault::TooFewDigits(0)]);
    assert_eq!(faults("12345;ext=12345"), [Fault::TooFewDigits(5)]);
    assert_eq!(number("123456"), "123456");
    assert_eq!(number("123456789012345;ext=1"), "123456789012345");
    assert_eq!(faults("1234567890123456"), [Fault::TooManyDigits(16)]);
    assert_eq!(number("1 2 3 4 5 6 7 8 9 0 1 2 3 4 5"), "123456789012345");
}

#[test]
fn an_extension_is_one_to_five_digits_at_the_very_end() {
    for (typed, extension) in [
        ("020 7946 0123;ext=1", "1"),
        ("020 7946 0123;ext=12345", "12345"),
        ("020 7946 0123 ;ext=007", "007"),
    ] {
        assert_eq!(read(typed).unwrap().extension, Some(extension), "{typed:?}");
    }
    assert_eq!(read("020 7946 0123").unwrap().extension, None);
    for rest in [
        ";",
        ";ext",
        ";ext=",
        ";ext=123456",
        ";ext=12 ",
        ";ext= 12",
        ";ext=1-2",
        ";ext=abc",
        ";12",
        ";EXT=12",
        ";isub=12",
        ";ext=12;isub=1",
        ";ext=12;ext=1",
        ";ext=\u{0661}",
        ";ext=+1",
    ] {
        let typed = format!("020 7946 0123{rest}");
        assert_eq!(faults(&typed), [Fault::Extension], "{typed:?}");
    }
}

#[test]
fn at_most_sixty_characters_are_looked_at() {
    let sixty = format!("07400{}123456", " ".repeat(49));
    assert_eq!(number(&sixty), "07400123456");
    assert_eq!(faults(&format!("{sixty} ")), [Fault::TooLong]);
    // Characters are counted, not bytes.
    let wide = format!("07400{}123456", "\u{3000}".repeat(49));
    assert_eq!(number(&wide), "07400123456");
    assert_eq!(faults(&"(".repeat(10_000)), [Fault::TooLong]);
}

#[test]
fn every_fault_is_given() {
    assert_eq!(
        faults("(12a;x"),
        [
            Fault::Character(Stray::Letter),
            Fault::Bracket,
            Fault::TooFewDigits(2),
            Fault::Extension
        ]
    );
}
