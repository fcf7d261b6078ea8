//! People who each show one thing in particular: a full record, a limit reached, a long history,
//! nothing active at all, an address abroad.

use contactable_domain::contact_detail::EndReason::Moved;
use contactable_domain::vocabulary::CouncilSubType::{
    Carer, Child, CorrespondenceAddress, EmergencyContact, ForwardingAddress, Home, Landline,
    Mobile, Neighbour, Other, Relative, Temporary, Work,
};

use crate::demo::sample_data::SampleTarget;
use crate::demo::sample_data::table::{
    HOUSING, SOCIAL_CARE, email, lines, one_line, overseas, person, phone,
};

#[rustfmt::skip] // kept as a table
pub(super) const PEOPLE: &[SampleTarget] = &[
    // Something of nearly everything, and two areas that were told different numbers.
    person("3fa1c0de-0000-4000-8000-000000000001", "Amara Okafor", &[
        phone(HOUSING, Mobile, "07700 900123").default().days_ago(640),
        phone(HOUSING, Landline, "020 7946 0123").days_ago(640),
        email(HOUSING, Home, "amara.okafor@example.com").default().days_ago(638),
        lines(HOUSING, Home, ["Flat 4, Kestrel House", "18 Larkfield Row", "London", ""], "E8 0ZZ")
            .uprn("100099000101").default().days_ago(640),
        lines(HOUSING, CorrespondenceAddress, ["52 Pennywort Street", "London", "", ""], "E5 0ZZ")
            .uprn("100099000102").days_ago(1_310).ended(641),
        lines(HOUSING, ForwardingAddress, ["c/o 7 Osierbank Close", "Thornmere", "Bristol", ""], "BS5 0ZZ")
            .uprn("100099000103").noted("From the day she hands in the keys").days_ago(12).starts_in(21),
        phone(SOCIAL_CARE, Carer, "07700 900456")
            .default().noted("Ngozi, her carer, on weekday mornings").days_ago(210),
    ]),
    // Five active phones, the most there may be, and an older one that made room.
    person("3fa1c0de-0000-4000-8000-000000000002", "Tobias Quenlow", &[
        phone(HOUSING, Mobile, "07700 900201").default().days_ago(900),
        phone(HOUSING, Landline, "020 7946 0201").days_ago(900),
        phone(HOUSING, Work, "020 7946 0202").noted("Ask for the workshop").days_ago(720),
        phone(HOUSING, Neighbour, "07700 900203").days_ago(410),
        phone(HOUSING, Other, "0161 496 0204").days_ago(890).ended(201),
        phone(HOUSING, Child, "07700 900205").noted("Daughter").days_ago(200),
        email(HOUSING, Home, "tobias.quenlow@example.org").default().days_ago(900),
    ]),
    // Ten correspondence addresses, nine of them history.
    person("3fa1c0de-0000-4000-8000-000000000003", "Marguerite Delacourt-Oyelaran", &[
        lines(HOUSING, CorrespondenceAddress, ["3 Saltmarsh Walk", "London", "", ""], "N16 0ZZ")
            .uprn("100099000111").days_ago(1_820).ended(1_650),
        lines(HOUSING, CorrespondenceAddress, ["Flat 9, Dunlin Court", "Reedmace Lane", "London", ""], "N16 9ZZ")
            .uprn("100099000112").days_ago(1_650).ended(1_502),
        lines(HOUSING, CorrespondenceAddress, ["81 Thornapple Road", "London", "", ""], "E5 0ZZ")
            .uprn("100099000113").days_ago(1_502).ended(1_340),
        lines(HOUSING, CorrespondenceAddress, ["The Hostel", "2 Bindweed Yard", "London", ""], "E9 0ZZ")
            .noted("Room 14").days_ago(1_340).ended(1_288),
        lines(HOUSING, CorrespondenceAddress, ["14 Cobnut Terrace", "London", "", ""], "E8 9ZZ")
            .uprn("100099000114").days_ago(1_288).ended(1_011),
        lines(HOUSING, CorrespondenceAddress, ["Flat 2", "33 Fennel Street", "London", ""], "E2 0ZZ")
            .uprn("100099000115").days_ago(1_011).ended(860),
        lines(HOUSING, CorrespondenceAddress, ["Unit 5, Whimbrel Wharf", "Osier Cut", "London", ""], "E3 0ZZ")
            .days_ago(860).ended(777),
        lines(HOUSING, CorrespondenceAddress, ["60 Saltmarsh Walk", "London", "", ""], "N16 0ZZ")
            .uprn("100099000116").days_ago(777).ended(402),
        lines(HOUSING, CorrespondenceAddress, ["Flat 21, Sanderling Point", "9 Teasel Way", "London", ""], "E9 0ZZ")
            .uprn("100099000117").days_ago(402).ended(95),
        lines(HOUSING, CorrespondenceAddress, ["11 Larkfield Row", "London", "", ""], "E8 0ZZ")
            .uprn("100099000118").default().days_ago(95),
        phone(HOUSING, Mobile, "+44 7700 900210").default().days_ago(1_820),
    ]),
    // Nothing active: all ended or lapsed.
    person("3fa1c0de-0000-4000-8000-000000000004", "Wilfred Ashdownby", &[
        phone(HOUSING, Mobile, "07700 900221").days_ago(1_500).ended(120),
        phone(HOUSING, Landline, "01632 960221").days_ago(1_500).ended(120),
        email(HOUSING, Home, "wilfred@example.net").days_ago(1_100).ended(119),
        lines(HOUSING, Home, ["6 Cobnut Terrace", "London", "", ""], "E8 9ZZ")
            .uprn("100099000121").days_ago(1_500).ended(120),
        lines(HOUSING, ForwardingAddress, ["Osierbank Lodge", "Mill Causeway", "Thornmere", "Bristol"], "BS5 0ZZ")
            .days_ago(130).valid_for(-30),
    ]),
    // Lives abroad; a neighbour here keeps the keys.
    person("3fa1c0de-0000-4000-8000-000000000005", "Inês Valadares-Brook", &[
        overseas(HOUSING, CorrespondenceAddress, "Rua das Amoreiras Inventadas 27, 3.º esq., 1250-999 Lisboa, Portugal")
            .default().days_ago(330),
        lines(HOUSING, Home, ["Flat 12, Kestrel House", "18 Larkfield Row", "London", ""], "E8 0ZZ")
            .uprn("100099000131").noted("Owned, empty in the winter").days_ago(700),
        email(HOUSING, Home, "ines.valadares@example.com").default().days_ago(700),
        phone(HOUSING, Neighbour, "020 7946 0231").noted("Has the keys").days_ago(329),
    ]),
    // An address that came over from an older system on one line.
    person("3fa1c0de-0000-4000-8000-000000000006", "Desmond Fairweather-Pike", &[
        one_line(HOUSING, Home, "Flat 1, 23 Pennywort Street, London E5 0ZZ").default().days_ago(1_790),
        phone(HOUSING, Landline, "020 7946 0241").unlabelled().days_ago(1_790),
        phone(HOUSING, Mobile, "07700 900241").default().days_ago(615),
    ]),
    // In temporary accommodation: what is valid now ends soon, what was valid has lapsed.
    person("3fa1c0de-0000-4000-8000-000000000007", "Samira Haddad-Lowe", &[
        lines(HOUSING, Temporary, ["Room 6, Bindweed Yard", "2 Bindweed Yard", "London", ""], "E9 0ZZ")
            .default().noted("Temporary accommodation").days_ago(40).valid_for(45),
        lines(HOUSING, CorrespondenceAddress, ["c/o 90 Fennel Street", "London", "", ""], "E2 0ZZ")
            .noted("Stayed with a friend").days_ago(130).valid_for(-40),
        phone(HOUSING, Mobile, "07700 900251").default().days_ago(130),
        phone(HOUSING, EmergencyContact, "07700 900252")
            .noted("Her sister, until the move").days_ago(38).valid_for(50),
        email(HOUSING, Home, "samira.hl@example.org").default().days_ago(129),
    ]),
    // Changed e-mail address again and again.
    person("3fa1c0de-0000-4000-8000-000000000008", "Kwabena Thistlecombe", &[
        email(HOUSING, Home, "k.thistlecombe@example.com").days_ago(1_400).ended(980),
        email(HOUSING, Work, "kwabena@example.net").days_ago(1_390).ended(600),
        email(HOUSING, Home, "kwabena.t@example.org").days_ago(980).ended(310),
        email(HOUSING, Home, "kwabena+council@example.com").default().days_ago(310),
        email(HOUSING, Work, "k.thistlecombe@example.net").noted("Only between nine and five").days_ago(309),
        phone(HOUSING, Mobile, "07700 900261").default().days_ago(1_400),
    ]),
    // Moved out: letters are sent on for a year.
    person("3fa1c0de-0000-4000-8000-000000000009", "Gwenllian Prosser-Vale", &[
        lines(HOUSING, Home, ["44 Reedmace Lane", "London", "", ""], "N16 9ZZ")
            .uprn("100099000141").days_ago(1_600).ended_because(70, Moved),
        lines(HOUSING, ForwardingAddress, ["2 Heron Rise", "Cwmderw", "Cardiff", ""], "CF11 0ZZ")
            .uprn("100099000142").default().noted("Send letters on for a year").days_ago(72).valid_for(295),
        phone(HOUSING, Mobile, "+44 (0)7700 900271").default().days_ago(1_600),
        phone(HOUSING, Relative, "03069 990271").noted("Aunt, with whom she stays").days_ago(71),
    ]),
];
