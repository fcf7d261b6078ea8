//! A small story in which everything agrees, and every way to break it.

mod story;

use contactable_harness::random::Random;
pub use story::story;
use uuid::Uuid;

use super::breakage::{BREAKAGES, unseen};
use super::check;
use crate::told::Fate;

#[test]
fn a_story_that_agrees_is_found_to() {
    let (told, held, before) = story();
    assert_eq!(check(&told, &held, &before), Vec::<String>::new());
}

#[test]
fn whatever_is_broken_is_found() {
    let (told, held, before) = story();
    let mut random = Random::new(1);
    for _ in 0..50 {
        assert_eq!(
            unseen(&told, &held, &before, &mut random),
            Vec::<String>::new()
        );
    }
    assert!(BREAKAGES.len() > 45);
}

/// What nobody knows may be there or not, as long as it is there wholly.
#[test]
fn what_is_not_known_may_be_either() {
    let (mut told, held, before) = story();
    for request in &mut told {
        request.attempts[0].fate = Fate::Unknown;
    }
    assert_eq!(check(&told, &held, &before), Vec::<String>::new());
    let mut open = told[0].clone();
    open.attempts[0].correlation = Uuid::max();
    told.push(open);
    assert_eq!(check(&told, &held, &before), Vec::<String>::new());
}

/// What was sent again is there once, whichever of the tries made it.
#[test]
fn what_was_sent_again_is_there_once() {
    let (told, held, before) = story();
    for is_first in [true, false] {
        let mut told = told.clone();
        let mut lost = told[3].attempts[0].clone();
        let mut answered = lost.clone();
        lost.fate = Fate::Unknown;
        answered.sent = lost.sent + 1;
        let other = if is_first { &mut answered } else { &mut lost };
        other.correlation = Uuid::max();
        told[3].attempts = vec![lost, answered];
        let mut held = held.clone();
        if is_first {
            // The repeat changed nothing, and the trail says so.
            let mut entry = held.trail.last().unwrap().clone();
            entry.number += 1;
            entry.id = Uuid::max();
            entry.correlation = Uuid::max();
            entry.because = "no-change".to_owned();
            held.heads
                .iter_mut()
                .find(|head| head.stream == entry.stream)
                .unwrap()
                .number += 1;
            held.trail.push(entry);
        }
        assert_eq!(check(&told, &held, &before), Vec::<String>::new());
    }
}
