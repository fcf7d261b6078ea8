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
    /// The first day on which it is valid; the day it is made unless given. Specified paths only.
    #[schema(value_type = Option<String>, format = Date)]
    record_valid_from: Option<String>,
    /// The last day on which it is valid: a date, or a date and time of which the day in London counts.
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
    /// For a set time, three months at most.
    Temporary,
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
    /// Your team, if you work in several of the area's.
    team: Option<String>,
    /// Whether it becomes the area's default of its type for the target.
    #[schema(default = false)]
    is_default: Option<bool>,
    /// Whether the target asked to be reached by it. Specified paths only.
    #[schema(default = false)]
    is_preferred: Option<bool>,
}

/// A change to a record. Any other field of the record may be sent too, as it is.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct RecordAmendment {
    /// `false` retires the record.
    is_active: Option<bool>,
    ended: Option<EndAmendment>,
    contact_information: Option<InformationAmendment>,
    source_service_area: Option<SourceAmendment>,
}

/// Why a record is retired.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct EndAmendment {
    /// moved, wrong, refused, undeliverable, superseded or other; beside `isActive: false` only.
    #[schema(example = "moved")]
    reason: Option<String>,
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
    /// Whether the target asked to be reached by it.
    is_preferred: Option<bool>,
}

/// New information for a record.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct InformationReplacement {
    contact_information: NewContactInformation,
}

/// A record to be put in the place of another.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct RecordReplacement {
    /// Your own id for the new record, to make the request safe to repeat; the service makes one if it is
    /// absent or all zero.
    id: Option<Uuid>,
    contact_information: NewContactInformation,
    /// The first day on which the new record is valid, today or earlier; today unless given.
    #[schema(value_type = Option<String>, format = Date)]
    record_valid_from: Option<String>,
    /// The last day on which it is valid: a date, or a date and time of which the day in London counts.
    #[schema(value_type = Option<String>, format = DateTime)]
    record_valid_until: Option<String>,
    /// Why the old record is retired: moved, wrong, refused, undeliverable, superseded or other.
    #[schema(default = "superseded", example = "moved")]
    reason: Option<String>,
}

/// A record to be put in the place of all of its kind. What kind it is says the path.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct KindReplacementBody {
    contact_information: NewKindInformation,
    /// What kind of entity has the detail; needed while your service area has no active record of it.
    #[schema(example = "person")]
    target_type: Option<String>,
    source_service_area: Option<NewKindSource>,
    /// The first day on which it is valid, today or earlier; today unless given.
    #[schema(value_type = Option<String>, format = Date)]
    record_valid_from: Option<String>,
    /// The last day on which it is valid: a date, or a date and time of which the day in London counts.
    #[schema(value_type = Option<String>, format = DateTime)]
    record_valid_until: Option<String>,
}

/// What a record of a kind is to say.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct NewKindInformation {
    /// A phone number or email address. Of an address with lines it is worked out from them.
    #[schema(example = "07700 900123")]
    value: Option<String>,
    /// A note, without markup.
    description: Option<String>,
    address_extended: Option<NewAddress>,
}

/// The owning area, which must be one of yours. Needed if you work for several, or in several of its teams.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct NewKindSource {
    #[schema(example = "Housing")]
    area: Option<String>,
    /// Your team, if you work in several of the area's.
    team: Option<String>,
}

/// How a record was found to be right.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct NewVerification {
    /// code, link, reached, in-person, document or other.
    #[schema(example = "code")]
    how: String,
    /// When; now unless given.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<String>,
}

/// Something that did not arrive.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct NewFailedDelivery {
    /// hard, for good, or soft, for now.
    #[schema(example = "hard")]
    failure: String,
    /// By which means it was sent, one that goes with the record's type: letter, text, call, email, fax or
    /// textphone.
    #[schema(example = "text")]
    means: String,
    /// How it is known, such as the answer of a mail server; without markup.
    #[schema(max_length = 500)]
    evidence: Option<String>,
    /// When it failed; now unless given.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<String>,
}

/// How a target wants to be reached. What is left out is not known any more.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub struct NewPreferences {
    /// Your service area; needed if you work for several.
    #[schema(example = "Housing")]
    area: Option<String>,
    /// letter, visit, call, email, textphone, call-through-proxy, sign-language, no-call or text; or the
    /// code of PDS, 1 to 9.
    #[schema(example = "email")]
    preferred_method: Option<String>,
    /// large-print, braille or audio-tape; or the code of PDS, 11 to 13.
    #[schema(example = "braille")]
    written_format: Option<String>,
    /// When they want to be reached, in their words; without markup.
    #[schema(max_length = 200, example = "not before 10")]
    contact_times: Option<String>,
    /// Ways that are not to be used: letter, text, call, email, fax or textphone.
    #[schema(example = json!(["call"]))]
    do_not_use: Option<Vec<String>>,
}
