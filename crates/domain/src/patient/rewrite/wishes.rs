//! The rules of how somebody wants to be reached (PDS, "Contact preference").

use super::super::breach::{Breach, Broken};
use super::super::limits::MAX_PDS_TIMES;
use super::super::{Patient, WantedWishes};
use super::Rules;
use crate::actor::AccessMode;
use crate::preferences::Wishes;

impl Patient {
    /// The wishes as they are to be, if they change.
    pub(super) fn rewished(
        &self,
        wanted: &WantedWishes,
        rules: Rules,
    ) -> Result<Option<Wishes>, Broken> {
        let known = self.wishes.as_ref().map(|known| known.wishes.clone());
        let known = known.unwrap_or_default();
        let next = match wanted {
            WantedWishes::Kept => return Ok(None),
            WantedWishes::Removed => Wishes {
                do_not_use: known.do_not_use.clone(),
                ..Wishes::default()
            },
            WantedWishes::Set {
                method,
                format,
                times,
            } => Wishes {
                method: *method,
                format: *format,
                times: times.clone(),
                do_not_use: known.do_not_use.clone(),
            },
        };
        if next == known {
            return Ok(None);
        }
        if let Rules::Interface(mode, _) = rules {
            check(&known, &next, mode).map_err(Broken::whole)?;
        }
        Ok(Some(next))
    }
}

/// Holds what is to be known against the rules, but for what stays as it was known.
fn check(known: &Wishes, next: &Wishes, mode: AccessMode) -> Result<(), Breach> {
    if matches!(mode, AccessMode::Patient(_)) {
        return Err(Breach::NotForPatients);
    }
    let (other_times, other_method) = (next.times != known.times, next.method != known.method);
    if let Some(times) = &next.times {
        if next.method.is_none() && (other_times || other_method) {
            return Err(Breach::TimesWithoutMethod);
        }
        if other_times && times.as_str().chars().count() > MAX_PDS_TIMES {
            return Err(Breach::TimesTooLong);
        }
    }
    if other_method {
        next.check().map_err(|_| Breach::MethodRuledOut)?;
    }
    Ok(())
}
