//! What became of the cases, for whoever reads along and for programs.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter, Write as _};

use serde_json::{Map, Value};

use super::case::Case;
use super::known;
use super::run::Wrong;

/// Cases of these kinds have their outcome published; the others are readings of what is.
const PUBLISHED: [&str; 4] = ["exact", "code-exact", "status-exact", "text-carried-over"];

/// What became of a case.
pub struct Outcome {
    id: String,
    name: String,
    confidence: String,
    came_out: CameOut,
}

enum CameOut {
    AsExpected,
    /// Otherwise; how, and why that was to be expected.
    AsKnown(String, &'static str),
    Otherwise(String),
    NotPut(String),
}

impl Outcome {
    pub fn of(case: &Case, result: Result<(), Wrong>) -> Self {
        let known = known::because(&case.id, &case.confidence);
        Self {
            id: case.id.clone(),
            name: case.name.clone(),
            confidence: case.confidence.clone(),
            came_out: match (result, known) {
                (Ok(()), _) => CameOut::AsExpected,
                (Err(Wrong::NotPut(why)), _) => CameOut::NotPut(why),
                (Err(Wrong::Differs(how)), Some(because)) => CameOut::AsKnown(how, because),
                (Err(Wrong::Differs(how)), None) => CameOut::Otherwise(how),
            },
        }
    }

    /// Whether it came out otherwise although it must not, or nobody can tell.
    pub fn is_binding(&self) -> bool {
        match self.came_out {
            CameOut::Otherwise(_) => PUBLISHED.contains(&&*self.confidence),
            CameOut::NotPut(_) => true,
            CameOut::AsExpected | CameOut::AsKnown(..) => false,
        }
    }

    fn failed(&self) -> bool {
        matches!(self.came_out, CameOut::Otherwise(_) | CameOut::NotPut(_))
    }
}

impl Display for Outcome {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            id,
            name,
            confidence,
            came_out,
        } = self;
        match came_out {
            CameOut::AsExpected => write!(f, "ok   {id} {name}"),
            CameOut::AsKnown(how, because) => {
                write!(f, "known {id} ({confidence}) {name} — {how} [{because}]")
            }
            CameOut::Otherwise(how) | CameOut::NotPut(how) => {
                write!(f, "FAIL {id} ({confidence}) {name} — {how}")
            }
        }
    }
}

/// The failures by what their cases are founded on, and the totals.
pub fn summary(outcomes: &[Outcome]) -> String {
    let failed = outcomes.iter().filter(|outcome| outcome.failed());
    let mut groups: BTreeMap<(bool, &str), Vec<&str>> = BTreeMap::new();
    for outcome in failed.clone() {
        let group = groups.entry((!outcome.is_binding(), &outcome.confidence));
        group.or_default().push(&outcome.id);
    }
    let mut text = String::new();
    for ((_, confidence), ids) in groups {
        // Writing to a text does not fail.
        let _ = writeln!(
            text,
            "failed, {confidence}: {} ({})",
            ids.len(),
            ids.join(", ")
        );
    }
    let failed = failed.count();
    let known = outcomes
        .iter()
        .filter(|outcome| matches!(outcome.came_out, CameOut::AsKnown(..)));
    let known = known.count();
    let passed = outcomes.len() - failed - known;
    let _ = write!(text, "{passed} passed, {failed} failed");
    if known > 0 {
        let _ = write!(text, ", {known} known to differ");
    }
    text
}

/// By id, `pass` or how it came out otherwise.
pub fn as_json(outcomes: &[Outcome]) -> String {
    let mut all = Map::new();
    for outcome in outcomes {
        let became = match &outcome.came_out {
            CameOut::AsExpected => "pass".to_owned(),
            CameOut::AsKnown(how, _) => format!("known: {how}"),
            CameOut::Otherwise(how) | CameOut::NotPut(how) => how.clone(),
        };
        all.insert(outcome.id.clone(), Value::String(became));
    }
    format!("{:#}\n", Value::Object(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(id: &str, confidence: &str, result: Result<(), &str>) -> Outcome {
        outcome_of(
            id,
            confidence,
            result.map_err(|how| Wrong::Differs(how.to_owned())),
        )
    }

    fn outcome_of(id: &str, confidence: &str, result: Result<(), Wrong>) -> Outcome {
        let case = Case {
            id: id.to_owned(),
            name: "a name".to_owned(),
            group: String::new(),
            confidence: confidence.to_owned(),
            content: Err(String::new()),
        };
        Outcome::of(&case, result)
    }

    fn outcomes() -> [Outcome; 5] {
        [
            outcome("read-001", "exact", Ok(())),
            outcome("read-003", "inferred", Err("odd")),
            outcome("read-005", "text-carried-over", Err("worse")),
            outcome("search-001", "exact", Err("no")),
            outcome("search-003", "exact", Ok(())),
        ]
    }

    #[test]
    fn each_has_its_line() {
        let lines = outcomes().map(|outcome| outcome.to_string());
        assert_eq!(lines[0], "ok   read-001 a name");
        assert_eq!(lines[1], "FAIL read-003 (inferred) a name — odd");
        assert!(lines[3].starts_with("known search-001 (exact) a name — no [people are"));
    }

    #[test]
    fn what_is_published_and_not_known_binds() {
        let binding = outcomes().map(|outcome| outcome.is_binding());
        assert_eq!(binding, [false, false, true, false, false]);
    }

    #[test]
    fn a_case_that_was_not_put_is_not_known_to_differ() {
        let unput = outcome_of(
            "search-001",
            "inferred",
            Err(Wrong::NotPut("seeding".to_owned())),
        );
        assert!(unput.failed() && unput.is_binding());
    }

    #[test]
    fn the_totals_come_last() {
        assert_eq!(
            summary(&outcomes()),
            "failed, text-carried-over: 1 (read-005)\nfailed, inferred: 1 (read-003)\n\
             2 passed, 2 failed, 1 known to differ"
        );
        assert_eq!(summary(&outcomes()[..1]), "1 passed, 0 failed");
    }

    #[test]
    fn programs_read_it_by_id() {
        let read: Value = serde_json::from_str(&as_json(&outcomes())).unwrap();
        assert_eq!(read["read-001"], "pass");
        assert_eq!(read["read-003"], "odd");
        assert_eq!(read["search-001"], "known: no");
    }
}
