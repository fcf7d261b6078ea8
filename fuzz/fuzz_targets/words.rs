//! Words, names and ids: what is read is written the same.
#![no_main]

use contactable_domain::check::Asked;
use contactable_domain::ids::ContactDetailId;
use contactable_domain::value::{Country, ValueRules};
use contactable_domain::vocabulary::{
    Channel, PdsAddressUse, PdsTelecomType, PdsTelecomUse, Relationship, TargetKind, Use,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    macro_rules! words {
        ($($words:ident)*) => {$(
            if let Some(word) = $words::parse(text) {
                assert!(word.as_str().eq_ignore_ascii_case(text));
                assert_eq!($words::parse(word.as_str()), Some(word));
            }
        )*};
    }
    words!(Channel TargetKind PdsAddressUse PdsTelecomType PdsTelecomUse Relationship Use);
    if let Some(country) = Country::find(text) {
        assert_eq!(Country::find(country.code()), Some(country));
        assert_eq!(Country::find(country.name()), Some(country));
    }
    if let Some(id) = ContactDetailId::parse(text) {
        assert_eq!(ContactDetailId::parse(&id.to_string()), Some(id));
    }
    if let Err(known) = Asked::parse(text, &ValueRules::default()) {
        assert!(!known.is_empty() && known.iter().all(|word| word != text));
    }
});
