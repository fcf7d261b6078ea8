//! Where a key is kept, and other ways to get in without a code.

use super::words::Words;

const KEYS: &[&str] = &["key", "keys", "fob", "fobs"];
/// Words that may stand between the key and its place.
const FILLERS: &[&str] = &[
    "is",
    "to",
    "are",
    "kept",
    "left",
    "hidden",
    "held",
    "stored",
    "can",
    "be",
    "found",
    "available",
    "collected",
    "spare",
    "will",
    "usually",
    "always",
    "fob",
];
/// Words behind which anything is a hiding place.
const HIDING: &[&str] = &["under", "underneath", "beneath", "behind"];
/// Words behind which only some things are.
const PLACING: &[&str] = &[
    "with", "at", "from", "in", "inside", "on", "by", "next", "above",
];
const PLACES: &[&str] = &[
    "mat",
    "doormat",
    "pot",
    "flowerpot",
    "plant",
    "stone",
    "rock",
    "brick",
    "bin",
    "gnome",
    "meter",
    "cupboard",
    "box",
    "shed",
    "garage",
    "porch",
    "letterbox",
    "hook",
    "ledge",
    "string",
    "neighbour",
    "neighbours",
    "neighbour's",
    "neighbor",
    "warden",
    "concierge",
    "caretaker",
    "reception",
    "daughter",
    "son",
    "mother",
    "father",
    "sister",
    "brother",
    "carer",
    "friend",
    "door",
    "number",
    "no",
    "flat",
];
/// The most words between the key and where it is, and from there to the place.
const REACH: usize = 4;
const KEY_SAFES: &[&str] = &[
    "key safe", "keysafe", "key box", "keybox", "lock box", "lockbox",
];
/// Words that say where a key safe is.
const BESIDE: &[&str] = &[
    "by", "behind", "under", "beside", "next", "outside", "at", "on", "near", "left", "right",
    "inside", "to", "located",
];
const WAYS_IN: &[&str] = &[
    "let yourself in",
    "let yourselves in",
    "door is unlocked",
    "door unlocked",
    "door left unlocked",
    "door always open",
    "door is always open",
    "door on the latch",
    "door on latch",
    "door is on the latch",
    "trades button",
    "tradesman button",
    "tradesman's button",
    "tradesmans button",
    "trade button",
    "trades buzzer",
    "service button",
];

/// Whether the text seems to say where a key is or how to get in without one.
pub(super) fn is_told(words: &Words<'_>) -> bool {
    (0..words.count()).any(|at| {
        words.phrase(at, WAYS_IN).is_some() || is_key_safe(words, at) || is_key_kept(words, at)
    })
}

/// "key safe by back door": that there is one tells little, where it is tells how to get in.
fn is_key_safe(words: &Words<'_>, at: usize) -> bool {
    let Some(length) = words.phrase(at, KEY_SAFES) else {
        return false;
    };
    let behind = at + length;
    let skipped = usize::from(words.is(behind, &["is", "located"]));
    words.is(behind + skipped, BESIDE) && !words.is_end(behind) && !words.is_end(behind + skipped)
}

/// "key under mat", "spare key with neighbour".
fn is_key_kept(words: &Words<'_>, at: usize) -> bool {
    if !words.is(at, KEYS) {
        return false;
    }
    let goes_on = |next: &usize| !words.is_end(*next);
    let Some(place) = (at + 1..=at + 1 + REACH)
        .take_while(goes_on)
        .find(|next| !words.is(*next, FILLERS))
    else {
        return false;
    };
    let mut things = (place + 1..=place + REACH).take_while(goes_on);
    (words.is(place, HIDING) && things.next().is_some())
        || (words.is(place, PLACING) && things.any(|thing| words.is(thing, PLACES)))
}
