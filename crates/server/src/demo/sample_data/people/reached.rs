//! People whose numbers and e-mail addresses show which one is used, and people who said how they want
//! to be reached.

use contactable_domain::contact_detail::EndReason::{Undeliverable, Wrong};
use contactable_domain::contact_detail::FailureKind::{Hard, Soft};
use contactable_domain::contact_detail::VerifiedBy::{Code, Link, Reached};
use contactable_domain::preferences::ContactMethod;
use contactable_domain::preferences::WrittenFormat::{Braille, LargePrint};
use contactable_domain::vocabulary::CouncilSubType::{
    Carer, EmergencyContact, Home, Landline, Mobile, Work,
};
use contactable_domain::vocabulary::Means::{Call, Email, Text};

use crate::demo::sample_data::SampleTarget;
use crate::demo::sample_data::table::{HOUSING, NHS, SOCIAL_CARE, email, lines, person, phone};
use crate::demo::sample_data::wishes::told;

#[rustfmt::skip] // kept as a table
pub(super) const PEOPLE: &[SampleTarget] = &[
    // Texts to the mobile bounced for good; of two landlines one was called, and answered.
    person("3fa1c0de-0000-4000-8000-000000000038", "Winifred Adjei-Larkham", &[
        phone(SOCIAL_CARE, Mobile, "07700 900901").default().days_ago(610)
            .undeliverable(Hard, Text, "The network answered: number not in service", 14),
        phone(SOCIAL_CARE, Home, "020 7946 0901").days_ago(610),
        phone(SOCIAL_CARE, Landline, "020 7946 0902").noted("Her sister's house").days_ago(600).verified(Reached, 13),
    ]),
    // Two e-mail addresses: the mailbox of the default is full for now.
    person("3fa1c0de-0000-4000-8000-000000000039", "Isidro Pemberly-Koh", &[
        email(HOUSING, Home, "isidro.pk@example.com").default().days_ago(540)
            .undeliverable(Soft, Email, "452 4.2.2 The mailbox is full", 4),
        email(HOUSING, Work, "i.pemberly-koh@example.net").days_ago(320).verified(Link, 300),
        phone(HOUSING, Mobile, "07700 900911").days_ago(540),
        phone(HOUSING, Mobile, "07700 900912").noted("Both are his").days_ago(200),
    ]),
    // A new number from next month on; the one of now runs out the day before.
    person("3fa1c0de-0000-4000-8000-00000000003a", "Temperance Juárez-Whitby", &[
        phone(HOUSING, Mobile, "07700 900921").days_ago(880).valid_for(29),
        phone(HOUSING, Mobile, "07700 900922").default().noted("Changes her provider").days_ago(6).starts_in(30),
        lines(HOUSING, Home, ["54 Millrace Street", "London", "", ""], "E5 9ZZ")
            .uprn("100099000611").default().days_ago(880),
    ]),
    // Three mobiles, each in the place of the one before.
    person("3fa1c0de-0000-4000-8000-00000000003b", "Lazarus Fennimore-Obi", &[
        phone(HOUSING, Mobile, "07700 900931").default().noted("Two digits exchanged").days_ago(705)
            .replaced(690, Wrong),
        phone(HOUSING, Mobile, "07700 900932").default().days_ago(690).verified(Code, 690)
            .undeliverable(Hard, Text, "The network answered: number not in service", 33).replaced(32, Undeliverable),
        phone(HOUSING, Mobile, "07700 900933").default().noted("Confirmed while he was on the line")
            .days_ago(32).verified(Code, 32),
        phone(HOUSING, Work, "020 7946 0931").by_team("Repairs").noted("The caretaker's lodge").days_ago(410),
    ]),
    // Blind: letters in Braille, and nothing else.
    person("3fa1c0de-0000-4000-8000-00000000003c", "Octavia Nkemelu-Strand", &[
        lines(NHS, Home, ["Flat 6, Sanderling Point", "9 Teasel Way", "London", ""], "E9 0ZZ")
            .uprn("100099000612").default().days_ago(1_020),
        phone(NHS, Landline, "020 7946 0941").default().days_ago(1_020),
        email(NHS, Home, "octavia.ns@example.org").default().days_ago(400),
    ])
    .wishing(&[
        told(NHS, 390).by(ContactMethod::Letter).in_format(Braille).never(&[Text, Call, Email]),
    ]),
    // Deaf: any way but by phone. The carer and the emergency contact are for emergencies.
    person("3fa1c0de-0000-4000-8000-00000000003d", "Ezekiel Marchbanks-Roy", &[
        phone(SOCIAL_CARE, Mobile, "07700 900941").default().noted("Texts only").days_ago(350).verified(Code, 349),
        phone(SOCIAL_CARE, Carer, "07700 900942").noted("Weekdays").days_ago(350),
        phone(SOCIAL_CARE, EmergencyContact, "07700 900943").noted("His brother").days_ago(349),
        lines(SOCIAL_CARE, Home, ["12 Bindweed Yard", "London", "", ""], "E9 0ZZ")
            .uprn("100099000613").default().days_ago(350),
    ])
    .wishing(&[told(SOCIAL_CARE, 348).by(ContactMethod::NoCall).in_format(LargePrint)]),
    // Works nights: e-mail first, to the address she asked for, and calls in the late afternoon.
    person("3fa1c0de-0000-4000-8000-00000000003e", "Rosamund Thackeray-Diallo", &[
        email(HOUSING, Work, "rosamund.td@example.net").default().days_ago(660),
        email(HOUSING, Home, "rosamund@example.com").preferred().days_ago(240).verified(Link, 239),
        phone(HOUSING, Mobile, "07700 900951").default().by_team("Lettings").days_ago(660),
        phone(HOUSING, Mobile, "07700 900952").days_ago(500),
        phone(HOUSING, Landline, "020 7946 0951").days_ago(660),
    ])
    .wishing(&[
        told(HOUSING, 240).by(ContactMethod::Email).at("Between four and six in the afternoon; she works nights"),
    ]),
];
