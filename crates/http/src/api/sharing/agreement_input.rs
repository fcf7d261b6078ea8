//! The bodies of the calls that record and withdraw sharing.

use contactable_domain::actor::PurposeOfUse;
use contactable_domain::ids::{GrantId, TargetId};
use contactable_domain::refusal::{Code, Reason};
use contactable_domain::sharing::{
    AgreedBy, Agreement, AgreementMethod, Decider, LawfulBasis, MAX_TEXT, ProxyAuthority,
};
use contactable_domain::value::PlainText;
use contactable_domain::vocabulary::Channel;
use contactable_service::{AskedGrant, AskedWithdrawal};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::request::{Noted, Object, Reading};

/// What is to be shared with whom, and why.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[allow(dead_code, reason = "only described; `grant` reads it")]
pub struct NewSharingGrant {
    /// Your own id for it, to make the request safe to repeat; the service makes one if it is absent or all
    /// zero.
    id: Option<Uuid>,
    /// The service area whose records they are; needed if you work for several.
    #[schema(example = "Housing")]
    from: Option<String>,
    /// The service area that may use them.
    #[schema(example = "Social Care")]
    to: String,
    /// Only these: phone, email, address, fax, textphone. All unless given.
    #[schema(min_items = 1, example = json!(["phone", "email"]))]
    channels: Option<Vec<String>>,
    /// Only for these: general, service-delivery, direct-care, emergency, safeguarding, data-quality,
    /// complaint, legal-duty. For all unless given.
    #[schema(min_items = 1, example = json!(["direct-care"]))]
    purposes: Option<Vec<String>>,
    /// consent, public-task, legal-obligation, vital-interests, contract or legitimate-interests.
    #[schema(example = "consent")]
    lawful_basis: String,
    agreement: NewSharingAgreement,
    /// The last day on which they may be used, today or later; without end unless given.
    #[schema(value_type = Option<String>, format = Date)]
    expires_on: Option<String>,
    /// The day on which somebody should look at it again, today or later. It goes on after that.
    #[schema(value_type = Option<String>, format = Date)]
    review_on: Option<String>,
}

/// Who agreed, when, how, and on which wording.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[allow(dead_code, reason = "only described; `agreement` reads it")]
pub struct NewSharingAgreement {
    /// person, proxy or organisation; an organisation cannot consent.
    #[schema(example = "person")]
    by: String,
    proxy: Option<NewSharingProxy>,
    /// The day, not one to come.
    #[schema(value_type = String, format = Date)]
    on: String,
    /// in-person, phone, form, letter, email or online.
    #[schema(example = "in-person")]
    method: String,
    /// What they were told: the version or the words of the notice; without markup.
    #[schema(max_length = 500, example = "Sharing notice, version 3")]
    wording: String,
    /// Where the evidence is, such as the number of a form; without markup.
    #[schema(max_length = 500)]
    evidence: Option<String>,
}

/// Who decided on the person's behalf; with `by: proxy` only.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[allow(dead_code, reason = "only described; `agreed_by` reads it")]
pub struct NewSharingProxy {
    #[schema(max_length = 500)]
    name: String,
    /// parental-responsibility, lasting-power-of-attorney, court-deputy or legal-representative.
    #[schema(example = "parental-responsibility")]
    authority: String,
}

/// Who withdrew, how, and why.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[allow(dead_code, reason = "only described; `withdrawal` reads it")]
pub struct NewSharingWithdrawal {
    /// person, proxy or organisation.
    #[schema(default = "person")]
    by: Option<String>,
    proxy: Option<NewSharingProxy>,
    /// in-person, phone, form, letter, email or online; in-person unless given, of a patient online.
    method: Option<String>,
    /// Why, if they said; without markup.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

const GRANT: &[&str] = &[
    "id",
    "from",
    "to",
    "channels",
    "purposes",
    "lawfulBasis",
    "agreement",
    "expiresOn",
    "reviewOn",
];

/// Reads what is to be shared. Each part is read before any is given up on, so that all problems are told together.
pub fn grant(reading: &Reading, body: &Object<'_>, target: TargetId) -> Option<AskedGrant> {
    body.refuse_others(GRANT);
    let id = body.own_id(GrantId::new);
    let from = body.text("from").optional();
    let to = body.needed("to", body.text("to"));
    let channels = narrowed(reading, body, "channels", Channel::ALL, Channel::as_str);
    let purposes = PurposeOfUse::ALL;
    let purposes = narrowed(reading, body, "purposes", purposes, PurposeOfUse::as_str);
    let basis = body.word("lawfulBasis", LawfulBasis::ALL, LawfulBasis::as_str);
    let basis = body.needed("lawfulBasis", basis);
    let agreed = body.needed("agreement", body.object("agreement"));
    let agreement = agreed.and_then(|agreed| agreement(reading, &agreed));
    let expires_on = body.day("expiresOn").optional();
    let review_on = body.day("reviewOn").optional();
    Some(AskedGrant {
        id: id.ok()?,
        target,
        from: from.ok()?.map(str::to_owned),
        to: to?.to_owned(),
        channels: channels.ok()?,
        purposes: purposes.ok()?,
        basis: basis?,
        agreement: agreement?,
        expires_on: expires_on.ok()?,
        review_on: review_on.ok()?,
    })
}

/// The words that a grant is narrowed to; none when it is not. A list that is there and empty could be meant as
/// either, so it is refused.
fn narrowed<T: Copy>(
    reading: &Reading,
    body: &Object<'_>,
    name: &str,
    words: &[T],
    spelt: impl Fn(T) -> &'static str,
) -> Result<Vec<T>, Noted> {
    let named = body.words(name, words, spelt).optional()?;
    if named.as_ref().is_some_and(Vec::is_empty) {
        let reason = Reason::new(
            Code::Required,
            "This list is empty",
            "Name at least one, or leave this out to share without this limit",
        );
        reading.note(body.path_to(name), reason);
        return Err(Noted);
    }
    Ok(named.unwrap_or_default())
}

fn agreement(reading: &Reading, body: &Object<'_>) -> Option<Agreement> {
    body.refuse_others(&["by", "proxy", "on", "method", "wording", "evidence"]);
    let by = body.word("by", Decider::ALL, Decider::as_str);
    let by = body.needed("by", by).ok_or(Noted);
    let by = agreed_by(reading, body, by);
    let on = body.needed("on", body.day("on"));
    let method = body.word("method", AgreementMethod::ALL, AgreementMethod::as_str);
    let method = body.needed("method", method);
    let wording = body.needed("wording", body.plain_text("wording", MAX_TEXT));
    let evidence = body.plain_text("evidence", MAX_TEXT).optional();
    Some(Agreement {
        by: by?,
        on: on?,
        method: method?,
        wording: wording?,
        evidence: evidence.ok()?,
    })
}

/// Reads who withdraws a grant; the person, by the usual method, unless given.
pub fn withdrawal(
    reading: &Reading,
    body: &Object<'_>,
    usual: &AskedWithdrawal,
) -> Option<AskedWithdrawal> {
    body.refuse_others(&["by", "proxy", "method", "reason"]);
    let by = body.word("by", Decider::ALL, Decider::as_str).optional();
    let by = by.map(|by| by.unwrap_or(Decider::Person));
    let by = agreed_by(reading, body, by);
    let method = body.word("method", AgreementMethod::ALL, AgreementMethod::as_str);
    let method = method.optional();
    let reason = body.plain_text("reason", MAX_TEXT).optional();
    Some(AskedWithdrawal {
        by: by?,
        method: method.ok()?.unwrap_or(usual.method),
        reason: reason.ok()?,
        ..usual.clone()
    })
}

fn agreed_by(
    reading: &Reading,
    body: &Object<'_>,
    decider: Result<Decider, Noted>,
) -> Option<AgreedBy> {
    let proxy = body.object("proxy").read(|proxy| named_proxy(&proxy));
    let proxy = proxy.optional();
    reading.accept(AgreedBy::of(decider.ok()?, proxy.ok()?))
}

fn named_proxy(proxy: &Object<'_>) -> Option<(PlainText, ProxyAuthority)> {
    proxy.refuse_others(&["name", "authority"]);
    let name = proxy.needed("name", proxy.plain_text("name", MAX_TEXT));
    let authority = proxy.word("authority", ProxyAuthority::ALL, ProxyAuthority::as_str);
    let authority = proxy.needed("authority", authority);
    Some((name?, authority?))
}
