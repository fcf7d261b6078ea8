//! What came with a person and is no contact detail, as it is kept (`Carried`): JSON text of a version of its own.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The version of this form.
const VERSION: u8 = 1;

/// What is carried along. Each part stays the text that it came as.
#[derive(Deserialize, Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Carry<'a> {
    #[serde(rename = "v")]
    pub(crate) version: u8,
    /// Who they are.
    #[serde(borrow, default)]
    pub(crate) person: Person<'a>,
    /// The practices they are registered with.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) general_practitioner: Option<&'a RawValue>,
    /// The extensions but for the contact preference.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) extensions: Vec<&'a RawValue>,
    /// How many of them stood before the contact preference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) preference_at: Option<usize>,
    /// Their related people.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) related: Vec<&'a RawValue>,
}

/// The members of a Patient that are none of our business, in the order in which they are shown.
#[derive(Deserialize, Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Person<'a> {
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) active: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) gender: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) birth_date: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) marital_status: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) multiple_birth_boolean: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) multiple_birth_integer: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) deceased_boolean: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) deceased_date_time: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) communication: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) managing_organization: Option<&'a RawValue>,
}

impl Person<'_> {
    /// Whether this is one of its members.
    pub(crate) fn knows(name: &str) -> bool {
        const NAMES: [&str; 11] = [
            "active",
            "name",
            "gender",
            "birthDate",
            "maritalStatus",
            "multipleBirthBoolean",
            "multipleBirthInteger",
            "deceasedBoolean",
            "deceasedDateTime",
            "communication",
            "managingOrganization",
        ];
        NAMES.contains(&name)
    }
}

impl<'a> Carry<'a> {
    /// Reads what was kept; `None` for what is in no form that we know.
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        let carry: Self = serde_json::from_str(text).ok()?;
        (carry.version == VERSION).then_some(carry)
    }

    /// The text to keep; `None` when nothing is carried.
    pub(crate) fn into_text(mut self) -> Option<String> {
        self.version = VERSION;
        if self.related.is_empty() && self.tells_of_nobody() {
            return None;
        }
        serde_json::to_string(&self).ok()
    }

    /// Whether nothing is carried but perhaps related people.
    fn tells_of_nobody(&self) -> bool {
        let person = serde_json::to_string(&self.person).unwrap_or_default();
        person == "{}"
            && self.general_practitioner.is_none()
            && self.extensions.is_empty()
            && self.preference_at.is_none()
    }

    /// What is carried once a later word has come: about the person, about their related people, or about both.
    pub(crate) fn followed_by(self, later: Self) -> Self {
        if later.tells_of_nobody() {
            return Self {
                related: later.related,
                ..self
            };
        }
        let is_silent = later.related.is_empty();
        let related = if is_silent {
            self.related
        } else {
            later.related
        };
        Self { related, ..later }
    }
}

#[derive(Deserialize)]
struct Named<'a> {
    #[serde(borrow)]
    url: Cow<'a, str>,
}

/// The name of an extension.
pub(crate) fn url_of(extension: &RawValue) -> Option<Cow<'_, str>> {
    let named: Named<'_> = serde_json::from_str(extension.get()).ok()?;
    Some(named.url)
}
