//! Reading the fields of a JSON object by name, whatever the name's case, noting every problem with its
//! path.

use std::cell::RefCell;
use std::ops::RangeInclusive;

use contactable_domain::refusal::{Code, FieldProblem, Reason};

use super::{Given, Json};
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
        self.tell(InputProblem::new(path.into(), reason));
    }

    fn tell(&self, problem: InputProblem) {
        let mut problems = self.problems.borrow_mut();
        if problems.len() < MAX_PROBLEMS {
            problems.push(problem);
        }
    }

    /// Notes what the domain found, each at its field's path. `None` when there was something.
    pub fn accept<T>(&self, parsed: Result<T, Vec<FieldProblem>>) -> Option<T> {
        parsed
            .map_err(|found| {
                for problem in found {
                    self.tell(InputProblem::of(problem));
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

    /// Reads a word of a list, and notes at the path when it is none of it. `None` when it is not.
    pub fn word<T: Copy>(
        &self,
        path: impl Into<String>,
        text: &str,
        words: &[T],
        spelt: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let is_meant = |word: &&T| spelt(**word).eq_ignore_ascii_case(text);
        let found = words.iter().find(is_meant).copied();
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|word| spelt(*word)).collect();
            let remedy = format!("Use one of: {}", known.join(", "));
            let reason = Reason::new(Code::UnknownWord, "This is not a word known here", remedy);
            self.note(path, reason);
        }
        found
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

/// One object of the request, with its path.
pub struct Object<'a> {
    pub(super) reading: &'a Reading,
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

    /// Whether a field is not there, or null.
    pub fn is_missing(&self, name: &str) -> bool {
        let mut found = self.members.iter();
        !found.any(|(given, json)| given.eq_ignore_ascii_case(name) && !matches!(json, Json::Null))
    }

    /// A string field.
    pub fn text(&self, name: &str) -> Given<&'a str> {
        self.member(name, "text in quotes", |json| match json {
            Json::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// A true-or-false field.
    pub fn flag(&self, name: &str) -> Given<bool> {
        self.member(name, "true or false", |json| match json {
            Json::Flag(flag) => Some(*flag),
            _ => None,
        })
    }

    /// A field that is a whole number within these bounds.
    pub fn whole_number(&self, name: &str, bounds: RangeInclusive<u64>) -> Given<u64> {
        let (first, last) = (bounds.start(), bounds.end());
        let wanted = format!("a whole number from {first} to {last}, without quotes");
        let number = self.member(name, &wanted, |json| match json {
            Json::Number(number) => Some(*number),
            _ => None,
        });
        number.read(|number| {
            let number = number.filter(|number| bounds.contains(number));
            if number.is_none() {
                let reason = Reason::new(
                    Code::OutOfRange,
                    "This is not a number that can be used here",
                    format!("Give {wanted}"),
                );
                self.reading.note(self.path_to(name), reason);
            }
            number
        })
    }

    /// A field that is a list of strings; the path of each is the field's with its place, from 0.
    pub fn texts(&self, name: &str) -> Given<Vec<&'a str>> {
        let wanted = "a list of texts in quotes";
        let list = self.member(name, wanted, |json| match json {
            Json::List(items) => Some(items),
            _ => None,
        });
        list.read(|items| {
            // Each is read before any is found wrong, so that all problems are told together.
            let texts: Vec<_> = (0..)
                .zip(items)
                .map(|item| self.text_in(name, item))
                .collect();
            texts.into_iter().collect()
        })
    }

    fn text_in(&self, name: &str, (place, item): (usize, &'a Json)) -> Option<&'a str> {
        if let Json::Text(text) = item {
            return Some(text);
        }
        let path = format!("{}[{place}]", self.path_to(name));
        self.reading.note(path, wrong_type("text in quotes"));
        None
    }

    /// An object field.
    pub fn object(&self, name: &str) -> Given<Object<'a>> {
        self.member(name, "an object", |json| match json {
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

    fn member<T>(
        &self,
        name: &str,
        wanted: &str,
        read: impl Fn(&'a Json) -> Option<T>,
    ) -> Given<T> {
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
