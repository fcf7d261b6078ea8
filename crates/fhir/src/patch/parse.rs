//! From a body to patches.

use super::op::{Kind, Op};
use super::path::Path;
use crate::json::Json;
use crate::outcome::{Codes, ErrorCode, Fault, Problem, Undecided};

/// The most patches of one request (house: PDS publishes none).
pub const MAX_PATCHES: usize = 200;

/// How many steps a path may have, and how many values may be one in another: more than any Patient has (house).
pub const MAX_DEPTH: usize = 16;

/// A member that old clients send beside the patches; it says nothing.
const TOLERATED: &str = "correction";

/// The list of patches.
pub(super) fn patches(body: &[u8], codes: &Codes) -> Result<Vec<Json>, Problem> {
    let members = match serde_json::from_slice::<Json>(body) {
        Ok(Json::Object(members)) => members,
        // A bare list, as JSON Patch itself has it, has no `patches` either.
        Ok(Json::List(_)) => Vec::new(),
        _ => return Err(not_a_patch(codes)),
    };
    let mut found = None;
    for (name, value) in members {
        match name.as_str() {
            "patches" => found = Some(value),
            TOLERATED => {}
            _ => return Err(beside_patches(&name, codes)),
        }
    }
    match found {
        Some(Json::List(patches)) if patches.len() > MAX_PATCHES => {
            let sentence = format!("there are more than {MAX_PATCHES} patches");
            let told = patches.len().to_string();
            let fault = Fault::new(Undecided::TooManyPatches, "patches", told, sentence);
            Err(fault.problem(codes))
        }
        Some(Json::List(patches)) if !patches.is_empty() => Ok(patches),
        _ => Err(Problem::invalid_update("No patches found")),
    }
}

fn not_a_patch(codes: &Codes) -> Problem {
    let sentence = "the body is not a JSON object with a list of patches";
    Fault::new(Undecided::NotAPatch, "patches", "", sentence).problem(codes)
}

fn beside_patches(name: &str, codes: &Codes) -> Problem {
    let quoted = Json::Text(name.to_owned()).repr();
    let sentence = format!("Additional properties are not allowed ({quoted} was unexpected)");
    Fault::new(Undecided::MemberBesidePatches, name, "", sentence).problem(codes)
}

/// The patches, each looked at by itself.
pub(super) fn ops(patches: &[Json], codes: &Codes) -> Result<Vec<Op>, Problem> {
    let numbered = patches.iter().enumerate();
    let read = numbered.map(|(index, patch)| Reading { index, codes }.op(patch));
    read.collect()
}

/// One patch on its way.
struct Reading<'a> {
    index: usize,
    codes: &'a Codes,
}

impl Reading<'_> {
    fn op(&self, given: &Json) -> Result<Op, Problem> {
        if !matches!(given, Json::Object(_)) {
            let sentence = format!("patch {} is not an object", self.index);
            let field = format!("patches/{}", self.index);
            let fault = Fault::new(Undecided::PatchMalformed, field, given.shown(), sentence);
            return Err(fault.problem(self.codes));
        }
        let kind = self.kind(given)?;
        let path = self.path(given)?;
        let value = match kind {
            Kind::Remove => Json::Null,
            _ => self.needed(given, "value")?.clone(),
        };
        if value.depth() > MAX_DEPTH {
            let sentence = format!("more than {MAX_DEPTH} values are one in another");
            return Err(self.fault(Undecided::TooDeep, "value", &Json::Null, sentence));
        }
        Ok(Op { kind, path, value })
    }

    fn kind(&self, given: &Json) -> Result<Kind, Problem> {
        let named = self.needed(given, "op")?;
        let mut kinds = Kind::ALL.into_iter();
        let known = kinds.find(|kind| *named == Json::Text(kind.as_str().to_owned()));
        known.ok_or_else(|| {
            let told = format!(
                "Invalid value - '{}' in field '{}/op'",
                named.shown(),
                self.index
            );
            Problem::told(ErrorCode::InvalidValue, told)
        })
    }

    fn path(&self, given: &Json) -> Result<Path, Problem> {
        let named = self.needed(given, "path")?;
        let path = match named {
            Json::Text(text) => Path::parse(text),
            _ => None,
        };
        let path = path.ok_or_else(|| {
            let sentence = "the path does not lead into a Patient".to_owned();
            self.fault(Undecided::PatchMalformed, "path", named, sentence)
        })?;
        if path.steps().len() > MAX_DEPTH {
            let sentence = format!("the path has more than {MAX_DEPTH} steps");
            return Err(self.fault(Undecided::TooDeep, "path", named, sentence));
        }
        Ok(path)
    }

    fn needed<'j>(&self, given: &'j Json, name: &str) -> Result<&'j Json, Problem> {
        let missing = || {
            let sentence = format!("'{}/{name}' is missing", self.index);
            self.fault(Undecided::PatchIncomplete, name, &Json::Null, sentence)
        };
        given.member(name).ok_or_else(missing)
    }

    fn fault(&self, case: Undecided, name: &str, value: &Json, sentence: String) -> Problem {
        let field = format!("{}/{name}", self.index);
        Fault::new(case, field, value.shown(), sentence).problem(self.codes)
    }
}
