//! People, grants and standings to decide about.

use jiff::Timestamp;
use jiff::civil::{Date, date};

use crate::access::Standing;
use crate::actor::{AccessMode, Actor, Author, PurposeOfUse, Role};
use crate::area::{AreaKey, Retiring, ServiceArea, Team};
use crate::contact_detail::{Stamp, Version};
use crate::ids::{GrantId, PassId, TargetId};
use crate::restriction::{Level, Pass, Restriction};
use crate::sharing::{
    AgreedBy, Agreement, AgreementMethod, LawfulBasis, SharingGrant, Terms, Withdrawal,
};
use crate::succession::{Fate, Succession};
use crate::time::start_of;
use crate::value::{NhsNumber, PlainText};
use crate::vocabulary::Channel;
use uuid::Uuid;

pub const TODAY: Date = date(2026, 11, 22);

pub fn now() -> Timestamp {
    start_of(TODAY) + jiff::SignedDuration::from_hours(12)
}

pub fn number() -> NhsNumber {
    NhsNumber::parse("9990000018").unwrap()
}

pub fn author(subject: &str) -> Author {
    Author {
        subject: subject.to_owned(),
        name: None,
        email: None,
    }
}

/// Housing, whose teams retire their own records, with the teams Repairs and Lettings.
pub fn housing() -> ServiceArea {
    let teams = ["Repairs", "Lettings"].map(|name| Team::named(name).unwrap());
    let housing = ServiceArea::named("Housing").unwrap();
    housing.with_teams(teams.to_vec(), Retiring::RecordingTeam)
}

/// Somebody of Housing in the team Repairs.
pub fn actor(mode: AccessMode, roles: &[Role]) -> Actor {
    let mut actor = Actor::new(
        mode,
        "https://login.example.com",
        author("sam"),
        vec![housing()],
    );
    actor.teams = vec![(AreaKey::of("Housing"), Team::named("Repairs").unwrap())];
    actor.roles = roles.to_vec();
    actor
}

pub fn staff() -> Actor {
    actor(AccessMode::Staff, &[])
}

pub fn text(words: &str) -> PlainText {
    PlainText::parse(words, 100).unwrap()
}

pub fn stamp() -> Stamp {
    Stamp {
        at: now(),
        by: author("lee"),
    }
}

pub fn terms(from: &str, to: &str) -> Terms {
    Terms {
        from: AreaKey::of(from),
        to: AreaKey::of(to),
        channels: Vec::new(),
        purposes: Vec::new(),
        basis: LawfulBasis::Consent,
        agreement: Agreement {
            by: AgreedBy::Person,
            on: TODAY,
            method: AgreementMethod::Form,
            wording: text("Notice 3"),
            evidence: None,
        },
        expires_on: None,
        review_on: None,
    }
}

/// A grant of this number from Social Care to Housing.
pub fn grant(number: u128) -> SharingGrant {
    SharingGrant {
        id: GrantId::from(Uuid::from_u128(number)),
        target: target(),
        terms: terms("Social Care", "Housing"),
        recorded: stamp(),
        withdrawn: None,
    }
}

pub fn grant_for(number: u128, channels: &[Channel], purposes: &[PurposeOfUse]) -> SharingGrant {
    let mut grant = grant(number);
    grant.terms.channels = channels.to_vec();
    grant.terms.purposes = purposes.to_vec();
    grant
}

pub fn withdrawal() -> Withdrawal {
    Withdrawal {
        stamp: stamp(),
        by: AgreedBy::Person,
        method: AgreementMethod::Phone,
        reason: None,
    }
}

pub fn target() -> TargetId {
    TargetId::from(Uuid::from_u128(77))
}

pub fn shared(grants: Vec<SharingGrant>) -> Standing {
    Standing {
        grants,
        ..Standing::default()
    }
}

pub fn restricted() -> Standing {
    Standing {
        restriction: Some(Restriction {
            target: target(),
            is_on: true,
            level: Level::Restricted,
            reason: text("At risk"),
            version: Version::FIRST,
            recorded: stamp(),
        }),
        ..Standing::default()
    }
}

/// A target that takes another's place.
pub fn survivor() -> TargetId {
    TargetId::from(Uuid::from_u128(78))
}

/// The standing of a target of which this became.
pub fn ended(fate: Fate) -> Standing {
    Standing {
        succession: Some(Succession {
            target: target(),
            fate,
            reason: text("Two records of one person"),
            version: Version::FIRST,
            recorded: stamp(),
        }),
        ..Standing::default()
    }
}

/// The glass, broken by this actor from noon for half an hour.
pub fn pass_of(actor: &Actor) -> Pass {
    Pass {
        id: PassId::from(Uuid::from_u128(5)),
        target: target(),
        issuer: actor.issuer.clone(),
        by: actor.author.clone(),
        purpose: PurposeOfUse::Emergency,
        reason: text("Found unconscious"),
        from: now(),
        until: now() + jiff::SignedDuration::from_mins(30),
    }
}
