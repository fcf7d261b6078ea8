//! Identifiers, one system for each form that an identifier can have.
#![no_main]

use std::sync::LazyLock;

use contactable_domain::identifier::{
    Identifier, IdentifierForm, IdentifierSystem, IdentifierSystems,
};
use contactable_fuzz::{DIGITS, assert_hidden, assert_reasons, assert_warnings, marked};
use libfuzzer_sys::fuzz_target;

static SYSTEMS: LazyLock<IdentifierSystems> = LazyLock::new(|| {
    let forms = [
        ("uuid", IdentifierForm::Uuid),
        ("tenure", IdentifierForm::Digits { min: 3, max: 10 }),
        ("rent", IdentifierForm::LettersAndDigits { min: 4, max: 12 }),
        ("text", IdentifierForm::Text { max: 40 }),
    ];
    let systems = forms.map(|(name, form)| IdentifierSystem {
        name: name.to_owned(),
        uri: format!("https://council.example/id/{name}"),
        target_kinds: Vec::new(),
        form,
    });
    IdentifierSystems::new(systems.into()).expect("the systems are well formed")
});

fuzz_target!(|text: &str| {
    for system in SYSTEMS.iter() {
        match Identifier::parse(&SYSTEMS, &system.name, text) {
            Ok(identifier) => taken(&identifier, system),
            Err(reasons) => assert_reasons(&reasons),
        }
        let marked = marked(text, DIGITS);
        assert_hidden(&Identifier::parse(&SYSTEMS, &system.uri, &marked), DIGITS);
    }
    // The text as the name of a system: known or refused, and never repeated.
    if let Err(reasons) = Identifier::parse(&SYSTEMS, text, "1234") {
        assert_reasons(&reasons);
    }
});

fn taken(identifier: &Identifier, system: &IdentifierSystem) {
    let value = identifier.value();
    assert_eq!(identifier.system(), system.name);
    assert!(!value.trim().is_empty() && value.chars().count() <= 200);
    let again = Identifier::parse(&SYSTEMS, &system.uri, value);
    assert_eq!(again.as_ref(), Ok(identifier), "a normal form is its own");
    let stored = Identifier::from_stored(system.name.clone(), value.to_owned());
    assert_eq!(&stored, identifier);
    let is_nhs = system.form == IdentifierForm::NhsNumber;
    assert_eq!(identifier.nhs_number().is_some(), is_nhs);
    assert_warnings(&identifier.warnings());
}
