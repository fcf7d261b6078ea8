//! People whose addresses show where a letter goes, and why not elsewhere.

use contactable_domain::contact_detail::EndReason::Moved;
use contactable_domain::contact_detail::FailureKind::Hard;
use contactable_domain::contact_detail::VerifiedBy::{Document, InPerson};
use contactable_domain::vocabulary::CouncilSubType::{
    CorrespondenceAddress, ForwardingAddress, Home, Mobile, Temporary, Work,
};
use contactable_domain::vocabulary::Means::Letter;

use crate::demo::sample_data::SampleTarget;
use crate::demo::sample_data::table::{
    HOUSING, NHS, SOCIAL_CARE, email, lines, one_line, person, phone,
};

#[rustfmt::skip] // kept as a table
pub(super) const PEOPLE: &[SampleTarget] = &[
    // A student in a term-time room: temporary before correspondence before home, by the order of NHS Notify.
    person("3fa1c0de-0000-4000-8000-000000000031", "Ottokar Brightmere-Sen", &[
        lines(HOUSING, Home, ["17 Fennel Street", "London", "", ""], "E2 0ZZ")
            .uprn("100099000601").default().days_ago(820),
        lines(HOUSING, CorrespondenceAddress, ["c/o 3 Teasel Way", "London", "", ""], "E9 0ZZ")
            .noted("His mother opens what cannot wait").days_ago(290),
        lines(HOUSING, Temporary, ["Room 212, Sedge Hall", "Campus Road", "Thornmere", "Bristol"], "BS5 9ZZ")
            .noted("Term-time room").days_ago(34).starts_in(-30).valid_for(55),
        phone(HOUSING, Mobile, "07700 900661").default().days_ago(820),
        phone(HOUSING, Temporary, "07700 900662").noted("During the term").days_ago(34).starts_in(-30).valid_for(55),
    ]),
    // A temporary address that nobody ended: its three months are over, so letters go home again.
    person("3fa1c0de-0000-4000-8000-000000000032", "Philomena Varga-Tull", &[
        lines(HOUSING, Home, ["23 Harebell Rise", "London", "", ""], "N1 0ZZ")
            .uprn("100099000602").default().days_ago(1_150),
        lines(HOUSING, Temporary, ["Flat 5, Avocet House", "3 Fullers Croft", "Manchester", ""], "M14 0ZZ")
            .uprn("100099000603").noted("During the repairs").by_team("Repairs").days_ago(152),
        phone(HOUSING, Mobile, "07700 900671").default().days_ago(1_150),
    ]),
    // No fixed abode: letters wait at a day centre.
    person("3fa1c0de-0000-4000-8000-000000000033", "Cormac Ashgrove-Bello", &[
        lines(SOCIAL_CARE, Home, ["No fixed abode", "", "", ""], "ZZ99 3VZ").days_ago(95),
        lines(SOCIAL_CARE, CorrespondenceAddress, ["Osier Cut Day Centre", "44 Osier Cut", "London", ""], "E3 0ZZ")
            .uprn("100099000604").default().noted("Collects letters on Tuesdays").days_ago(94).verified(InPerson, 30),
        phone(SOCIAL_CARE, Mobile, "07700 900681").default().noted("Often not charged").days_ago(94),
    ]),
    // Only the country is known, by a postcode that is none: no letter can go there.
    person("3fa1c0de-0000-4000-8000-000000000034", "Devika Rangarajan-Poole", &[
        lines(NHS, Home, ["Address in India, not known", "", "", ""], "ZZ99 6CZ").default().days_ago(180),
        email(NHS, Home, "devika.rp@example.com").default().days_ago(180),
    ]),
    // In Jersey, which is not the United Kingdom; and a place that no postman would find.
    person("3fa1c0de-0000-4000-8000-000000000035", "Hilary Le Brocq-Adeyemi", &[
        lines(HOUSING, Home, ["La Maison Inventée", "4 Rue du Conte", "St Brelade", "Jersey"], "JE3 0ZZ")
            .default().days_ago(470),
        one_line(HOUSING, CorrespondenceAddress, "The blue gate behind the boatyard").days_ago(465),
        email(HOUSING, Home, "hilary.lba@example.org").default().days_ago(470),
    ]),
    // Moved in with a friend: Housing sends letters to a forwarding address first, Social Care does not.
    person("3fa1c0de-0000-4000-8000-000000000036", "Bertrand Kowalczyk-Ames", &[
        lines(HOUSING, Home, ["88 Thornapple Road", "London", "", ""], "E5 0ZZ")
            .uprn("100099000605").days_ago(1_400).ended_because(25, Moved),
        lines(HOUSING, ForwardingAddress, ["c/o 6 Sallow Bank", "Thornmere", "Bristol", ""], "BS5 0ZZ")
            .uprn("100099000606").noted("With a friend, until he has a flat").by_team("Lettings")
            .days_ago(25).valid_for(340),
        lines(HOUSING, Home, ["Flat 9, Heron Rise", "Cwmderw", "Cardiff", ""], "CF11 0ZZ")
            .default().noted("Keys not handed over yet").days_ago(10),
        lines(SOCIAL_CARE, Home, ["88 Thornapple Road", "London", "", ""], "E5 0ZZ")
            .uprn("100099000605").default().noted("Not told of the move").days_ago(760),
        lines(SOCIAL_CARE, ForwardingAddress, ["c/o 6 Sallow Bank", "Thornmere", "Bristol", ""], "BS5 0ZZ")
            .uprn("100099000606").days_ago(24),
    ]),
    // Letters came back; another address is on a document, and the employer's is not for letters to him.
    person("3fa1c0de-0000-4000-8000-000000000037", "Silvanus Okonjo-Reed", &[
        lines(HOUSING, Home, ["31 Cobnut Terrace", "London", "", ""], "E8 9ZZ")
            .uprn("100099000607").default().days_ago(950)
            .undeliverable(Hard, Letter, "Came back: not known at this address", 18),
        one_line(HOUSING, Home, "Flat 3, 12 Plover Mews, London N16 0ZZ")
            .unlabelled().noted("From a bank letter that he showed").days_ago(17).verified(Document, 17),
        lines(HOUSING, Work, ["Unit 2, Whimbrel Wharf", "Osier Cut", "London", ""], "E3 0ZZ").days_ago(400),
    ]),
];
