//! People with the ordinary few details, so that there is something to look through.

use contactable_domain::contact_detail::EndReason::Superseded;
use contactable_domain::vocabulary::CouncilSubType::{
    Carer, Child, CorrespondenceAddress, Doctor, EmergencyContact, Home, Landline, Mobile, Other,
    SocialWorker, Solicitor, Temporary, Work,
};

use crate::demo::sample_data::SampleTarget;
use crate::demo::sample_data::table::{
    HOUSING, NHS, SOCIAL_CARE, email, lines, one_line, overseas, person, phone,
};

#[rustfmt::skip] // kept as a table
pub(super) const PEOPLE: &[SampleTarget] = &[
    person("3fa1c0de-0000-4000-8000-000000000021", "Zephyrine Mbeki-Rowe", &[
        phone(HOUSING, Mobile, "07700 900501").default().days_ago(15),
        email(HOUSING, Home, "zephyrine@example.com").default().days_ago(15),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000022", "Ignatius Pellowe", &[
        phone(HOUSING, Landline, "020 7946 0511").default().days_ago(1_780),
        lines(HOUSING, Home, ["5 Harebell Rise", "London", "", ""], "N1 0ZZ")
            .uprn("100099000401").default().days_ago(1_780),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000023", "Anwuli Castellane", &[
        phone(HOUSING, Mobile, "07700 900521").default().days_ago(620).replaced(44, Superseded),
        phone(HOUSING, Mobile, "07700 900522").default().noted("Number changed, the old one was stolen").days_ago(44),
        lines(HOUSING, Home, ["Flat 16, Kestrel House", "18 Larkfield Row", "London", ""], "E8 0ZZ")
            .uprn("100099000402").default().days_ago(620),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000024", "Yevhen Marchukenko", &[
        phone(HOUSING, Mobile, "+44 7700 900531").default().noted("Text first, please").days_ago(310),
        lines(HOUSING, CorrespondenceAddress, ["c/o 12 Millrace Street", "London", "", ""], "E5 9ZZ")
            .default().noted("With a host family").days_ago(310).valid_for(55),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000025", "Dorothea Kimani-Wells", &[
        phone(NHS, Mobile, "07700 900541").default().days_ago(77),
        phone(NHS, Doctor, "020 7946 0541").days_ago(77),
        lines(NHS, Home, ["29 Teasel Way", "London", "", ""], "E9 0ZZ").uprn("100099000403").default().days_ago(77),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000026", "Barnaby Oyelowe-Sykes", &[
        email(HOUSING, Work, "barnaby.os@example.net").default().days_ago(530),
        phone(HOUSING, Work, "020 7946 0551").default().noted("Extension 14; Tuesdays only").days_ago(530),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000027", "Mirembe Halloran", &[
        phone(SOCIAL_CARE, Mobile, "07700 900561").default().days_ago(260),
        phone(SOCIAL_CARE, SocialWorker, "020 7946 0561").days_ago(260).valid_for(-15),
        phone(SOCIAL_CARE, SocialWorker, "020 7946 0562").noted("Took over the case").days_ago(16),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000028", "Lucjan Featherstonhay", &[
        one_line(HOUSING, Home, "Boat 'Little Grebe', Osier Cut Moorings, London E3 0ZZ")
            .default().noted("No letter box: letters to the lock office").days_ago(410),
        phone(HOUSING, Mobile, "07700 900571").default().days_ago(410),
        lines(HOUSING, CorrespondenceAddress, ["The Lock Office", "Osier Cut", "London", ""], "E3 0ZZ").days_ago(409),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000029", "Parisa Golestan-Moor", &[
        phone(HOUSING, Mobile, "07700 900581").default().days_ago(980),
        phone(HOUSING, Solicitor, "020 7946 0581").noted("About the right to buy").days_ago(60),
        email(HOUSING, Solicitor, "parisa.case@example.org").days_ago(60),
        email(HOUSING, Home, "parisa.gm@example.com").default().days_ago(980),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000002a", "Thaddeus Orimoloye", &[
        phone(HOUSING, Home, "020 7946 0591").default().days_ago(1_260),
        phone(HOUSING, EmergencyContact, "07700 900591").days_ago(1_260),
        lines(HOUSING, Home, ["92 Reedmace Lane", "London", "", ""], "N16 9ZZ")
            .uprn("100099000404").default().days_ago(1_260),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000002b", "Xiulan Peverelle", &[
        overseas(HOUSING, CorrespondenceAddress, "14 Invented Orchid Lane, Singapore 999999")
            .default().noted("On a posting").days_ago(120).valid_for(240),
        email(HOUSING, Work, "xiulan.peverelle@example.net").default().days_ago(120),
        lines(HOUSING, Home, ["13 Plover Mews", "5 Saltmarsh Walk", "London", ""], "N16 0ZZ")
            .uprn("100099000405").days_ago(900),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000002c", "Solomon Wickstead-Diop", &[
        phone(SOCIAL_CARE, Carer, "07700 900611").default().noted("Mornings").days_ago(345),
        phone(SOCIAL_CARE, Carer, "07700 900612").noted("Evenings").days_ago(345),
        phone(SOCIAL_CARE, Child, "01632 960611").noted("Son, far away, for decisions").days_ago(340),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000002d", "Evangeline Tsosie-Park", &[
        phone(HOUSING, Mobile, "07700 900621").default().days_ago(3),
        email(HOUSING, Home, "evangeline.tp@example.org").default().days_ago(3),
        lines(HOUSING, Home, ["Flat 25, Kestrel House", "18 Larkfield Row", "London", ""], "E8 0ZZ")
            .uprn("100099000406").default().days_ago(3),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000002e", "Mordecai Jansen-Ola", &[
        phone(HOUSING, Mobile, "07700 900631").default().days_ago(760),
        phone(HOUSING, Other, "0808 157 0631").noted("Text relay").days_ago(760),
        email(HOUSING, Home, "mordecai.jo@example.com").unlabelled().default().days_ago(755),
    ]),
    person("3fa1c0de-0000-4000-8000-00000000002f", "Bronagh Ndiaye", &[
        phone(NHS, Landline, "0117 496 0641").days_ago(1_040).ended(505),
        phone(NHS, Mobile, "07700 900641").default().days_ago(505),
        email(NHS, Home, "bronagh.ndiaye@example.com").default().days_ago(505),
        lines(NHS, Home, ["36 Millrace Street", "London", "", ""], "E5 9ZZ")
            .uprn("100099000407").default().days_ago(505),
        lines(NHS, Temporary, ["Flat 1", "40 Millrace Street", "London", ""], "E5 9ZZ")
            .noted("While she recovers, at her mother's").days_ago(21).valid_for(40),
    ]),
    person("3fa1c0de-0000-4000-8000-000000000030", "Aurelio Vantongeren", &[
        phone(HOUSING, Mobile, "07700 900651").days_ago(400).valid_for(-2),
        phone(HOUSING, Work, "03069 990651").default().days_ago(398),
        lines(HOUSING, Work, ["Unit 3, Whimbrel Wharf", "Osier Cut", "London", ""], "E3 0ZZ")
            .noted("Letters to the workshop").days_ago(398),
    ]),
];
