//! A record as the deployed paths show it (deployed service, "Record"). Everything is borrowed: showing a
//! record copies nothing but ids and instants.

use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::time::as_instant;
use contactable_domain::value::{Address, PlainText, PostalCode, Uprn};
use contactable_domain::vocabulary::CouncilSubType;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::record::{CreatedBy, Shown, SourceServiceArea};

macro_rules! record_views {
    ($record:ident, $information:ident, $address:ident, $results:ident) => {
        /// One contact detail.
        #[derive(Serialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub struct $record<'a> {
            id: Uuid,
            target_id: Uuid,
            #[schema(example = "person")]
            target_type: &'a str,
            contact_information: $information<'a>,
            source_service_area: SourceServiceArea<'a>,
            /// Until when the record is valid.
            #[schema(value_type = Option<String>, format = DateTime)]
            record_valid_until: Option<Timestamp>,
            /// `false` before it is valid, and once it was retired or is no longer valid.
            is_active: bool,
            created_by: CreatedBy<'a>,
        }

        /// What a record says.
        #[derive(Serialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub struct $information<'a> {
            #[schema(example = "phone")]
            contact_type: &'static str,
            #[schema(example = "mobile")]
            sub_type: Option<&'static str>,
            /// The value as typed; of an address, the lines and postcode joined by spaces.
            #[schema(example = "07700 900123")]
            value: &'a str,
            description: Option<&'a str>,
            address_extended: Option<$address<'a>>,
        }

        /// Records, oldest first.
        #[derive(Serialize, ToSchema)]
        pub struct $results<'a> {
            pub results: Vec<$record<'a>>,
        }

        impl<'a> $record<'a> {
            /// Shows a record.
            pub fn of(record: &'a ContactDetail, shown: Shown<'a>) -> Self {
                let information = &record.information;
                Self {
                    id: record.id.uuid(),
                    target_id: record.target.id.uuid(),
                    target_type: record.target.kind.as_str(),
                    contact_information: $information {
                        contact_type: record.channel().as_str(),
                        sub_type: CouncilSubType::of(information.label).map(CouncilSubType::as_str),
                        value: information.value.one_line(),
                        description: information.description.as_ref().map(PlainText::as_str),
                        address_extended: information.value.address().map($address::of),
                    },
                    source_service_area: SourceServiceArea::of(record, shown),
                    record_valid_until: record.period.end().map(as_instant),
                    is_active: record.state(shown.on).is_usable(),
                    created_by: CreatedBy::of(record),
                }
            }
        }

        impl<'a> $results<'a> {
            /// Shows records.
            pub fn of(records: &'a [ContactDetail], shown: Shown<'a>) -> Self {
                Self {
                    results: records
                        .iter()
                        .map(|record| $record::of(record, shown))
                        .collect(),
                }
            }
        }
    };
}

record_views!(RecordV2, ContactInformationV2, AddressExtendedV2, ResultsV2);
record_views!(RecordV1, ContactInformationV1, AddressExtendedV1, ResultsV1);

/// The parts of an address.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddressExtendedV2<'a> {
    uprn: Option<&'a str>,
    is_overseas_address: bool,
    overseas_address: Option<&'a str>,
    /// Line 1; of an address that was given on one line, that line.
    #[schema(example = "Flat 1")]
    address_line1: Option<&'a str>,
    address_line2: Option<&'a str>,
    address_line3: Option<&'a str>,
    address_line4: Option<&'a str>,
    #[schema(example = "E8 1AA")]
    post_code: Option<&'a str>,
}

impl<'a> AddressExtendedV2<'a> {
    fn of(address: &'a Address) -> Self {
        Self {
            uprn: address.uprn().map(Uprn::as_str),
            is_overseas_address: address.is_overseas(),
            overseas_address: address.overseas(),
            address_line1: address.line(1),
            address_line2: address.line(2),
            address_line3: address.line(3),
            address_line4: address.line(4),
            post_code: address.postal_code().map(PostalCode::normal),
        }
    }
}

/// The parts of an address as the first version knows them.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddressExtendedV1<'a> {
    uprn: Option<&'a str>,
    is_overseas_address: bool,
    overseas_address: Option<&'a str>,
}

impl<'a> AddressExtendedV1<'a> {
    fn of(address: &'a Address) -> Self {
        Self {
            uprn: address.uprn().map(Uprn::as_str),
            is_overseas_address: address.is_overseas(),
            overseas_address: address.overseas(),
        }
    }
}
