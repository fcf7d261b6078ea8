//! People whom two or three service areas know. Each area holds what it was told, which is often not
//! what the others were told, and none sees the others' records without consent.

use contactable_domain::preferences::{ContactMethod, WrittenFormat};
use contactable_domain::vocabulary::CouncilSubType::{
    Carer, Child, CorrespondenceAddress, Doctor, EmergencyContact, Home, Husband, Landline, Mobile,
    Neighbour, Other, Relative, Sibling, SocialWorker, Spouse, Temporary, Wife, Work,
};

use crate::demo::sample_data::SampleTarget;
use crate::demo::sample_data::table::{HOUSING, NHS, SOCIAL_CARE, email, lines, person, phone};
use crate::demo::sample_data::wishes::told;

#[rustfmt::skip] // kept as a table
pub(super) const PEOPLE: &[SampleTarget] = &[
    // Three areas, three numbers.
    person("3fa1c0de-0000-4000-8000-00000000000a", "Rosalind Achterberg", &[
        phone(HOUSING, Mobile, "07700 900301").default().days_ago(810),
        lines(HOUSING, Home, ["27 Teasel Way", "London", "", ""], "E9 0ZZ")
            .uprn("100099000201").default().days_ago(810),
        phone(SOCIAL_CARE, Mobile, "07700 900302").default().noted("Her own, not to be left a message").days_ago(365),
        phone(SOCIAL_CARE, SocialWorker, "020 7946 0301").days_ago(364),
        phone(NHS, Mobile, "07700 900303").default().days_ago(190),
        phone(NHS, Landline, "020 7946 0303").days_ago(190),
        phone(NHS, Work, "020 7946 0304").days_ago(190),
        email(NHS, Home, "rosalind.achterberg@example.com").default().days_ago(190),
        phone(NHS, EmergencyContact, "07700 900304").noted("Her brother").days_ago(190),
        lines(NHS, Home, ["27 Teasel Way", "London", "", ""], "E9 0ZZ").uprn("100099000201").default().days_ago(190),
        lines(NHS, Temporary, ["Osierbank Lodge", "2 Osier Cut", "London", ""], "E3 0ZZ")
            .noted("Convalescence Home").days_ago(20).starts_in(-20).valid_for(40),
    ])
    .wishing(&[
        told(NHS, 190).by(ContactMethod::Call).in_format(WrittenFormat::LargePrint).at("Not after 7pm"),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000000b", "Jatinder Mahl-Singh", &[
        phone(HOUSING, Landline, "020 7946 0311").default().days_ago(1_205),
        email(HOUSING, Home, "jatinder.ms@example.com").default().days_ago(1_205),
        phone(SOCIAL_CARE, Wife, "07700 900312").default().noted("Speaks for him after two").days_ago(402),
        email(SOCIAL_CARE, Wife, "family.ms@example.org").default().days_ago(402),
        phone(NHS, Wife, "07700 900312").default().days_ago(95),
        phone(NHS, Doctor, "020 7946 0312").noted("Quillmere Surgery").days_ago(95),
        lines(NHS, Home, ["Flat 30, Sanderling Point", "9 Teasel Way", "London", ""], "E9 0ZZ")
            .uprn("100099000202").default().days_ago(95),
        lines(NHS, CorrespondenceAddress, ["PO Box 999", "London", "", ""], "E9 9ZZ")
            .noted("During building work").days_ago(90).valid_for(-10),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000000c", "Beatrix Olawale", &[
        phone(HOUSING, Mobile, "07700 900321").days_ago(1_000).ended(260),
        phone(HOUSING, Mobile, "07700 900322").default().days_ago(260),
        phone(NHS, Mobile, "07700 900321").default().noted("Not told of the new number").days_ago(700),
        phone(SOCIAL_CARE, Landline, "020 7946 0321").default().days_ago(150),
        email(NHS, Home, "beatrix.olawale@example.com").default().days_ago(700),
    ]),
    // Housing and Social Care were given different numbers.
    person("3fa1c0de-0000-4000-8000-00000000000d", "Emre Yaldizoğlu", &[
        phone(HOUSING, Mobile, "07700 900331").default().days_ago(540),
        phone(SOCIAL_CARE, Carer, "07700 900332").default().noted("Day carer").days_ago(300),
        phone(SOCIAL_CARE, Other, "0808 157 0331").noted("The agency at night").days_ago(300),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000000e", "Philippa Nwosu-Marsh", &[
        phone(HOUSING, Landline, "020 7946 0341").default().days_ago(1_450),
        lines(HOUSING, Home, ["8 Fennel Street", "London", "", ""], "E2 0ZZ")
            .uprn("100099000211").default().days_ago(1_450),
        phone(SOCIAL_CARE, Child, "07700 900341").default().noted("Daughter, next of kin").days_ago(480),
        lines(SOCIAL_CARE, CorrespondenceAddress, ["19 Sallow Bank", "Thornmere", "Bristol", ""], "BS5 0ZZ")
            .uprn("100099000212").default().noted("The daughter's").days_ago(480),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000000f", "Casimir Wrońskiewicz", &[
        phone(HOUSING, Mobile, "07700 900351").default().days_ago(365),
        email(HOUSING, Work, "casimir@example.net").default().days_ago(365),
        phone(SOCIAL_CARE, Mobile, "07700 900352").default().noted("Known to Social Care only").days_ago(88),
        email(SOCIAL_CARE, Home, "casimir.private@example.com").default().days_ago(88),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000010", "Hyacinth Baptiste-Crowe", &[
        phone(HOUSING, Landline, "020 7946 0361").default().days_ago(1_700),
        phone(SOCIAL_CARE, Neighbour, "020 7946 0362").default().noted("Has a key").days_ago(610),
        phone(SOCIAL_CARE, Sibling, "0161 496 0361").days_ago(610),
        phone(SOCIAL_CARE, Carer, "07700 900361").noted("First agency").days_ago(600).ended(222),
        phone(SOCIAL_CARE, Carer, "07700 900362").noted("Second agency").days_ago(222),
        lines(SOCIAL_CARE, Home, ["Flat 3, Osierbank Lodge", "1 Osier Cut", "London", ""], "E3 0ZZ")
            .uprn("100099000221").default().noted("Sheltered flat").days_ago(600),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000011", "Leopold Addo-Finch", &[
        email(HOUSING, Home, "leopold.af@example.org").default().days_ago(250),
        phone(SOCIAL_CARE, Spouse, "07700 900371").default().days_ago(140),
        phone(SOCIAL_CARE, Relative, "0117 496 0371").noted("Uncle, weekends").days_ago(139),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000012", "Noor Chaudhry-Bell", &[
        phone(HOUSING, Mobile, "07700 900381").default().days_ago(430),
        lines(HOUSING, Home, ["70 Thornapple Road", "London", "", ""], "E5 0ZZ")
            .uprn("100099000231").default().days_ago(430),
        phone(SOCIAL_CARE, Husband, "07700 900382").default().days_ago(75),
        lines(SOCIAL_CARE, Other, ["Osierbank Family Centre", "40 Osier Cut", "London", ""], "E3 0ZZ")
            .noted("Meetings are held here").days_ago(75).valid_for(120),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000013", "Ottoline Grainger-Abebe", &[
        phone(HOUSING, Work, "020 7946 0391").default().days_ago(990),
        phone(SOCIAL_CARE, Mobile, "07700 900391").default().days_ago(510),
        phone(SOCIAL_CARE, EmergencyContact, "07700 900392").noted("Her partner").days_ago(510),
        email(SOCIAL_CARE, Home, "ottoline@example.com").default().days_ago(505),
    ]),
];
