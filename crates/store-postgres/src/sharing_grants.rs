//! The table `sharing_grant`: what of a target may be used by whom.

use contactable_domain::actor::PurposeOfUse;
use contactable_domain::area::AreaKey;
use contactable_domain::ids::{GrantId, TargetId};
use contactable_domain::sharing::{
    AgreedBy, Agreement, AgreementMethod, LawfulBasis, ProxyAuthority, SharingGrant, Terms,
    Withdrawal,
};
use contactable_domain::value::PlainText;
use contactable_domain::vocabulary::Channel;

use crate::batch::{Batch, values};
use crate::cells::{Cells, listed};
use crate::connection::Session;
use crate::error::Error;
use crate::row::day_micros;

/// The question for grants about a target of which something holds besides.
macro_rules! select {
    ($besides:literal) => {
        concat!(
            "SELECT grant_id, from_area, to_area, channels, purposes, basis, agreed_by, proxy_name, \
             proxy_authority, agreed_on, agreed_how, wording, evidence, expires_on, review_on, \
             recorded_at, recorded_by, recorded_by_name, recorded_by_email, withdrawn_at, \
             withdrawn_by, withdrawn_by_name, withdrawn_by_email, wanted_by, withdrawn_proxy_name, \
             withdrawn_proxy_authority, withdrawn_how, withdrawn_reason \
             FROM sharing_grant WHERE target_id = $1 ",
            $besides,
            " ORDER BY recorded_at, grant_id"
        )
    };
}

const OF: &str = select!("");
const NOT_WITHDRAWN: &str = select!("AND withdrawn_at IS NULL");
const ADD: &str = "INSERT INTO sharing_grant (target_id, grant_id, from_area, to_area, channels, purposes, \
     basis, agreed_by, proxy_name, proxy_authority, agreed_on, agreed_how, wording, evidence, \
     expires_on, review_on, recorded_at, recorded_by, recorded_by_name, recorded_by_email) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
     $19, $20) ON CONFLICT (target_id, grant_id) DO NOTHING";
const WITHDRAW: &str = "UPDATE sharing_grant SET withdrawn_at = $3, withdrawn_by = $4, withdrawn_by_name = $5, \
     withdrawn_by_email = $6, wanted_by = $7, withdrawn_proxy_name = $8, \
     withdrawn_proxy_authority = $9, withdrawn_how = $10, withdrawn_reason = $11 \
     WHERE target_id = $1 AND grant_id = $2 AND withdrawn_at IS NULL";

pub const STATEMENTS: &[&str] = &[OF, NOT_WITHDRAWN, ADD, WITHDRAW];

/// Every grant about a target, in the order in which they were recorded.
pub async fn of(session: &Session, target: TargetId) -> Result<Vec<SharingGrant>, Error> {
    select(session, OF, target).await
}

/// Those that were not withdrawn; some of them may have expired. What was withdrawn costs a look nothing.
pub async fn not_withdrawn(
    session: &Session,
    target: TargetId,
) -> Result<Vec<SharingGrant>, Error> {
    select(session, NOT_WITHDRAWN, target).await
}

async fn select(
    session: &Session,
    sql: &str,
    target: TargetId,
) -> Result<Vec<SharingGrant>, Error> {
    let rows = session.rows(sql, &[&target.uuid()]).await?;
    let grant = |row| read(Cells::of("sharing_grant", row), target);
    rows.iter().map(grant).collect()
}

fn read(cells: Cells<'_>, target: TargetId) -> Result<SharingGrant, Error> {
    Ok(SharingGrant {
        id: GrantId::from(cells.uuid(0)?),
        target,
        terms: Terms {
            from: AreaKey::of(&cells.get::<String>(1)?),
            to: AreaKey::of(&cells.get::<String>(2)?),
            channels: cells.words(3, Channel::parse)?,
            purposes: cells.words(4, PurposeOfUse::parse)?,
            basis: cells.word(5, LawfulBasis::parse)?,
            agreement: Agreement {
                by: agreed_by(cells, 6, 7)?,
                on: cells.day(9)?,
                method: cells.word(10, AgreementMethod::parse)?,
                wording: cells.text(11)?,
                evidence: cells.optional_text(12)?,
            },
            expires_on: cells.optional_day(13)?,
            review_on: cells.optional_day(14)?,
        },
        recorded: cells.stamp(15)?,
        withdrawn: withdrawal(cells)?,
    })
}

fn withdrawal(cells: Cells<'_>) -> Result<Option<Withdrawal>, Error> {
    let Some(stamp) = cells.optional_stamp(19)? else {
        return Ok(None);
    };
    Ok(Some(Withdrawal {
        stamp,
        by: agreed_by(cells, 23, 24)?,
        method: cells.word(26, AgreementMethod::parse)?,
        reason: cells.optional_text(27)?,
    }))
}

/// Who it was, by the word in one column; a proxy with name and authority in two others.
fn agreed_by(cells: Cells<'_>, word: usize, proxy: usize) -> Result<AgreedBy, Error> {
    match cells.get::<String>(word)?.as_str() {
        "person" => Ok(AgreedBy::Person),
        "organisation" => Ok(AgreedBy::Organisation),
        "proxy" => Ok(AgreedBy::Proxy {
            name: cells.text(proxy)?,
            authority: cells.word(proxy + 1, ProxyAuthority::parse)?,
        }),
        _ => Err(cells.corrupt(word)),
    }
}

fn proxy(by: &AgreedBy) -> (Option<&str>, Option<&'static str>) {
    match by {
        AgreedBy::Proxy { name, authority } => (Some(name.as_str()), Some(authority.as_str())),
        AgreedBy::Person | AgreedBy::Organisation => (None, None),
    }
}

/// Adds a grant, or its withdrawal to one that is there. Its terms never change, and withdrawn once it stays so.
pub fn write<'a>(batch: &mut Batch<'a>, grant: &'a SharingGrant) {
    add(batch, grant);
    if let Some(withdrawal) = &grant.withdrawn {
        withdraw(batch, grant, withdrawal);
    }
}

fn add<'a>(batch: &mut Batch<'a>, grant: &'a SharingGrant) {
    let terms = &grant.terms;
    let agreement = &terms.agreement;
    let (proxy_name, proxy_authority) = proxy(&agreement.by);
    let row = values![
        grant.target.uuid(),
        grant.id.uuid(),
        terms.from.as_str(),
        terms.to.as_str(),
        listed(terms.channels.iter().map(|channel| channel.as_str())),
        listed(terms.purposes.iter().map(|purpose| purpose.as_str())),
        terms.basis.as_str(),
        agreement.by.as_str(),
        proxy_name,
        proxy_authority,
        day_micros(agreement.on),
        agreement.method.as_str(),
        agreement.wording.as_str(),
        agreement.evidence.as_ref().map(PlainText::as_str),
        terms.expires_on.map(day_micros),
        terms.review_on.map(day_micros),
        grant.recorded.at.as_microsecond(),
        &grant.recorded.by.subject,
        &grant.recorded.by.name,
        &grant.recorded.by.email,
    ];
    batch.add(ADD, row);
}

fn withdraw<'a>(batch: &mut Batch<'a>, grant: &SharingGrant, withdrawal: &'a Withdrawal) {
    let (proxy_name, proxy_authority) = proxy(&withdrawal.by);
    let stamp = &withdrawal.stamp;
    let row = values![
        grant.target.uuid(),
        grant.id.uuid(),
        stamp.at.as_microsecond(),
        &stamp.by.subject,
        &stamp.by.name,
        &stamp.by.email,
        withdrawal.by.as_str(),
        proxy_name,
        proxy_authority,
        withdrawal.method.as_str(),
        withdrawal.reason.as_ref().map(PlainText::as_str),
    ];
    batch.add(WITHDRAW, row);
}
