//! Codes for doors, gates, alarms and key safes.

use super::access_words::{
    BARRIERS, CODE, CONNECTORS, DEVICES, FILLERS, NAMES, OTHER_CODES, RELAY,
};
use super::words::Words;

/// The most words between the thing and its code.
const REACH: usize = 6;

/// Whether the text seems to hold a code for getting in.
pub(super) fn is_told(words: &Words<'_>) -> bool {
    (0..words.count()).any(|at| {
        is_barrier_code(words, at)
            || is_code_with_number(words, at)
            || is_device_with_number(words, at)
            || is_pressed(words, at)
            || (words.is_code(at) && words.has_hash_behind(at))
    })
}

/// "door code", whether or not the code itself is there, but not "no door code".
fn is_barrier_code(words: &Words<'_>, at: usize) -> bool {
    let is_code = words.is(at, BARRIERS) && words.is(at + 1, CODE) && !words.is_break(at + 1);
    is_code
        && !words.is(at + 2, NAMES)
        && !words.is_before(at, &["no", "without"])
        && (!words.is(at, &["safe"]) || words.is_before(at, &["key"]))
}

/// "code for gate is 2580", "PIN: 1234", "1234 is the code".
fn is_code_with_number(words: &Words<'_>, at: usize) -> bool {
    words.is(at, CODE)
        && !words.is(at + 1, NAMES)
        && !words.is_before(at, OTHER_CODES)
        && (code_behind(words, at + 1).is_some() || is_code_before(words, at))
}

/// "key safe 1234", "buzzer: 1234", "C1234X on keypad".
fn is_device_with_number(words: &Words<'_>, at: usize) -> bool {
    let Some(length) = words.phrase(at, DEVICES) else {
        return false;
    };
    let behind = at + length;
    if words.is(behind, NAMES) && !words.is_break(behind) {
        return false;
    }
    code_behind(words, behind).is_some_and(|number| !words.is_house_number(number))
        || is_code_before(words, at)
}

/// "press 12 then #", "enter 4521#", "dial 1234". A short number alone is that of a flat, or of a choice
/// on the phone.
fn is_pressed(words: &Words<'_>, at: usize) -> bool {
    if !words.is(
        at,
        &["press", "push", "punch", "dial", "enter", "type", "buzz"],
    ) {
        return false;
    }
    let skipped = usize::from(words.is(at + 1, &["in", "number", "no", "the", "c"]));
    let number = at + 1 + skipped;
    let apart = (at + 1..=number).any(|next| words.is_break(next));
    let length = words.at(number).len();
    if apart || !words.is_number(number) || length > 8 || words.is(number, RELAY) {
        return false;
    }
    let goes_on = !words.is_break(number + 1)
        && (words.is(number + 1, &["hash", "star"])
            || (words.is(number + 1, &["then", "followed"])
                && (length > 1 || words.gap(number + 2).contains(['#', '*']))));
    let alone =
        words.is(at, &["press", "push", "punch"]) || (words.is(at, &["dial"]) && length > 3);
    goes_on
        || words.has_hash_behind(number)
        || (alone && words.is_code(number) && !words.is_house_number(number))
}

/// The position of a code that follows from a position on, with nothing but fillers before it.
fn code_behind(words: &Words<'_>, from: usize) -> Option<usize> {
    for at in from..=from + REACH {
        if words.is_end(at) {
            return None;
        }
        if words.is_code(at) {
            return Some(at);
        }
        if !words.is(at, FILLERS) {
            return None;
        }
    }
    None
}

/// Whether a code stands before a position with words such as "on" or "for the" between. "101 The
/// Padlock" is an address.
fn is_code_before(words: &Words<'_>, at: usize) -> bool {
    let connects = |before: &usize| words.is(*before, CONNECTORS) && !words.is_end(*before);
    let between = (0..at).rev().take(3).take_while(connects).count();
    let Some(number) = at.checked_sub(between + 1) else {
        return false;
    };
    between > 0 && !words.is_end(at) && !words.is(number + 1, &["the"]) && words.is_code(number)
}
