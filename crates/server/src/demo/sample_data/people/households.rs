//! People who share an address, and often a landline, with one another: each still has records of
//! their own.

use contactable_domain::contact_detail::EndReason::{Moved, Refused};
use contactable_domain::vocabulary::CouncilSubType::{
    Carer, Child, CorrespondenceAddress, EmergencyContact, ForwardingAddress, Home, Husband,
    Landline, Mobile, Neighbour, Relative, Sibling, Spouse, Wife, Work,
};

use crate::demo::sample_data::SampleTarget;
use crate::demo::sample_data::table::{HOUSING, SOCIAL_CARE, email, lines, person, phone};

#[rustfmt::skip] // kept as a table
pub(super) const PEOPLE: &[SampleTarget] = &[
    // A couple: each is the other's contact.
    person("3fa1c0de-0000-4000-8000-000000000014", "Absalom Merrowby", &[
        phone(HOUSING, Landline, "020 7946 0401").default().days_ago(1_330),
        phone(HOUSING, Wife, "07700 900402").days_ago(1_330),
        lines(HOUSING, Home, ["15 Whimbrel Wharf", "Osier Cut", "London", ""], "E3 0ZZ")
            .uprn("100099000301").default().days_ago(1_330),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000015", "Clementine Merrowby", &[
        phone(HOUSING, Mobile, "07700 900402").default().days_ago(1_330),
        phone(HOUSING, Landline, "020 7946 0401").days_ago(1_330),
        phone(HOUSING, Husband, "07700 900401").noted("Rarely answers").days_ago(1_329),
        email(HOUSING, Home, "clementine.merrowby@example.com").default().days_ago(800),
        lines(HOUSING, Home, ["15 Whimbrel Wharf", "Osier Cut", "London", ""], "E3 0ZZ")
            .uprn("100099000301").default().days_ago(1_330),
    ]),
    // Brother and sister.
    person("3fa1c0de-0000-4000-8000-000000000016", "Tariq Benyounes-Hall", &[
        phone(HOUSING, Mobile, "07700 900411").default().days_ago(455),
        phone(HOUSING, Sibling, "07700 900412").days_ago(455),
        email(HOUSING, Work, "tariq.bh@example.net").default().days_ago(455),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000017", "Leila Benyounes-Hall", &[
        phone(HOUSING, Mobile, "07700 900412").default().days_ago(455),
        phone(HOUSING, Sibling, "07700 900411").days_ago(455),
        lines(HOUSING, Home, ["Flat 7, Dunlin Court", "Reedmace Lane", "London", ""], "N16 9ZZ")
            .uprn("100099000311").default().days_ago(455),
    ]),
    // A mother and her grown-up son who has moved out.
    person("3fa1c0de-0000-4000-8000-000000000018", "Oluwaseun Harkaway", &[
        phone(HOUSING, Landline, "020 7946 0421").default().days_ago(1_610),
        phone(HOUSING, Child, "07700 900422").noted("Son, deals with repairs").days_ago(290),
        lines(HOUSING, Home, ["101 Cobnut Terrace", "London", "", ""], "E8 9ZZ")
            .uprn("100099000321").default().days_ago(1_610),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000019", "Femi Harkaway", &[
        phone(HOUSING, Mobile, "07700 900422").default().days_ago(700),
        lines(HOUSING, Home, ["101 Cobnut Terrace", "London", "", ""], "E8 9ZZ")
            .uprn("100099000321").days_ago(1_610).ended_because(295, Moved),
        lines(HOUSING, Home, ["Flat 2, Plover Mews", "5 Saltmarsh Walk", "London", ""], "N16 0ZZ")
            .uprn("100099000322").default().days_ago(295),
        email(HOUSING, Home, "femi.harkaway@example.org").default().days_ago(700),
    ]),
    // Separated: the shared number was taken back by one of the two.
    person("3fa1c0de-0000-4000-8000-00000000001a", "Genevieve Stoddart-Iqbal", &[
        phone(HOUSING, Spouse, "07700 900431").days_ago(1_120).ended_because(330, Refused),
        phone(HOUSING, Mobile, "07700 900432").default().days_ago(330),
        lines(HOUSING, CorrespondenceAddress, ["c/o 58 Fennel Street", "London", "", ""], "E2 0ZZ")
            .default().noted("Her sister's; nothing to the old address").days_ago(330),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000001b", "Rashid Stoddart-Iqbal", &[
        phone(HOUSING, Mobile, "07700 900431").default().days_ago(1_120),
        email(HOUSING, Home, "rashid.si@example.com").default().days_ago(1_120),
        lines(HOUSING, Home, ["66 Larkfield Row", "London", "", ""], "E8 0ZZ")
            .uprn("100099000331").default().days_ago(1_120),
    ]),
    // Three who share a house.
    person("3fa1c0de-0000-4000-8000-00000000001c", "Nikolai Brandreth", &[
        phone(HOUSING, Mobile, "07700 900441").default().days_ago(205),
        email(HOUSING, Home, "nikolai.b@example.net").default().days_ago(205),
        lines(HOUSING, Home, ["38 Bindweed Yard", "London", "", ""], "E9 0ZZ")
            .uprn("100099000341").default().days_ago(205),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000001d", "Adaeze Lindqvist", &[
        phone(HOUSING, Mobile, "07700 900442").default().days_ago(204),
        phone(HOUSING, EmergencyContact, "07700 900441").noted("Shares the house").days_ago(204),
        lines(HOUSING, Home, ["38 Bindweed Yard", "London", "", ""], "E9 0ZZ")
            .uprn("100099000341").default().days_ago(204),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000001e", "Hoa Tran-Whitlock", &[
        phone(HOUSING, Mobile, "07700 900443").default().days_ago(203),
        email(HOUSING, Work, "hoa.tw@example.org").default().days_ago(203),
        lines(HOUSING, Home, ["38 Bindweed Yard", "London", "", ""], "E9 0ZZ")
            .uprn("100099000341").days_ago(203).ended_because(20, Moved),
        lines(HOUSING, ForwardingAddress, ["Flat 11, Avocet House", "3 Fullers Croft", "Manchester", ""], "M14 0ZZ")
            .uprn("100099000342").default().days_ago(20).valid_for(345),
    ]),
    // A grandfather, known to Social Care, and the granddaughter who looks after things.
    person("3fa1c0de-0000-4000-8000-00000000001f", "Cuthbert Eze-Longley", &[
        phone(SOCIAL_CARE, Landline, "020 7946 0451")
            .default().noted("Let it ring, he is slow to the phone").days_ago(870),
        phone(SOCIAL_CARE, Relative, "07700 900452").noted("Granddaughter").days_ago(870),
        phone(SOCIAL_CARE, Neighbour, "020 7946 0452").days_ago(500),
        phone(SOCIAL_CARE, Carer, "07700 900453").noted("Morning and evening").days_ago(130),
        phone(SOCIAL_CARE, EmergencyContact, "07700 900454").noted("Grandson, has a key").days_ago(130),
        lines(SOCIAL_CARE, Home, ["Flat 8, Osierbank Lodge", "1 Osier Cut", "London", ""], "E3 0ZZ")
            .uprn("100099000351").default().days_ago(870),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000020", "Saffron Eze-Longley", &[
        phone(SOCIAL_CARE, Mobile, "07700 900452").default().days_ago(870),
        email(SOCIAL_CARE, Home, "saffron.el@example.com").default().days_ago(869),
    ]),
];
