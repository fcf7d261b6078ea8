//! The parts of an address.

use contactable_domain::value::{AddressInput, AddressNeeds};

use super::{ADDRESS, Dialect, Input};
use crate::request::{Given, Object};

const LINES: [&str; 5] = [
    "addressLine1",
    "addressLine2",
    "addressLine3",
    "addressLine4",
    "addressLine5",
];

impl<'a> Input<'a> {
    /// Reads the `addressExtended` of information.
    pub(super) fn address(self, information: &Object<'a>) -> Option<AddressInput<'a>> {
        let needs = if self.dialect == Dialect::DeployedV1 {
            AddressNeeds::OneLine
        } else {
            AddressNeeds::FirstLineAndPostcode
        };
        let nothing = AddressInput {
            needs,
            knows_four_lines: self.dialect != Dialect::Specified,
            ..AddressInput::default()
        };
        let address = match information.object("addressExtended") {
            Given::Is(address) => address,
            Given::Wrong => return None,
            Given::Absent | Given::Null => return Some(nothing),
        };
        self.refuse_others(&address, ADDRESS);
        let text = |name| address.text(name).some();
        let specified = |name| text(name).filter(|_| self.dialect == Dialect::Specified);
        let [one, two, three, four, five] = LINES;
        Some(AddressInput {
            lines: [
                text(one),
                text(two),
                text(three),
                text(four),
                specified(five),
            ],
            postcode: text("postCode"),
            country: specified("country"),
            uprn: text("uprn"),
            paf_key: specified("pafKey"),
            is_overseas: address.flag("isOverseasAddress").some().unwrap_or(false),
            overseas: text("overseasAddress"),
            ..nothing
        })
    }
}
