//! What a client asks next.

use contactable_harness::random::Random;

use super::{About, Open, Worker};
use crate::load::calls;
use crate::load::person::{Next, Person};
use crate::told::{Request, Wanted};

impl Worker {
    /// Writes down what to ask next.
    pub(super) fn next(&mut self) -> Open {
        let mark = format!("f{}-{}", self.number, self.forgotten + self.told.len());
        let about = self.about();
        let (target, next) = match about {
            About::Person(place) => {
                let person = &mut self.persons[place];
                if person.is_done() {
                    *person = Person::new(self.random.uuid());
                }
                (person.target, person.next(&mut self.random, &mark))
            }
            About::Patient(place) => {
                let patient = &self.patients[place];
                let request = self.random.uuid();
                let call = calls::patch(
                    &patient.number,
                    &patient.item,
                    patient.version,
                    request,
                    &mark,
                );
                let next = Next {
                    wanted: Wanted::Patch,
                    subject: patient.target,
                    call,
                };
                (patient.target, next)
            }
            About::Shared => {
                let record = self.random.uuid();
                let is_default = self.random.below(2) == 0;
                let call = calls::create(self.shared, record, &mark, is_default);
                (
                    self.shared,
                    Next {
                        wanted: Wanted::Create,
                        subject: record,
                        call,
                    },
                )
            }
        };
        let Next {
            wanted,
            subject,
            call,
        } = next;
        self.told.push(Request {
            wanted,
            target,
            subject,
            mark,
            attempts: Vec::new(),
        });
        Open {
            place: self.told.len() - 1,
            call,
            about,
            is_based: false,
        }
    }

    fn about(&mut self) -> About {
        let pick = |random: &mut Random, count: usize| {
            usize::try_from(random.below(count as u64)).unwrap_or_default()
        };
        match self.random.below(100) {
            0..12 if !self.patients.is_empty() => {
                About::Patient(pick(&mut self.random, self.patients.len()))
            }
            12..18 if !self.shared.is_nil() => About::Shared,
            _ => About::Person(pick(&mut self.random, self.persons.len())),
        }
    }
}
