use jiff::Timestamp;
use uuid::Uuid;

use super::{Digest, Line};
use crate::ids::{SHARDS, TargetId, shard_of};

/// One of the streams that the trail is made of: the entries about one target stand in one stream, in the order in
/// which they were written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Stream(u8);

/// The stream of what is about no target: configuration, tokens, traces.
pub const SERVICE_STREAM: Stream = Stream(SHARDS);

/// How many streams there are.
pub const STREAMS: u8 = SHARDS + 1;

impl Stream {
    /// The stream of what is about this target, or about none.
    pub fn of(target: Option<TargetId>) -> Self {
        target.map_or(SERVICE_STREAM, |target| Self(shard_of(target.uuid())))
    }

    /// The stream of this number, from 0.
    pub fn new(number: u8) -> Option<Self> {
        (number < STREAMS).then_some(Self(number))
    }

    /// Its number.
    pub fn number(self) -> u8 {
        self.0
    }

    /// All streams.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..STREAMS).map(Self)
    }
}

/// An entry of the trail as it is read back.
#[derive(Clone, PartialEq, Eq)]
pub struct TrailEntry {
    /// Its stream.
    pub stream: Stream,
    /// Its number there, from 1.
    pub number: u64,
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who vouched for the actor.
    pub issuer: String,
    /// The actor.
    pub actor: String,
    /// In which mode.
    pub mode: String,
    /// For which purpose.
    pub purpose: String,
    /// What was asked.
    pub action: String,
    /// About which target.
    pub target: Option<Uuid>,
    /// About which record.
    pub record: Option<Uuid>,
    /// By or about which grant.
    pub grant: Option<Uuid>,
    /// About which breaking of the glass.
    pub pass: Option<Uuid>,
    /// The areas, with commas between them.
    pub areas: String,
    /// `allowed` or `refused`.
    pub outcome: String,
    /// The code of the rule.
    pub because: String,
    /// The request.
    pub correlation: Uuid,
    /// Its link in the chain.
    pub digest: Digest,
}

impl TrailEntry {
    /// The entry as it was written.
    pub fn line(&self) -> Line<'_> {
        Line {
            id: self.id,
            at: self.at.as_microsecond(),
            issuer: &self.issuer,
            actor: &self.actor,
            mode: &self.mode,
            purpose: &self.purpose,
            action: &self.action,
            target: self.target,
            record: self.record,
            grant: self.grant,
            pass: self.pass,
            areas: &self.areas,
            outcome: &self.outcome,
            because: &self.because,
            correlation: self.correlation,
        }
    }
}

impl std::fmt::Debug for TrailEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut entry = f.debug_struct("TrailEntry");
        entry.field("stream", &self.stream.number());
        entry.field("number", &self.number);
        entry.field("action", &self.action).finish_non_exhaustive()
    }
}

/// Which entries of the trail.
#[derive(Clone, Copy, Debug)]
pub struct TrailQuery {
    /// Of this stream.
    pub stream: Stream,
    /// About this target only; all of the stream unless given.
    pub target: Option<TargetId>,
    /// Not before this instant.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
    /// After the entry of this number; 0 for all.
    pub after: u64,
    /// At most this many.
    pub limit: usize,
}
