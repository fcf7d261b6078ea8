//! The sample tenures: leases and tenancies hold contact details too, such as the number of the
//! solicitor who acts for the leaseholder.

use contactable_domain::vocabulary::CouncilSubType::{
    CorrespondenceAddress, EmergencyContact, Landline, Mobile, Neighbour, Other, Solicitor, Work,
};

use super::SampleTarget;
use super::table::{HOUSING, email, lines, overseas, phone, tenure};

#[rustfmt::skip] // kept as a table
pub(super) const TENURES: &[SampleTarget] = &[
    tenure("7e4c0de0-0000-4000-8000-000000000001", "Lease of Flat 12, Kestrel House", &[
        phone(HOUSING, Solicitor, "0117 496 0801").default().noted("Pennywort & Sallow, reference K12").days_ago(150),
        email(HOUSING, Solicitor, "conveyancing@example.com").default().days_ago(150),
        lines(HOUSING, CorrespondenceAddress, ["2nd Floor", "4 Corn Mill Square", "Thornmere", "Bristol"], "BS5 0ZZ")
            .uprn("100099000504").default().noted("Notices under the lease").days_ago(150),
    ]),
    tenure("7e4c0de0-0000-4000-8000-000000000002", "Secure tenancy of 52 Pennywort Street", &[
        phone(HOUSING, EmergencyContact, "07700 900811").default().noted("Holds a spare key").days_ago(970),
        phone(HOUSING, Neighbour, "020 7946 0811").days_ago(970),
    ]),
    tenure("7e4c0de0-0000-4000-8000-000000000003", "Lease of Unit 5, Whimbrel Wharf", &[
        phone(HOUSING, Work, "020 7946 0821").default().noted("Managing agent").days_ago(640),
        email(HOUSING, Work, "agent@example.net").default().days_ago(640),
        phone(HOUSING, Work, "020 7946 0822").noted("Managing agent before").days_ago(1_400).ended(640),
    ]),
    tenure("7e4c0de0-0000-4000-8000-000000000004", "Shared ownership of 13 Plover Mews", &[
        overseas(HOUSING, CorrespondenceAddress, "Kanzlei Beispielhof, Erfundene Gasse 8, 1990 Wien, Austria")
            .default().noted("The lender's lawyers").days_ago(220),
        email(HOUSING, Other, "lender@example.org").default().days_ago(220),
    ]),
    // A licence that runs out: what belongs to it runs out with it.
    tenure("7e4c0de0-0000-4000-8000-000000000005", "Licence of Room 6, Bindweed Yard", &[
        phone(HOUSING, Landline, "020 7946 0831").default().noted("Warden").days_ago(40).valid_for(50),
        phone(HOUSING, Mobile, "07700 900831").noted("Locum warden").days_ago(39).valid_for(-9),
    ]),
    tenure("7e4c0de0-0000-4000-8000-000000000006", "Ended tenancy of 44 Reedmace Lane", &[
        phone(HOUSING, Solicitor, "0161 496 0841").noted("Acted in the arrears case").days_ago(510).ended(70),
        email(HOUSING, Solicitor, "litigation@example.org").days_ago(510).ended(70),
    ]),
];
