//! Patches as they are applied, one after the other, to a copy of what is shown.

use std::collections::BTreeSet;

use serde_json::Value;

use super::op::{Kind, Op};
use super::outside::{self, Outside};
use super::view::{self, View};
use super::why;
use crate::json::Json;
use crate::outcome::{Codes, Fault, Problem, Undecided};

/// What came of applying.
pub(super) struct Application {
    /// The Patient as it is wanted.
    pub(super) document: Value,
    /// The items that were replaced whole: the list and the id.
    whole: BTreeSet<(String, String)>,
    named: Vec<Named>,
    /// What was changed that is not ours to change.
    pub(super) outside: Vec<Outside>,
}

/// An item that a patch named.
struct Named {
    list: String,
    key: &'static str,
    /// As the patch named it.
    given: String,
    /// The name of the item that was at this index.
    actual: Option<String>,
    /// The index.
    field: String,
}

impl Application {
    /// Applies all of them, or tells why one does not apply.
    pub(super) fn of(view: &View, ops: &[Op]) -> Result<Self, Problem> {
        let mut applied = Self {
            document: view.document.clone(),
            whole: BTreeSet::new(),
            named: Vec::new(),
            outside: Vec::new(),
        };
        for op in ops {
            applied.apply(view, op)?;
        }
        Ok(applied)
    }

    fn apply(&mut self, view: &View, op: &Op) -> Result<(), Problem> {
        if op.kind != Kind::Test {
            self.outside.extend(outside::of(op, &self.document));
        }
        let named = self.named_by(op);
        if is_whole_line(op) {
            return Err(why::not_as_a_whole(op));
        }
        let result = json_patch::patch_unsafe(&mut self.document, &[op.operation()]);
        result.map_err(|_| why::problem(op, &self.document, &view.shown()))?;
        if op.kind == Kind::Replace
            && op.path.within().is_empty()
            && let Some(Named { list, given, .. }) = &named
        {
            self.whole.insert((list.clone(), given.clone()));
        }
        self.named.extend(named);
        Ok(())
    }

    /// The item that a patch names, if it names one.
    fn named_by(&self, op: &Op) -> Option<Named> {
        let key = op.path.key().filter(|_| op.kind.sets())?;
        let index = op.path.index()?;
        let given = match op.path.within() {
            [] => op.value.member(key)?,
            [member] if member == key => &op.value,
            _ => return None,
        };
        let list = op.path.resource();
        let item = view::items(&self.document, list).get(index);
        Some(Named {
            list: list.to_owned(),
            key,
            given: given.shown(),
            actual: item
                .and_then(|item| view::text(item, key))
                .map(str::to_owned),
            field: format!("{list}/{index}/{key}"),
        })
    }

    /// Whether an item was replaced whole.
    pub(super) fn is_whole(&self, list: &str, id: &str) -> bool {
        let mut whole = self.whole.iter();
        whole.any(|(known, name)| known == list && name == id)
    }

    /// Whether every item that was named is the one that was there.
    pub(super) fn check_ids(&self, view: &View, codes: &Codes) -> Result<(), Problem> {
        let mut wrong = self.named.iter();
        let wrong = wrong.find(|named| named.actual.as_ref() != Some(&named.given));
        match wrong {
            None => Ok(()),
            Some(named) => Err(named.problem(view, codes)),
        }
    }
}

impl Named {
    fn problem(&self, view: &View, codes: &Codes) -> Problem {
        let (list, given) = (&self.list, &self.given);
        if self.key == "url" && view::is_retired(given) {
            return retired(&self.field, given, codes);
        }
        if !view.has(list, self.key, given) {
            return no_such(list, given);
        }
        let sentence = format!("'{given}' is not the item at '/{}'", self.field);
        let fault = Fault::new(Undecided::IdOfAnotherItem, &self.field, given, sentence);
        fault.problem(codes)
    }
}

/// There is no item that goes by this name.
pub(super) fn no_such(list: &str, name: &str) -> Problem {
    Problem::invalid_update(format!("no '{list}' resources with object id '{name}'"))
}

/// The contact preference goes by a name that is no longer in use.
pub(super) fn retired(field: &str, url: &str, codes: &Codes) -> Problem {
    let sentence = format!("'{url}' is a name that is no longer in use");
    Fault::new(Undecided::RetiredUrl, field, url, sentence).problem(codes)
}

/// PDS changes lines of an address one by one, or the whole address.
fn is_whole_line(op: &Op) -> bool {
    let is_line = op.path.resource() == "address" && op.path.within() == ["line"];
    let is_list = matches!(op.value, Json::List(_)) || op.kind == Kind::Remove;
    is_line && is_list && op.kind != Kind::Test
}
