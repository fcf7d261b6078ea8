//! HL7 V3: what is read can be written and read again, and no error repeats a value.
#![no_main]

use contactable_domain::hl7::{
    Fragment, MAX_FRAGMENTS, read, write_address, write_part_of_whole, write_telecom,
};
use contactable_fuzz::{LETTERS, assert_hidden, marked};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|xml: &str| {
    match read(xml) {
        Ok(fragments) => {
            assert!(fragments.len() <= MAX_FRAGMENTS);
            fragments.iter().for_each(written_and_read);
            let whole: String = fragments.iter().map(write_part_of_whole).collect();
            assert_eq!(read(&whole).as_ref(), Ok(&fragments));
        }
        Err(error) => {
            assert!(error.code().starts_with("hl7-"));
            assert!(!error.to_string().is_empty());
        }
    }
    let read = read(&marked(xml, LETTERS));
    assert_hidden(&read, LETTERS);
    if let Err(error) = read {
        assert!(!error.to_string().contains(LETTERS), "{error}");
    }
});

fn written_and_read(fragment: &Fragment) {
    // The bare element has no place for the system's dates.
    let (written, bare) = match fragment.clone() {
        Fragment::Telecom(mut telecom) => {
            telecom.system_effective = None;
            (write_telecom(&telecom), Fragment::Telecom(telecom))
        }
        Fragment::Address(mut address) => {
            address.system_effective = None;
            (write_address(&address), Fragment::Address(address))
        }
    };
    assert_eq!(read(&written), Ok(vec![bare]));
}
