//! Reading the fields of a JSON object by name, whatever the name's case, noting every problem with its
//! path.

use std::cell::RefCell;

use contactable_domain::refusal::{Code, FieldProblem, Reason};

use super::Json;
use crate::answer::{InputProblem, Problem, path_of};

/// How much of an unknown field's name is repeated in the answer.
pub(super) const MAX_SHOWN_NAME: usize = 50;

/// How many problems are told of one request; an answer must not outgrow its request.
const MAX_PROBLEMS: usize = 50;

/// One request being read: collects what is wrong with it.
#[derive(Default)]
pub struct Reading {
    problems: RefCell<Vec<InputProblem>>,
}

impl Reading {
    /// Notes a problem at a path.
    pub fn note(&self, path: impl Into<String>, reason: Reason) {
        let mut problems = self.problems.borrow_mut();
        if problems.len() < MAX_PROBLEMS {
            problems.push(InputProblem::new(path.into(), reason));
        }
    }

    /// Notes what the domain found, each at its field's path. `None` when there was something.
    pub fn accept<T>(&self, parsed: Result<T, Vec<FieldProblem>>) -> Option<T> {
        parsed
            .map_err(|found| {
                for problem in found {
                    self.problems.borrow_mut().push(InputProblem::of(problem));
                }
            })
            .ok()
    }

    /// Notes why a single field was refused. `None` when it was.
    pub fn accept_at<T>(
        &self,
        field: contactable_domain::refusal::Field,
        parsed: Result<T, Vec<Reason>>,
    ) -> Option<T> {
        parsed
            .map_err(|reasons| {
                for reason in reasons {
                    self.note(path_of(field), reason);
                }
            })
            .ok()
    }

    /// What was read, unless there was a problem.
    ///
    /// # Errors
    /// A problem that lists everything that was noted.
    pub fn finish<T>(self, read: Option<T>) -> Result<T, Problem> {
        let problems = self.problems.into_inner();
        match read {
            Some(read) if problems.is_empty() => Ok(read),
            _ => Err(Problem::invalid(problems)),
        }
    }
}

/// A problem was noted; there is nothing to go on with.
#[derive(Clone, Copy, Debug)]
pub struct Noted;

/// What a request says of one field.
#[derive(Clone, Copy)]
pub enum Given<T> {
    /// Nothing.
    Absent,
    /// `null`.
    Null,
    /// A value.
    Is(T),
    /// Something of another type, which was noted.
    Wrong,
}

impl<T> Given<T> {
    /// The value, if there is one.
    pub fn some(self) -> Option<T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Absent | Self::Null | Self::Wrong => None,
        }
    }

    /// Whether there is no value, and nothing wrong either.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Absent | Self::Null)
    }
}

/// One object of the request, with its path.
pub struct Object<'a> {
    reading: &'a Reading,
    path: String,
    members: &'a [(String, Json)],
}

impl<'a> Object<'a> {
    /// The request's own object; a note when the body is something else.
    pub fn root(reading: &'a Reading, body: &'a Json) -> Option<Self> {
        Self::at(reading, String::new(), body)
    }

    fn at(reading: &'a Reading, path: String, json: &'a Json) -> Option<Self> {
        if let Json::Object(members) = json {
            return Some(Self {
                reading,
                path,
                members,
            });
        }
        let place = if path.is_empty() {
            "body".to_owned()
        } else {
            path
        };
        reading.note(place, wrong_type("an object"));
        None
    }

    /// The path of a field of this object.
    pub fn path_to(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        }
    }

    /// A string field.
    pub fn text(&self, name: &str) -> Given<&'a str> {
        self.read(name, "text in quotes", |json| match json {
            Json::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// A true-or-false field.
    pub fn flag(&self, name: &str) -> Given<bool> {
        self.read(name, "true or false", |json| match json {
            Json::Flag(flag) => Some(*flag),
            _ => None,
        })
    }

    /// An object field.
    pub fn object(&self, name: &str) -> Given<Object<'a>> {
        self.read(name, "an object", |json| match json {
            Json::Object(members) => Some(Object {
                reading: self.reading,
                path: self.path_to(name),
                members,
            }),
            _ => None,
        })
    }

    /// Notes every member whose name is not among these.
    pub fn refuse_others(&self, known: &[&str]) {
        for (name, _) in self.members {
            if !known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                let shown: String = name.chars().take(MAX_SHOWN_NAME).collect();
                self.reading
                    .note(self.path_to(&shown), unknown_field(known));
            }
        }
    }

    fn read<T>(&self, name: &str, wanted: &str, read: impl Fn(&'a Json) -> Option<T>) -> Given<T> {
        let mut found = self
            .members
            .iter()
            .filter(|(given, _)| given.eq_ignore_ascii_case(name));
        let Some((_, json)) = found.next() else {
            return Given::Absent;
        };
        if found.next().is_some() {
            self.reading.note(self.path_to(name), given_twice());
            return Given::Wrong;
        }
        if matches!(json, Json::Null) {
            return Given::Null;
        }
        read(json).map_or_else(
            || {
                self.reading.note(self.path_to(name), wrong_type(wanted));
                Given::Wrong
            },
            Given::Is,
        )
    }
}

fn wrong_type(wanted: &str) -> Reason {
    Reason::new(
        Code::WrongType,
        "This is of the wrong type",
        format!("Give {wanted}"),
    )
}

fn given_twice() -> Reason {
    Reason::new(
        Code::GivenTwice,
        "This is given more than once",
        "Give it once; upper and lower case make no difference in names",
    )
}

fn unknown_field(known: &[&str]) -> Reason {
    Reason::new(
        Code::UnknownField,
        "This call does not know this field",
        format!("Use only: {}", known.join(", ")),
    )
}
