//! The names of systems and extensions, as the interface writes them (PDS, sections 4, 7 to 11).

pub(crate) const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";
pub(crate) const VERIFICATION_STATUS: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
pub(crate) const VERIFICATION_STATUS_CODES: &str =
    "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus";
pub(crate) const CONFIDENTIALITY: &str = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
pub(crate) const OTHER_CONTACT_SYSTEM: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-OtherContactSystem";
pub(crate) const OTHER_CONTACT_SYSTEM_CODES: &str =
    "https://fhir.hl7.org.uk/CodeSystem/UKCore-OtherContactSystem";
pub(crate) const ADDRESS_KEY: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AddressKey";
pub(crate) const ADDRESS_KEY_TYPES: &str =
    "https://fhir.hl7.org.uk/CodeSystem/UKCore-AddressKeyType";
pub(crate) const CONTACT_PREFERENCE: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactPreference";
pub(crate) const WRITTEN_FORMATS: &str =
    "https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredWrittenCommunicationFormat";
pub(crate) const CONTACT_METHODS: &str =
    "https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredContactMethod";
pub(crate) const CONTACT_ROLES: &str = "http://terminology.hl7.org/CodeSystem/v2-0131";
pub(crate) const ROLES: &str = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
pub(crate) const COMMUNICATION: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication";
pub(crate) const DEATH_NOTIFICATION: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus";
/// FHIR's own way to say that a value is not there (PDS does not publish the one it uses).
pub(crate) const ABSENT: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

/// The extensions that tell where a person can be found, beside the contact preference: the pharmacies and the place
/// of birth (PDS, "Restricted").
pub(crate) const TELL_WHERE: [&str; 4] = [
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NominatedPharmacy",
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-PreferredDispenserOrganization",
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicalApplianceSupplier",
    "http://hl7.org/fhir/StructureDefinition/patient-birthPlace",
];

/// Where the names of extensions stood before they moved to `fhir.hl7.org.uk`.
const RETIRED: &str = "https://fhir.nhs.uk/R4/StructureDefinition/";

/// Whether this is the retired name of an extension that we know by its new one.
pub(crate) fn is_retired_name_of(url: &str, known: &str) -> bool {
    let own = url.strip_prefix(RETIRED);
    own.is_some() && own == known.rsplit('/').next()
}
