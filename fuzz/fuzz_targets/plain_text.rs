//! Plain text of several lengths, and descriptions.
#![no_main]

use contactable_domain::contact_detail::parse_description;
use contactable_domain::value::PlainText;
use contactable_fuzz::{LETTERS, assert_hidden, assert_reasons, marked};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for most in [10, 200, 2000] {
        match PlainText::parse(text, most) {
            Ok(plain) => {
                assert_eq!(plain.as_str(), text);
                assert_eq!(PlainText::from_stored(text.to_owned()), plain);
                assert_safe(text, most);
            }
            Err(reasons) => assert_reasons(&reasons),
        }
    }
    match parse_description(Some(text)) {
        Ok(None) => assert!(text.trim().is_empty()),
        Ok(Some(plain)) => assert_eq!(plain.as_str(), text),
        Err(reasons) => assert_reasons(&reasons),
    }
    assert_hidden(&parse_description(Some(&marked(text, LETTERS))), LETTERS);
});

fn assert_safe(text: &str, most: usize) {
    assert!(!text.trim().is_empty() && text.chars().count() <= most);
    assert!(!text.contains(|c: char| c.is_control() && !"\t\n\r".contains(c)));
    for markup in ["&#", "</", "<!", "<?"] {
        assert!(!text.contains(markup));
    }
    let mut tags = text.split('<').skip(1);
    assert!(!tags.any(|after| after.starts_with(|c: char| c.is_ascii_alphabetic())));
}
