//! The fields a refusal can speak of, in the domain's words.

/// A field of a contact detail or of a question about one. Each interface gives it its own path.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Field {
    /// The record's own id.
    Id,
    /// Whose detail it is.
    TargetId,
    /// What kind of entity the target is.
    TargetKind,
    /// Channel, label, value and description together.
    Information,
    /// Phone, e-mail or address.
    Channel,
    /// What it is used for, or whose it is.
    Label,
    /// The value as typed.
    Value,
    /// The value in its normal form.
    Normal,
    /// The value as it is shown to people.
    Shown,
    /// What kind of number or address the value is.
    Kind,
    /// The note beside the value.
    Description,
    /// The parts of an address together.
    Address,
    /// Address line 1 to 5.
    AddressLine(u8),
    /// The postcode.
    Postcode,
    /// The Unique Property Reference Number.
    Uprn,
    /// Royal Mail's address key.
    PafKey,
    /// The country, when it is given apart from the lines.
    Country,
    /// Whether the address is outside the United Kingdom.
    IsOverseas,
    /// An address outside the United Kingdom as free text.
    OverseasAddress,
    /// The owning area and its settings together.
    Source,
    /// The name of the service area.
    Area,
    /// The service area on whose behalf a question is asked.
    AskingArea,
    /// The team that recorded it.
    Team,
    /// Whether it is the area's default of its channel.
    IsDefault,
    /// Whether it is what the target prefers.
    IsPreferred,
    /// From which day the detail is true.
    ValidFrom,
    /// Until which day the detail is true.
    ValidUntil,
    /// Whether the record is active.
    IsActive,
    /// Why the record was retired.
    EndReason,
    /// When the record was retired.
    EndedAt,
    /// The name of who retired it.
    EndedByName,
    /// The e-mail address of who retired it.
    EndedByEmail,
    /// The record that took its place.
    SupersededBy,
    /// The record whose place it took.
    Supersedes,
    /// How it was verified.
    VerifiedHow,
    /// When it was verified.
    VerifiedAt,
    /// How badly something did not arrive.
    Failure,
    /// By which means it was sent.
    FailedMeans,
    /// How it is known that it did not arrive.
    FailureEvidence,
    /// When it did not arrive.
    FailedAt,
    /// How the target wants to be reached.
    PreferredMethod,
    /// In which form the target can read.
    WrittenFormat,
    /// When the target wants to be reached.
    ContactTimes,
    /// How the target must not be reached.
    DoNotUse,
    /// When the record was made.
    CreatedAt,
    /// The name of who made it.
    CreatedByName,
    /// The e-mail address of who made it.
    CreatedByEmail,
    /// The contact details that are there already.
    Existing,
    /// Whether the caller may do this at all.
    Access,
    /// The area that shares its records.
    SharedFrom,
    /// The area that they are shared with.
    SharedWith,
    /// Who agreed to sharing.
    AgreedBy,
    /// Who decided on another's behalf.
    Proxy,
    /// The day on which they agreed.
    AgreedOn,
    /// The last day of sharing.
    ExpiresOn,
    /// The day on which sharing is to be looked at again.
    ReviewOn,
    /// Why something is done.
    Reason,
    /// What is looked for.
    SearchedValue,
    /// An identifier of the target.
    Identifier,
    /// The target that takes another's place.
    Survivor,
    /// For what the caller asks.
    Purpose,
}
