use contactable_domain::refusal::Field;

/// Where a field of the domain stands in a council request, camel-cased.
pub fn path_of(field: Field) -> String {
    let path = match field {
        Field::Id => "id",
        Field::TargetId => "targetId",
        Field::TargetKind => "targetType",
        Field::Information => "contactInformation",
        Field::Channel => "contactInformation.contactType",
        Field::Label => "contactInformation.subType",
        Field::Value => "contactInformation.value",
        Field::Normal => "contactInformation.normal",
        Field::Shown => "contactInformation.shown",
        Field::Kind => "contactInformation.kind",
        Field::Description => "contactInformation.description",
        Field::Address => "contactInformation.addressExtended",
        Field::AddressLine(number) => {
            return format!("contactInformation.addressExtended.addressLine{number}");
        }
        Field::Postcode => "contactInformation.addressExtended.postCode",
        Field::Uprn => "contactInformation.addressExtended.uprn",
        Field::PafKey => "contactInformation.addressExtended.pafKey",
        Field::Country => "contactInformation.addressExtended.country",
        Field::IsOverseas => "contactInformation.addressExtended.isOverseasAddress",
        Field::OverseasAddress => "contactInformation.addressExtended.overseasAddress",
        Field::Source => "sourceServiceArea",
        Field::Area => "sourceServiceArea.area",
        Field::AskingArea => "area",
        Field::Team => "sourceServiceArea.team",
        Field::IsDefault => "sourceServiceArea.isDefault",
        Field::IsPreferred => "sourceServiceArea.isPreferred",
        Field::ValidFrom => "recordValidFrom",
        Field::ValidUntil => "recordValidUntil",
        Field::IsActive => "isActive",
        Field::EndReason => "ended.reason",
        Field::EndedAt => "ended.at",
        Field::EndedByName => "ended.fullName",
        Field::EndedByEmail => "ended.emailAddress",
        Field::SupersededBy => "ended.supersededBy",
        Field::Supersedes => "supersedes",
        Field::VerifiedHow => "verified.how",
        Field::VerifiedAt => "verified.at",
        Field::Failure => "undeliverable.failure",
        Field::FailedMeans => "undeliverable.means",
        Field::FailureEvidence => "undeliverable.evidence",
        Field::FailedAt => "undeliverable.at",
        Field::PreferredMethod => "preferredMethod",
        Field::WrittenFormat => "writtenFormat",
        Field::ContactTimes => "contactTimes",
        Field::DoNotUse => "doNotUse",
        Field::CreatedAt => "createdBy.createdAt",
        Field::CreatedByName => "createdBy.fullName",
        Field::CreatedByEmail => "createdBy.emailAddress",
        Field::Existing => "existingContacts",
    };
    path.to_owned()
}
