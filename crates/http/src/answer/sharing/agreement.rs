use contactable_domain::sharing::{AgreedBy, Agreement, ProxyAuthority, Withdrawal};
use contactable_domain::value::PlainText;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::author::RecordedBy;

/// Who agreed, when, how, and on which wording.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SharingAgreement)]
pub struct SaidAgreement<'a> {
    /// person, proxy or organisation.
    #[schema(example = "person")]
    by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    proxy: Option<SaidProxy<'a>>,
    /// The day.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// in-person, phone, form, letter, email or online.
    #[schema(example = "in-person")]
    method: &'static str,
    /// What they were told.
    wording: &'a str,
    /// Where the evidence is.
    evidence: Option<&'a str>,
}

impl<'a> SaidAgreement<'a> {
    pub fn of(agreement: &'a Agreement) -> Self {
        Self {
            by: agreement.by.as_str(),
            proxy: SaidProxy::of(&agreement.by),
            on: agreement.on,
            method: agreement.method.as_str(),
            wording: agreement.wording.as_str(),
            evidence: agreement.evidence.as_ref().map(PlainText::as_str),
        }
    }
}

/// Who decided on the person's behalf.
#[derive(Serialize, ToSchema)]
#[schema(as = SharingProxy)]
struct SaidProxy<'a> {
    name: &'a str,
    /// parental-responsibility, lasting-power-of-attorney, court-deputy or legal-representative.
    #[schema(example = "parental-responsibility")]
    authority: &'static str,
}

impl<'a> SaidProxy<'a> {
    fn of(by: &'a AgreedBy) -> Option<Self> {
        let AgreedBy::Proxy { name, authority } = by else {
            return None;
        };
        Some(Self {
            name: name.as_str(),
            authority: ProxyAuthority::as_str(*authority),
        })
    }
}

/// Who withdrew it, when, how and why.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SharingWithdrawal)]
pub struct SaidWithdrawal<'a> {
    /// From when nothing is seen by it any more.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// person, proxy or organisation.
    #[schema(example = "person")]
    by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    proxy: Option<SaidProxy<'a>>,
    /// in-person, phone, form, letter, email or online.
    #[schema(example = "phone")]
    method: &'static str,
    /// Why, if they said.
    reason: Option<&'a str>,
    recorded_by: RecordedBy<'a>,
}

impl<'a> SaidWithdrawal<'a> {
    pub fn of(withdrawal: &'a Withdrawal) -> Self {
        Self {
            at: withdrawal.stamp.at,
            by: withdrawal.by.as_str(),
            proxy: SaidProxy::of(&withdrawal.by),
            method: withdrawal.method.as_str(),
            reason: withdrawal.reason.as_ref().map(PlainText::as_str),
            recorded_by: RecordedBy::of(&withdrawal.stamp.by),
        }
    }
}
