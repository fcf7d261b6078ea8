//! The shapes of request bodies, for the OpenAPI document. Reading itself is in `input/`, which takes
//! names in any case and tells every problem at once.
#![allow(dead_code, reason = "these types are only described, never made")]

use utoipa::ToSchema;
use uuid::Uuid;

/// A record to insert. `createdBy` is the caller and now, whatever is sent; `isActive` may be left out.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct NewRecord {
    /// Your own id for it, to make the request safe to repeat; the service makes one if it is absent or
    /// all zero.
    id: Option<Uuid>,
    /// Whose detail it is.
    #[schema(example = "3fa1c0de-0000-4000-8000-000000000001")]
    target_id: Uuid,
    /// What kind of entity has the detail: person, organisation, tenure or a kind that is configured.
    #[schema(example = "person")]
    target_type: String,
    contact_information: NewContactInformation,
    source_service_area: NewSourceServiceArea,
    /// Until when it is valid.
    #[schema(value_type = Option<String>, format = DateTime)]
    record_valid_until: Option<String>,
}

/// What a record is to say.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct NewContactInformation {
    contact_type: ContactType,
    sub_type: Option<SubType>,
    /// A phone number or email address. Of an address with lines it is worked out from them.
    #[schema(example = "07700 900123")]
    value: Option<String>,
    /// A note, without markup.
    description: Option<String>,
    address_extended: Option<NewAddress>,
}

/// How the target is reached.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub enum ContactType {
    Phone,
    Email,
    Address,
    /// Specified paths only.
    Fax,
    /// Specified paths only.
    Textphone,
}

/// What it is for, or whose it is.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub enum SubType {
    CorrespondenceAddress,
    ForwardingAddress,
    Mobile,
    Home,
    Work,
    Other,
    Landline,
    MainNumber,
    EmergencyContact,
    Carer,
    Wife,
    Husband,
    Spouse,
    Child,
    Sibling,
    Relative,
    Neighbour,
    Doctor,
    SocialWorker,
    Solicitor,
}

/// The parts of an address. Line 1 and the postcode are needed, unless `overseasAddress` is given.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct NewAddress {
    /// 1 to 12 digits.
    uprn: Option<String>,
    is_overseas_address: Option<bool>,
    overseas_address: Option<String>,
    #[schema(example = "Flat 1")]
    address_line1: Option<String>,
    address_line2: Option<String>,
    address_line3: Option<String>,
    address_line4: Option<String>,
    /// Specified paths only.
    address_line5: Option<String>,
    /// A postcode, a pseudo-postcode, or another country's code for an address overseas.
    #[schema(example = "E8 1AA")]
    post_code: Option<String>,
    /// The country of an address overseas, unless a line says it. Specified paths only.
    country: Option<String>,
    /// Royal Mail's address key, 8 digits. Specified paths only.
    paf_key: Option<String>,
}

/// The owning area, which must be one of yours.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct NewSourceServiceArea {
    #[schema(example = "Housing")]
    area: String,
    /// Whether it becomes the area's default of its type for the target.
    #[schema(default = false)]
    is_default: Option<bool>,
}

/// A change to a record. Any other field of the record may be sent too, as it is.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct RecordAmendment {
    /// `false` retires the record.
    is_active: Option<bool>,
    contact_information: Option<InformationAmendment>,
    source_service_area: Option<SourceAmendment>,
}

/// What may change of what a record says.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct InformationAmendment {
    /// A note, without markup; null takes it away.
    description: Option<String>,
}

/// What may change of a record's area.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct SourceAmendment {
    /// Whether it is the area's default of its type for the target.
    is_default: Option<bool>,
}

/// New information for a record.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct InformationReplacement {
    contact_information: NewContactInformation,
}
