use std::fmt::Write as _;

use jiff::Timestamp;
use uuid::Uuid;

use super::{Broken, Digest, Fault, Head, Line, Stream, TrailEntry, Verifier};
use crate::ids::TargetId;

fn stream() -> Stream {
    Stream::of(Some(TargetId::from(Uuid::from_u128(7))))
}

fn entry(number: u64, head: Head) -> (TrailEntry, Head) {
    let entry = TrailEntry {
        stream: stream(),
        number,
        id: Uuid::from_u128(u128::from(number)),
        at: Timestamp::from_microsecond(1_000_000 * i64::try_from(number).unwrap()).unwrap(),
        issuer: "https://login.example.com".to_owned(),
        actor: "sam".to_owned(),
        mode: "staff".to_owned(),
        purpose: "general".to_owned(),
        action: "read".to_owned(),
        target: Some(Uuid::from_u128(7)),
        record: None,
        grant: None,
        pass: None,
        areas: "housing".to_owned(),
        outcome: "allowed".to_owned(),
        because: "own-area".to_owned(),
        correlation: Uuid::from_u128(99),
        digest: Digest::default(),
    };
    let head = head.after(&entry.line());
    let digest = head.digest;
    (TrailEntry { digest, ..entry }, head)
}

fn chain(count: u64) -> (Vec<TrailEntry>, Head) {
    let mut head = Head::empty(stream());
    let mut entries = Vec::new();
    for number in 1..=count {
        let (entry, after) = entry(number, head);
        entries.push(entry);
        head = after;
    }
    (entries, head)
}

fn verify(entries: &[TrailEntry], head: Head) -> Result<(), Broken> {
    let mut verifier = Verifier::new(stream());
    for entry in entries {
        verifier.next(entry)?;
    }
    verifier.end(head)
}

fn broken(entries: &[TrailEntry], head: Head) -> (u64, Fault) {
    let broken = verify(entries, head).expect_err("it is broken");
    assert_eq!(broken.stream, stream());
    (broken.number, broken.fault)
}

#[test]
fn a_whole_chain_verifies() {
    let (entries, head) = chain(5);
    assert_eq!(verify(&entries, head), Ok(()));
    assert_eq!(verify(&[], Head::empty(stream())), Ok(()));
}

/// A way to alter one field of an entry.
type Alteration = fn(&mut TrailEntry);

#[test]
fn every_field_is_chained() {
    let alterations: &[Alteration] = &[
        |e| e.id = Uuid::from_u128(1000),
        |e| e.at = Timestamp::from_microsecond(1).unwrap(),
        |e| e.issuer.push('x'),
        |e| e.actor = "kim".to_owned(),
        |e| e.mode = "patient".to_owned(),
        |e| e.purpose = "complaint".to_owned(),
        |e| e.action = "list".to_owned(),
        |e| e.target = None,
        |e| e.record = e.target,
        |e| e.grant = Some(Uuid::nil()),
        |e| e.pass = Some(Uuid::nil()),
        |e| e.areas.clear(),
        |e| e.outcome = "refused".to_owned(),
        |e| e.because = "another-area".to_owned(),
        |e| e.correlation = Uuid::nil(),
        |e| e.digest = [1; 32],
        // What leaves one text and joins the next.
        |e| {
            e.issuer.push_str("sam");
            e.actor.clear();
        },
    ];
    for (place, alter) in alterations.iter().enumerate() {
        let (mut entries, head) = chain(4);
        alter(&mut entries[2]);
        assert_eq!(
            broken(&entries, head),
            (3, Fault::Altered),
            "alteration {place}"
        );
    }
}

#[test]
fn what_is_missing_added_or_moved_is_found_where_it_begins() {
    let (entries, head) = chain(5);
    let mut without = entries.clone();
    without.remove(1);
    assert_eq!(broken(&without, head), (2, Fault::OutOfOrder));
    let mut swapped = entries.clone();
    swapped.swap(2, 3);
    assert_eq!(broken(&swapped, head), (3, Fault::OutOfOrder));
    let mut renumbered = entries.clone();
    renumbered.remove(1);
    for (number, entry) in (1..).zip(&mut renumbered) {
        entry.number = number;
    }
    assert_eq!(broken(&renumbered, head), (2, Fault::Altered));
    let shorter = entries.get(..4).unwrap();
    assert_eq!(broken(shorter, head), (5, Fault::EndDiffers));
    let (longer, _) = chain(6);
    assert_eq!(broken(&longer, head), (6, Fault::EndDiffers));
    let mut other_stream = entries;
    other_stream[0].stream = Stream::of(None);
    assert_eq!(broken(&other_stream, head), (1, Fault::OutOfOrder));
}

#[test]
fn the_digest_is_the_one_that_was_always_made() {
    // Of every trail there is: to change how it is made breaks them all.
    let line = Line {
        id: Uuid::from_u128(1),
        at: 2,
        issuer: "i",
        actor: "a",
        mode: "m",
        purpose: "p",
        action: "c",
        target: Some(Uuid::from_u128(3)),
        record: None,
        grant: None,
        pass: None,
        areas: "",
        outcome: "o",
        because: "b",
        correlation: Uuid::from_u128(4),
    };
    let head = Head::empty(Stream::of(None)).after(&line);
    let mut hex = String::new();
    for byte in head.digest {
        let _ = write!(hex, "{byte:02x}");
    }
    assert_eq!(
        (head.number, hex.as_str()),
        (
            1,
            "87753f07e93daa6f322e44983d53346f66fcd27c3d7e315cae4162963c87625b"
        )
    );
}

#[test]
fn streams_are_by_target_and_one_is_for_the_rest() {
    assert_eq!(Stream::all().count(), 65);
    assert_eq!(Stream::of(None).number(), 64);
    assert_eq!(Stream::new(64), Some(Stream::of(None)));
    assert_eq!(Stream::new(65), None);
    assert_eq!(stream().number(), 7);
}
