//! Ways to break what is kept, or what was told, by one row: the checker has to find each of them.

mod deeds;

use contactable_harness::random::Random;

use super::{Before, check};
use crate::held::Held;
use crate::told::Request;
use deeds::MORE;

/// What is broken, and by what.
pub struct Breakage {
    pub name: &'static str,
    /// Breaks it; `None` where there is nothing of the kind.
    pub apply: fn(&mut Vec<Request>, &mut Held, &mut Random) -> Option<()>,
}

/// Which breakages were not found, or could not be tried.
pub fn unseen(told: &[Request], held: &Held, before: &Before, random: &mut Random) -> Vec<String> {
    let mut missed = Vec::new();
    for breakage in BREAKAGES {
        let (mut told, mut held) = (told.to_vec(), held.clone());
        match (breakage.apply)(&mut told, &mut held, random) {
            None => missed.push(format!("{}: there is nothing to break", breakage.name)),
            Some(()) if check(&told, &held, before).is_empty() => {
                missed.push(format!("{}: was not found", breakage.name));
            }
            Some(()) => {}
        }
    }
    missed
}

macro_rules! rows {
    ($($field:ident),+) => {
        &[$(
            Breakage {
                name: concat!("a row of ", stringify!($field), " is gone"),
                apply: |_, held, random| remove(&mut held.$field, random),
            },
            Breakage {
                name: concat!("a row of ", stringify!($field), " is there twice"),
                apply: |_, held, random| double(&mut held.$field, random),
            },
        )+]
    };
}

/// Every table, by a row less and a row more.
const ROWS: &[Breakage] = rows!(
    targets,
    records,
    versions,
    keys,
    slots,
    indexed,
    wishes,
    wish_versions,
    grants,
    done,
    events,
    trail,
    heads
);

/// All of them.
pub const BREAKAGES: [&Breakage; ROWS.len() + MORE.len()] = {
    let mut all = [&ROWS[0]; ROWS.len() + MORE.len()];
    let mut place = 0;
    while place < all.len() {
        all[place] = if place < ROWS.len() {
            &ROWS[place]
        } else {
            &MORE[place - ROWS.len()]
        };
        place += 1;
    }
    all
};

fn any<T>(rows: &[T], random: &mut Random) -> Option<usize> {
    let count = u64::try_from(rows.len()).ok().filter(|count| *count > 0)?;
    usize::try_from(random.below(count)).ok()
}

fn at<'a, T>(rows: &'a mut [T], random: &mut Random) -> Option<&'a mut T> {
    let place = any(rows, random)?;
    rows.get_mut(place)
}

fn remove<T>(rows: &mut Vec<T>, random: &mut Random) -> Option<()> {
    let place = any(rows, random)?;
    rows.remove(place);
    Some(())
}

fn double<T: Clone>(rows: &mut Vec<T>, random: &mut Random) -> Option<()> {
    let place = any(rows, random)?;
    rows.push(rows[place].clone());
    Some(())
}
