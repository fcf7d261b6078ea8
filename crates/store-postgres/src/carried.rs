//! The table `carried`: what came with a person from another system and is no contact detail.

use contactable_domain::area::AreaKey;
use contactable_domain::ids::TargetId;
use contactable_domain::patient::Carried;

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;

pub const OF: &str = "SELECT body FROM carried WHERE target_id = $1 AND area = $2";
const WRITE: &str = "INSERT INTO carried (target_id, area, body) VALUES ($1, $2, $3) \
     ON CONFLICT (target_id, area) DO UPDATE SET body = $3";

pub const STATEMENTS: &[&str] = &[OF, WRITE];

/// What an area carries along with a target.
pub async fn of(
    session: &Session,
    target: TargetId,
    area: &AreaKey,
) -> Result<Option<Carried>, Error> {
    let row = session.row(OF, &[&target.uuid(), &area.as_str()]).await?;
    let body = |row| Cells::of("carried", &row).get(0).map(Carried::new);
    row.map(body).transpose()
}

/// Puts this in the place of what was carried before.
pub fn write<'a>(batch: &mut Batch<'a>, target: TargetId, area: &'a AreaKey, carried: &'a Carried) {
    batch.add_one(
        WRITE,
        values![target.uuid(), area.as_str(), carried.as_str()],
    );
}
