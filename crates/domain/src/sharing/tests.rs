use jiff::Timestamp;
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::*;
use crate::actor::{Author, PurposeOfUse};
use crate::area::AreaKey;
use crate::contact_detail::Stamp;
use crate::ids::{GrantId, TargetId};
use crate::refusal::{Field, Refusal};
use crate::time::start_of;
use crate::value::PlainText;
use crate::vocabulary::Channel;

const TODAY: Date = date(2026, 11, 22);

fn noon() -> Timestamp {
    start_of(TODAY) + jiff::SignedDuration::from_hours(12)
}

fn stamp() -> Stamp {
    Stamp {
        at: noon(),
        by: Author {
            subject: "sam".to_owned(),
            name: None,
            email: None,
        },
    }
}

fn text(words: &str) -> PlainText {
    PlainText::parse(words, MAX_TEXT).unwrap()
}

fn terms() -> Terms {
    Terms {
        from: AreaKey::of("Housing"),
        to: AreaKey::of("Social Care"),
        channels: vec![Channel::Phone],
        purposes: vec![PurposeOfUse::DirectCare],
        basis: LawfulBasis::Consent,
        agreement: Agreement {
            by: AgreedBy::Person,
            on: TODAY,
            method: AgreementMethod::Phone,
            wording: text("Notice 3"),
            evidence: None,
        },
        expires_on: None,
        review_on: None,
    }
}

fn id(number: u128) -> GrantId {
    GrantId::from(Uuid::from_u128(number))
}

fn record(terms: Terms, known: &[SharingGrant], number: u128) -> Result<GrantOutcome, Refusal> {
    let new = NewGrant {
        id: None,
        target: TargetId::from(Uuid::from_u128(77)),
        terms,
    };
    new.record(known, id(number), &stamp())
}

fn made(terms: Terms, known: &[SharingGrant], number: u128) -> SharingGrant {
    match record(terms, known, number) {
        Ok(GrantOutcome::Made(grant)) => grant,
        other => panic!("{other:?}"),
    }
}

fn wrong(change: impl Fn(&mut Terms)) -> Vec<(Field, &'static str)> {
    let mut terms = terms();
    change(&mut terms);
    match record(terms, &[], 1) {
        Err(Refusal::Invalid(problems)) => problems
            .iter()
            .map(|problem| (problem.field, problem.code.as_str()))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_again_is_the_one_that_holds() {
    let first = made(terms(), &[], 1);
    let again = record(terms(), std::slice::from_ref(&first), 2);
    assert_eq!(again, Ok(GrantOutcome::Known(first.clone())));
    let mut turned = terms();
    turned.channels = vec![Channel::Phone, Channel::Phone];
    let again = record(turned, std::slice::from_ref(&first), 2);
    assert_eq!(again, Ok(GrantOutcome::Known(first.clone())));
    let mut wider = terms();
    wider.channels = Vec::new();
    assert_eq!(made(wider, std::slice::from_ref(&first), 2).id, id(2));
    let withdrawn = first.withdraw(withdrawal());
    assert_eq!(made(terms(), &[withdrawn], 2).id, id(2));
}

#[test]
fn an_id_stands_for_one_agreement_whether_it_holds_or_not() {
    let first = made(terms(), &[], 1).withdraw(withdrawal());
    let again = record(terms(), std::slice::from_ref(&first), 1);
    assert_eq!(again, Ok(GrantOutcome::Known(first.clone())));
    let mut other = terms();
    other.purposes = Vec::new();
    let refused = record(other, &[first], 1).map_err(|refusal| refusal.because());
    assert_eq!(refused, Err("id-in-use"));
}

#[test]
fn terms_that_do_not_go_together_are_refused_all_at_once() {
    let yesterday = date(2026, 11, 21);
    let everything = wrong(|terms| {
        terms.to = AreaKey::of("housing");
        terms.agreement.on = date(2026, 11, 23);
        terms.expires_on = Some(yesterday);
        terms.review_on = Some(yesterday);
        terms.agreement.by = AgreedBy::Organisation;
    });
    assert_eq!(
        everything,
        [
            (Field::SharedWith, "not-together"),
            (Field::AgreedOn, "in-the-future"),
            (Field::ExpiresOn, "already-over"),
            (Field::ReviewOn, "already-over"),
            (Field::AgreedBy, "not-together"),
        ]
    );
    let mut fits = terms();
    fits.expires_on = Some(TODAY);
    fits.review_on = Some(TODAY);
    fits.agreement.by = AgreedBy::Organisation;
    fits.basis = LawfulBasis::PublicTask;
    assert!(record(fits, &[], 1).is_ok());
}

#[test]
fn a_hundred_may_hold_at_a_time() {
    let ended = made(terms(), &[], 1).withdraw(withdrawal());
    let mut known = vec![ended];
    for number in 0..100_u8 {
        let mut terms = terms();
        terms.to = AreaKey::of(&format!("Area {number}"));
        known.push(made(terms, &known, 2 + u128::from(number)));
    }
    let Err(Refusal::Invalid(problems)) = record(terms(), &known, 500) else {
        panic!("refused");
    };
    let told: Vec<_> = problems
        .iter()
        .map(|one| (one.field, one.code.as_str()))
        .collect();
    assert_eq!(told, [(Field::TargetId, "too-many")]);
    assert!(problems[0].problem.contains(&MAX_LIVE.to_string()));
    let same = known[7].terms.clone();
    assert_eq!(
        record(same, &known, 500),
        Ok(GrantOutcome::Known(known[7].clone()))
    );
    known[7] = known[7].withdraw(withdrawal());
    assert_eq!(made(terms(), &known, 500).id, id(500));
}

fn withdrawal() -> Withdrawal {
    Withdrawal {
        stamp: stamp(),
        by: AgreedBy::Person,
        method: AgreementMethod::Online,
        reason: Some(text("Moved away")),
    }
}

#[test]
fn a_grant_holds_until_it_is_withdrawn_or_its_last_day_is_over() {
    let mut terms = terms();
    terms.review_on = Some(date(2026, 12, 1));
    terms.expires_on = Some(date(2026, 12, 31));
    let grant = made(terms, &[], 1);
    let on = |day| start_of(day);
    assert_eq!(grant.status(noon()), GrantStatus::Live);
    assert_eq!(grant.status(on(date(2026, 12, 1))), GrantStatus::ReviewDue);
    assert_eq!(grant.status(on(date(2026, 12, 31))), GrantStatus::ReviewDue);
    assert_eq!(grant.status(on(date(2027, 1, 1))), GrantStatus::Expired);
    assert!(grant.is_live(on(date(2026, 12, 31))) && !grant.is_live(on(date(2027, 1, 1))));
    let withdrawn = grant.withdraw(withdrawal());
    assert_eq!(withdrawn.status(noon()), GrantStatus::Withdrawn);
    let later = Withdrawal {
        reason: None,
        ..withdrawal()
    };
    assert_eq!(
        withdrawn.withdraw(later),
        withdrawn,
        "withdrawn once is withdrawn"
    );
}
