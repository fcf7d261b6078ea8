//! One patch.

use json_patch::{AddOperation, PatchOperation, RemoveOperation, ReplaceOperation, TestOperation};

use super::path::Path;
use crate::json::Json;

/// What a patch does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Add,
    Replace,
    Remove,
    Test,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Add, Self::Replace, Self::Remove, Self::Test];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Replace => "replace",
            Self::Remove => "remove",
            Self::Test => "test",
        }
    }

    /// Whether it puts its value somewhere.
    pub(super) fn sets(self) -> bool {
        matches!(self, Self::Add | Self::Replace)
    }
}

/// One patch: what it does, where, and with what.
#[derive(Clone)]
pub(super) struct Op {
    pub(super) kind: Kind,
    pub(super) path: Path,
    /// With its members in the order in which they came. Nothing counts for a removal.
    pub(super) value: Json,
}

impl Op {
    /// The same for the library that applies it.
    pub(super) fn operation(&self) -> PatchOperation {
        let path = self.path.pointer();
        match self.kind {
            Kind::Add => PatchOperation::Add(AddOperation {
                path,
                value: self.value.to_value(),
            }),
            Kind::Replace => PatchOperation::Replace(ReplaceOperation {
                path,
                value: self.value.to_value(),
            }),
            Kind::Remove => PatchOperation::Remove(RemoveOperation { path }),
            Kind::Test => PatchOperation::Test(TestOperation {
                path,
                value: self.value.to_value(),
            }),
        }
    }
}
