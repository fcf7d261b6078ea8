use contactable_domain::check::{Suggested, Verdict};
use contactable_domain::refusal::Reason;
use contactable_domain::vocabulary::{CouncilSubType, Relationship, Use};
use contactable_domain::warning::Warning;
use serde::Serialize;
use utoipa::ToSchema;

/// What the service makes of a value.
#[derive(Serialize, ToSchema)]
pub struct VerdictAnswer<'a> {
    /// The value as given.
    #[schema(example = "0791121212141 - Daughter")]
    input: &'a str,
    /// What it was checked as.
    #[serde(rename = "as")]
    #[schema(example = "phone")]
    checked_as: &'static str,
    /// Whether it would be taken.
    valid: bool,
    /// Its normal form: a number in E.164 with its extension, an email address with its domain in lower
    /// case, a postcode in capitals with one space, an NHS number as ten digits.
    normal: Option<&'a str>,
    /// How it is shown to people.
    shown: Option<&'a str>,
    /// What kind of number, address or postcode it is.
    kind: Option<&'static str>,
    /// The country or area of a phone number: two letters, or 001 for none in particular.
    region: Option<&'a str>,
    /// Every reason against it.
    reasons: Vec<Said<'a>>,
    /// What somebody should look at, though it would be taken.
    warnings: Vec<Said<'a>>,
    /// What could be meant instead. It is offered, never applied.
    suggestion: Option<Suggestion<'a>>,
}

/// A reason or a warning.
#[derive(Serialize, ToSchema)]
pub struct Said<'a> {
    /// What kind, from the lists in the documentation.
    #[schema(example = "W41")]
    code: &'static str,
    /// What is wrong or odd.
    problem: &'a str,
    /// What would be right, or what to do.
    remedy: &'a str,
}

/// What could be meant instead of a value.
#[derive(Serialize, ToSchema)]
pub struct Suggestion<'a> {
    /// The first value.
    value: &'a str,
    /// Every value that was found, each with what the words beside it say.
    parts: Vec<SuggestedPart<'a>>,
}

/// One value that could be meant.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuggestedPart<'a> {
    /// The value alone.
    value: &'a str,
    /// What it is.
    #[serde(rename = "as")]
    checked_as: &'static str,
    /// The `contactType` to record it with; null for what is no contact detail.
    contact_type: Option<&'static str>,
    /// The `subType` to record it with.
    sub_type: Option<&'static str>,
    /// What the words beside it say it is for.
    #[serde(rename = "use")]
    usage: Option<&'static str>,
    /// What the words beside it say of whose it is.
    relationship: Option<&'static str>,
    /// What else was written beside it, for the description.
    note: Option<&'a str>,
    /// Whether this value would be taken.
    valid: bool,
    /// Every reason against this value too.
    reasons: Vec<Said<'a>>,
}

impl<'a> VerdictAnswer<'a> {
    /// Shows a verdict.
    pub fn of(verdict: &'a Verdict) -> Self {
        let parts: Vec<_> = verdict.suggestion.iter().map(SuggestedPart::of).collect();
        Self {
            input: &verdict.input,
            checked_as: verdict.checked_as.as_str(),
            valid: verdict.valid,
            normal: verdict.normal.as_deref(),
            shown: verdict.shown.as_deref(),
            kind: verdict.kind,
            region: verdict.region.as_deref(),
            reasons: verdict.reasons.iter().map(Said::reason).collect(),
            warnings: verdict.warnings.iter().map(Said::warning).collect(),
            suggestion: parts
                .first()
                .map(|first| first.value)
                .map(|value| Suggestion { value, parts }),
        }
    }
}

impl<'a> Said<'a> {
    fn of<C>(code: &'static str, said: &'a Reason<C>) -> Self {
        Self {
            code,
            problem: &said.problem,
            remedy: &said.remedy,
        }
    }

    fn reason(reason: &'a Reason) -> Self {
        Self::of(reason.code.as_str(), reason)
    }

    fn warning(warning: &'a Warning) -> Self {
        Self::of(warning.code.as_str(), warning)
    }
}

impl<'a> SuggestedPart<'a> {
    fn of(part: &'a Suggested) -> Self {
        Self {
            value: &part.value,
            checked_as: part.checked_as.as_str(),
            contact_type: part.channel.map(|channel| channel.as_str()),
            sub_type: CouncilSubType::of(part.label).map(CouncilSubType::as_str),
            usage: part.label.usage.map(Use::as_str),
            relationship: part.label.relationship.map(Relationship::as_str),
            note: part.note.as_deref(),
            valid: part.is_valid(),
            reasons: part.reasons.iter().map(Said::reason).collect(),
        }
    }
}
