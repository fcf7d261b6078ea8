//! Postcodes, and what could be meant by what is none.
#![no_main]

use contactable_domain::value::{Postcode, PostcodeKind, PseudoPostcode};
use contactable_fuzz::{LETTERS, assert_hidden, assert_reasons, assert_warnings, marked};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let suggestion = Postcode::suggestion(text);
    match Postcode::parse(text) {
        Ok(postcode) => {
            assert_eq!(suggestion, None, "a postcode needs no suggestion");
            taken(&postcode, text);
        }
        Err(reasons) => assert_reasons(&reasons),
    }
    if let Some(meant) = suggestion {
        let postcode = Postcode::parse(&meant).expect("a suggestion is a postcode");
        assert_eq!(postcode.normal(), meant);
    }
    match PseudoPostcode::parse(text) {
        Ok(code) => assert_eq!(Postcode::from_stored(text.to_owned()).pseudo(), Some(code)),
        Err(reasons) => assert_reasons(&reasons),
    }
    assert_hidden(&Postcode::parse(&marked(text, LETTERS)), LETTERS);
});

fn taken(postcode: &Postcode, text: &str) {
    assert_eq!(postcode.typed(), text);
    assert_eq!(&Postcode::from_stored(text.to_owned()), postcode);
    assert_ne!(postcode.kind(), PostcodeKind::Unrecognised);
    assert_warnings(&postcode.warnings());
    let normal = postcode.normal();
    assert!(normal.is_ascii() && normal == normal.to_ascii_uppercase());
    let again = Postcode::parse(normal).expect("a normal form is taken");
    assert_eq!(
        (again.normal(), again.kind(), again.area(), again.pseudo()),
        (normal, postcode.kind(), postcode.area(), postcode.pseudo())
    );
    if let (Some(outward), Some(inward)) = (postcode.outward(), postcode.inward()) {
        assert_eq!(format!("{outward} {inward}"), normal);
    }
}
