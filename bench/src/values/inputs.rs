//! What is read: invented values, spelled in the ways that people spell them.

/// Two hundred phone numbers: nine in ten are taken. British ones are those that Ofcom set aside for film
/// and television and the examples of the library; those abroad are its examples too.
pub fn phones() -> Vec<String> {
    let mut phones = Vec::new();
    for last in 0..24 {
        let last = 100 + last * 7;
        phones.extend([
            format!("07700 900{last}"),
            format!("+44 20 7946 0{last}"),
            format!("(0113) 496 0{last}"),
            format!("0161-496-0{last}"),
            format!("+44 (0)7700 900{last}"),
            format!("0306 999 0{last};ext=12"),
        ]);
    }
    let mobiles = [
        "07400 123456",
        "07400123456",
        "+447400123456",
        "0044 7400 123 456",
    ];
    let abroad = [
        "+33 6 12 34 56 78",
        "+1 202-555-0143",
        "+353 85 012 3456",
        "0048 512 345 678",
        "+91 81234 56789",
        "07797 712345",
        "07624 756789",
    ];
    let refused = [
        "07700 900123 - Daughter",
        "unknown",
        "0770 090",
        "06123 456789",
        "+999 12345",
    ];
    phones.extend(mobiles.iter().cycle().take(16).map(ToString::to_string));
    phones.extend(abroad.iter().cycle().take(20).map(ToString::to_string));
    phones.extend(refused.iter().cycle().take(20).map(ToString::to_string));
    phones
}

/// E-mail addresses that are taken, of the lengths that real ones have.
pub const EMAILS: &[&str] = &[
    "margaret.okonkwo-hughes@example.org",
    "ana@example.com",
    "j.o'neill_1962@Example.Co.Uk",
    "tenant+repairs@housing.example.gov.uk",
    "someone@gmial.com",
    "the.whole.family.at.number.twenty.three@mail.example.net",
    "x9@xn--bcher-kva.example",
    "OFFICE@EXAMPLE.COM",
];

/// Five lines, a postcode and a UPRN.
pub const ADDRESS: ([&str; 5], &str, &str) = (
    [
        "Flat 2",
        "23 Mill Lane",
        "Lower Clapton",
        "London",
        "Greater London",
    ],
    "e8 1aa",
    "10008326829",
);

/// A note beside a value, of the length that notes have.
pub const NOTE: &str = "Ring the lower bell and wait; hard of hearing. Calls after six, please.";

pub const POSTCODES: &[&str] = &[
    "E8 1AA", "sw1a0aa", "BFPO 57", "ZZ99 3VZ", "KY1-1001", "GIR 0AA",
];

pub const NHS_NUMBERS: &[&str] = &["999 000 0018", "9990000018", "943-476-5919", "4010232137"];

/// What is checked without saying what it is.
pub const ANYTHING: &[&str] = &[
    "07400 123456",
    "020 7946 0123",
    "margaret.okonkwo-hughes@example.org",
    "23 Mill Lane, London E8 1AA",
    "E8 IAA",
    "999 000 0018",
    "07700 900123 - Daughter",
    "unknown",
];

pub const MESSY: &[&str] = &[
    "07700 900123 - Daughter",
    "020 7946 0123 / 0124",
    "Home: 020 7946 0123, Mob: 07700 900456",
    "ana@example.com or 07700 900123",
    "o7700 9OO123 carer",
];

/// A telecom and an address, as the Personal Demographics Service sends them.
pub const HL7: &str = "<telecom use=\"MC\" value=\"tel:07700900123\">\
    <useablePeriod><low value=\"20200101\"/></useablePeriod></telecom>\
    <addr use=\"H\"><streetAddressLine/><streetAddressLine>23 Mill Lane</streetAddressLine>\
    <streetAddressLine/><streetAddressLine>London</streetAddressLine>\
    <postalCode>E8 1AA</postalCode><addressKey>00012345</addressKey></addr>";

#[cfg(test)]
mod tests {
    #[test]
    fn there_are_two_hundred_phone_numbers() {
        assert_eq!(super::phones().len(), 200);
    }
}
