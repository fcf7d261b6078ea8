//! The sample organisations: main numbers, shared mailboxes and offices, some of them closed.

use contactable_domain::contact_detail::EndReason::Moved;
use contactable_domain::vocabulary::CouncilSubType::{
    CorrespondenceAddress, EmergencyContact, ForwardingAddress, Home, Landline, MainNumber, Mobile,
    Other, Work,
};

use super::SampleTarget;
use super::table::{HOUSING, NHS, SOCIAL_CARE, email, lines, organisation, phone};

#[rustfmt::skip] // kept as a table
pub(super) const ORGANISATIONS: &[SampleTarget] = &[
    organisation("0a9c0de0-0000-4000-8000-000000000001", "Larkfield Repairs Co-operative", &[
        phone(HOUSING, MainNumber, "020 7946 0701").default().days_ago(1_500),
        phone(HOUSING, EmergencyContact, "0808 157 0701").noted("Burst pipes, day and night").days_ago(1_500),
        email(HOUSING, Work, "jobs@example.org").default().days_ago(1_500),
        lines(HOUSING, Work, ["Unit 9, Whimbrel Wharf", "Osier Cut", "London", ""], "E3 0ZZ")
            .uprn("100099000501").default().days_ago(1_500),
    ]),
    organisation("0a9c0de0-0000-4000-8000-000000000002", "Osierbank Advice Centre", &[
        phone(HOUSING, MainNumber, "020 7946 0711")
            .default().noted("Monday to Thursday, ten to four").days_ago(1_220),
        phone(SOCIAL_CARE, MainNumber, "020 7946 0712").default().noted("Line for professionals").days_ago(800),
        email(HOUSING, Other, "advice@example.org").default().days_ago(1_220),
        lines(HOUSING, Work, ["40 Osier Cut", "London", "", ""], "E3 0ZZ")
            .uprn("100099000502").default().days_ago(1_220),
    ]),
    organisation("0a9c0de0-0000-4000-8000-000000000003", "Quillmere Surgery", &[
        phone(NHS, MainNumber, "020 7946 0721").default().days_ago(1_640),
        phone(NHS, Other, "020 7946 0722").noted("Prescriptions, after eleven").days_ago(1_640),
        email(NHS, Work, "reception@example.com").default().days_ago(1_100),
        lines(NHS, Work, ["Quillmere Surgery", "77 Teasel Way", "London", ""], "E9 0ZZ")
            .uprn("100099000503").default().days_ago(1_640),
        phone(SOCIAL_CARE, MainNumber, "020 7946 0721").default().days_ago(900),
    ]),
    organisation("0a9c0de0-0000-4000-8000-000000000004", "Whimbrel Homecare", &[
        phone(SOCIAL_CARE, MainNumber, "0161 496 0731").default().days_ago(700),
        phone(SOCIAL_CARE, EmergencyContact, "0808 157 0731").noted("Out of hours").days_ago(700),
        phone(SOCIAL_CARE, Mobile, "07700 900731").noted("The coordinator on duty").days_ago(350),
        email(SOCIAL_CARE, Work, "rota@example.net").default().days_ago(700),
    ]),
    organisation("0a9c0de0-0000-4000-8000-000000000005", "Harebell Rise Residents' Association", &[
        email(HOUSING, Other, "harebell.residents@example.org").default().days_ago(480),
        phone(HOUSING, Mobile, "07700 900741")
            .default().noted("The secretary; changes every spring").days_ago(200).valid_for(165),
        phone(HOUSING, Mobile, "07700 900742").noted("The secretary before").days_ago(480).ended(200),
        lines(HOUSING, CorrespondenceAddress, ["Community Room", "1 Harebell Rise", "London", ""], "N1 0ZZ")
            .default().days_ago(480),
    ]),
    organisation("0a9c0de0-0000-4000-8000-000000000006", "Pennywort & Sallow, Solicitors", &[
        phone(HOUSING, MainNumber, "0117 496 0751").default().days_ago(1_010),
        email(HOUSING, Work, "office@example.com").default().days_ago(1_010),
        lines(HOUSING, Work, ["2nd Floor", "4 Corn Mill Square", "Thornmere", "Bristol"], "BS5 0ZZ")
            .uprn("100099000504").default().days_ago(1_010),
        lines(HOUSING, CorrespondenceAddress, ["PO Box 998", "Bristol", "", ""], "BS5 9ZZ").days_ago(1_010),
    ]),
    // Moved: the old office is history, letters are sent on.
    organisation("0a9c0de0-0000-4000-8000-000000000007", "Bindweed Yard Hostel", &[
        phone(HOUSING, MainNumber, "020 7946 0761").default().days_ago(1_350),
        phone(HOUSING, Landline, "020 7946 0762").noted("Night desk").days_ago(1_350).ended(28),
        lines(HOUSING, Work, ["2 Bindweed Yard", "London", "", ""], "E9 0ZZ")
            .uprn("100099000505").days_ago(1_350).ended_because(28, Moved),
        lines(HOUSING, ForwardingAddress, ["Larkfield Offices", "30 Larkfield Row", "London", ""], "E8 0ZZ")
            .noted("Until the new building is ready").days_ago(28).valid_for(180),
    ]),
    // Dissolved: nothing is active any more.
    organisation("0a9c0de0-0000-4000-8000-000000000008", "Saltmarsh Lettings", &[
        phone(HOUSING, MainNumber, "03069 990771").days_ago(1_700).ended(610),
        email(HOUSING, Work, "lettings@example.net").days_ago(1_700).ended(610),
        lines(HOUSING, Home, ["100 Saltmarsh Walk", "London", "", ""], "N16 0ZZ")
            .noted("Registered at the director's home").days_ago(1_700).ended(610),
    ]),
];
