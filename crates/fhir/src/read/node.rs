//! A JSON value with its place, and what is done about its faults.

use serde_json::{Map, Value};

use crate::json::Json;
use crate::outcome::{Codes, Fault, Problem, Undecided};
use crate::urls;

/// Who is told of faults.
pub(crate) trait Sink {
    /// Tells of a fault. When it is let pass, the part that has it is left out.
    fn told(&mut self, fault: Fault) -> Result<(), Problem>;

    /// Tells of members that nobody knows.
    fn unknown(&mut self, node: &Node<'_>, names: &[&str]) -> Result<(), Problem>;

    /// Whether parts are taken in older and other forms than the interface's own.
    fn is_lenient(&self) -> bool;
}

/// Refuses at the first fault.
pub(crate) struct Strict<'a>(pub(crate) &'a Codes);

impl Sink for Strict<'_> {
    fn told(&mut self, fault: Fault) -> Result<(), Problem> {
        Err(fault.problem(self.0))
    }

    fn unknown(&mut self, node: &Node<'_>, names: &[&str]) -> Result<(), Problem> {
        let quoted: Vec<String> = names
            .iter()
            .map(|name| Json::Text((*name).to_owned()).repr())
            .collect();
        let verb = if names.len() == 1 { "was" } else { "were" };
        let sentence = format!(
            "Additional properties are not allowed ({} {verb} unexpected)",
            quoted.join(", ")
        );
        let name = names.first().copied().unwrap_or_default();
        Err(node
            .fault_below(name, Undecided::UnknownMember, sentence)
            .problem(self.0))
    }

    fn is_lenient(&self) -> bool {
        false
    }
}

/// A value and where it stands, such as `address/0/period`.
#[derive(Clone)]
pub(crate) struct Node<'a> {
    pub(crate) value: &'a Value,
    pub(crate) path: String,
}

impl<'a> Node<'a> {
    pub(crate) fn new(value: &'a Value, path: impl Into<String>) -> Self {
        Self {
            value,
            path: path.into(),
        }
    }

    /// Where a member stands.
    pub(crate) fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}/{name}", self.path)
        }
    }

    /// A fault of the value itself.
    pub(crate) fn fault(&self, case: Undecided, sentence: impl Into<String>) -> Fault {
        let value = Json::of(self.value).shown();
        Fault::new(case, &self.path, value, sentence)
    }

    /// A fault of a member that may not be there.
    pub(crate) fn fault_below(
        &self,
        name: &str,
        case: Undecided,
        sentence: impl Into<String>,
    ) -> Fault {
        let value = self.value.get(name).map(|value| Json::of(value).shown());
        Fault::new(
            case,
            self.path_of(name),
            value.unwrap_or_default(),
            sentence,
        )
    }

    /// A member, if it is there.
    pub(crate) fn member(&self, name: &str) -> Option<Node<'a>> {
        let value = self.value.get(name)?;
        Some(Node::new(value, self.path_of(name)))
    }

    /// The members, of which these are known.
    pub(crate) fn object(
        &self,
        known: &[&str],
        sink: &mut dyn Sink,
    ) -> Result<Option<&'a Map<String, Value>>, Problem> {
        let Value::Object(members) = self.value else {
            sink.told(self.wrong_type("an object"))?;
            return Ok(None);
        };
        let names = members.keys().map(String::as_str);
        let unknown: Vec<&str> = names.filter(|name| !known.contains(name)).collect();
        if !unknown.is_empty() {
            sink.unknown(self, &unknown)?;
        }
        Ok(Some(members))
    }

    /// The items, of which there may be so many.
    pub(crate) fn items(&self, most: usize, sink: &mut dyn Sink) -> Result<Vec<Node<'a>>, Problem> {
        let Value::Array(items) = self.value else {
            sink.told(self.wrong_type("a list"))?;
            return Ok(Vec::new());
        };
        if items.is_empty() && !sink.is_lenient() {
            let sentence = format!("'{}' is empty", self.path);
            sink.told(self.fault(Undecided::TooFewItems, sentence))?;
        }
        if items.len() > most {
            let sentence = format!("'{}' has more than {most} items", self.path);
            sink.told(self.fault(Undecided::TooManyItems, sentence))?;
        }
        let numbered = items.iter().take(most).enumerate();
        let nodes = numbered.map(|(index, item)| Node::new(item, self.path_of(&index.to_string())));
        Ok(nodes.collect())
    }

    /// A member that is a text, if it is there.
    pub(crate) fn text(&self, name: &str, sink: &mut dyn Sink) -> Result<Option<&'a str>, Problem> {
        let Some(node) = self.member(name) else {
            return Ok(None);
        };
        if let Value::String(text) = node.value {
            return Ok(Some(text));
        }
        sink.told(node.wrong_type("a text"))?;
        Ok(None)
    }

    /// A member that is a text and must be there.
    pub(crate) fn needed(
        &self,
        name: &str,
        sink: &mut dyn Sink,
    ) -> Result<Option<&'a str>, Problem> {
        if self.member(name).is_none() {
            sink.told(self.missing(name))?;
        }
        self.text(name, sink)
    }

    /// A member that is a word of a list and must be there.
    pub(crate) fn word<T: Copy>(
        &self,
        name: &str,
        words: &[(&str, T)],
        sink: &mut dyn Sink,
    ) -> Result<Option<T>, Problem> {
        let Some(text) = self.needed(name, sink)? else {
            return Ok(None);
        };
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            sink.told(self.unknown_code(name))?;
        }
        Ok(found.map(|(_, meant)| *meant))
    }

    /// Whether this extension has this name. To the lenient its retired name is as good.
    pub(crate) fn is_named(&self, url: &str, sink: &dyn Sink) -> bool {
        let named = self.value.get("url").and_then(Value::as_str);
        named == Some(url)
            || sink.is_lenient() && named.is_some_and(|old| urls::is_retired_name_of(old, url))
    }

    pub(crate) fn missing(&self, name: &str) -> Fault {
        let sentence = format!("'{}' is missing", self.path_of(name));
        self.fault_below(name, Undecided::MissingMember, sentence)
    }

    pub(crate) fn unknown_code(&self, name: &str) -> Fault {
        let sentence = format!("'{}' is none of those that there are", self.path_of(name));
        self.fault_below(name, Undecided::UnknownCode, sentence)
    }

    fn wrong_type(&self, wanted: &str) -> Fault {
        let sentence = format!("'{}' is not {wanted}", self.path);
        self.fault(Undecided::WrongType, sentence)
    }
}
