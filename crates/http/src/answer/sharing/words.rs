//! A grant in words, for the person whom it is about.

use contactable_domain::actor::PurposeOfUse;
use contactable_domain::area::ServiceAreas;
use contactable_domain::sharing::{
    AgreedBy, Agreement, AgreementMethod, GrantStatus, LawfulBasis, ProxyAuthority, SharingGrant,
};
use contactable_domain::time::day_of;
use contactable_domain::vocabulary::Channel;
use jiff::Timestamp;
use jiff::civil::Date;

/// What is shared with whom, for what, why, and until when.
pub fn summary(grant: &SharingGrant, at: Timestamp, areas: &ServiceAreas) -> String {
    let terms = &grant.terms;
    let from = areas.name_of(&terms.from);
    let to = areas.name_of(&terms.to);
    let what = match terms.channels.as_slice() {
        [] => "contact details".to_owned(),
        channels => listed(channels.iter().copied().map(noun)),
    };
    let purposes = match terms.purposes.as_slice() {
        [] => "whatever the purpose".to_owned(),
        purposes => format!("for {}", listed(purposes.iter().copied().map(purpose))),
    };
    let status = grant.status(at);
    let shares = match status {
        GrantStatus::Live | GrantStatus::ReviewDue => "shares",
        GrantStatus::Expired | GrantStatus::Withdrawn => "shared",
    };
    let told = [
        Some(format!(
            "{from} {shares} the person's {what} with {to}, {purposes}."
        )),
        Some(agreed(&terms.agreement)),
        Some(format!("The lawful basis is {}.", basis(terms.basis))),
        until(grant, status),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn agreed(agreement: &Agreement) -> String {
    let on = day(agreement.on);
    let how = method(agreement.method);
    match &agreement.by {
        AgreedBy::Person => format!("The person agreed on {on}, {how}."),
        AgreedBy::Proxy { name, authority } => format!(
            "{} agreed on the person's behalf on {on}, {how}, {}.",
            name.as_str(),
            by_right(*authority)
        ),
        AgreedBy::Organisation => format!("The organisation decided it on {on}."),
    }
}

fn until(grant: &SharingGrant, status: GrantStatus) -> Option<String> {
    if let Some(withdrawal) = &grant.withdrawn {
        let on = day(day_of(withdrawal.stamp.at));
        return Some(match &withdrawal.by {
            AgreedBy::Person => format!("The person withdrew it on {on}."),
            AgreedBy::Proxy { name, .. } => {
                format!(
                    "{} withdrew it on the person's behalf on {on}.",
                    name.as_str()
                )
            }
            AgreedBy::Organisation => format!("The organisation withdrew it on {on}."),
        });
    }
    let last = grant.terms.expires_on.map(day);
    let again = grant.terms.review_on.map(day);
    match (status, last, again) {
        (GrantStatus::Expired, Some(last), _) => Some(format!("Its last day was {last}.")),
        (GrantStatus::ReviewDue, _, Some(again)) => {
            Some(format!("It was due to be looked at again on {again}."))
        }
        (_, Some(last), _) => Some(format!("Its last day is {last}.")),
        (_, None, Some(again)) => Some(format!("It is to be looked at again on {again}.")),
        (_, None, None) => None,
    }
}

/// A day in full, such as 3 March 2026.
fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// Words with commas between them, and an "and" before the last.
fn listed(words: impl Iterator<Item = &'static str>) -> String {
    let words: Vec<&str> = words.collect();
    match words.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        words => words.concat(),
    }
}

fn noun(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "phone numbers",
        Channel::Email => "email addresses",
        Channel::Address => "postal addresses",
        Channel::Fax => "fax numbers",
        Channel::Textphone => "textphone numbers",
    }
}

fn purpose(purpose: PurposeOfUse) -> &'static str {
    match purpose {
        PurposeOfUse::General => "general use",
        PurposeOfUse::ServiceDelivery => "giving a service",
        PurposeOfUse::DirectCare => "direct care",
        PurposeOfUse::Emergency => "emergencies",
        PurposeOfUse::Safeguarding => "keeping people safe",
        PurposeOfUse::DataQuality => "putting records right",
        PurposeOfUse::Complaint => "complaints and requests about the person's data",
        PurposeOfUse::LegalDuty => "duties in law",
    }
}

fn basis(basis: LawfulBasis) -> &'static str {
    match basis {
        LawfulBasis::Consent => "consent",
        LawfulBasis::PublicTask => "a task in the public interest",
        LawfulBasis::LegalObligation => "a duty in law",
        LawfulBasis::VitalInterests => "to save a life",
        LawfulBasis::Contract => "a contract with the person",
        LawfulBasis::LegitimateInterests => "a legitimate interest",
    }
}

fn method(method: AgreementMethod) -> &'static str {
    match method {
        AgreementMethod::InPerson => "in person",
        AgreementMethod::Phone => "on the phone",
        AgreementMethod::Form => "on a form",
        AgreementMethod::Letter => "by letter",
        AgreementMethod::Email => "by email",
        AgreementMethod::Online => "online",
    }
}

fn by_right(authority: ProxyAuthority) -> &'static str {
    match authority {
        ProxyAuthority::ParentalResponsibility => "with parental responsibility",
        ProxyAuthority::LastingPowerOfAttorney => "under a lasting power of attorney",
        ProxyAuthority::CourtDeputy => "as a deputy whom a court named",
        ProxyAuthority::LegalRepresentative => "as a legal representative",
    }
}
