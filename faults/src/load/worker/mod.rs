//! One client: it asks, one request after the other, writes down what it was told, and asks again what nobody knows.

mod builds_on;
mod look;
mod next;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use contactable_harness::random::Random;
use uuid::Uuid;

use super::connections::Connections;
use super::person::{Patient, Person};
use super::pulse::Pulse;
use crate::call::Call;
use crate::client::Lost;
use crate::door::Door;
use crate::told::{Attempt, Fate, Moments, Request};
use look::Fresh;

/// How many targets of its own a client asks about at once.
const PERSONS: usize = 3;
/// A service that cannot answer now is asked again after this long.
const PAUSE: Duration = Duration::from_millis(40);

/// Whom a request is about, among those a client knows.
#[derive(Clone, Copy)]
enum About {
    Person(usize),
    Patient(usize),
    /// A target about which every client asks: only for new records, which need to know nothing.
    Shared,
}

/// A request whose outcome is not known yet.
struct Open {
    /// Its place among what was told.
    place: usize,
    call: Call,
    about: About,
    /// Whether it says already on what it builds.
    is_based: bool,
}

/// A client, whose knowledge outlives its connections.
pub struct Worker {
    number: usize,
    random: Random,
    moments: Moments,
    pulse: Arc<Pulse>,
    persons: Vec<Person>,
    patients: Vec<Patient>,
    shared: Uuid,
    open: Option<Open>,
    told: Vec<Request>,
    forgotten: usize,
    /// What it was told last and has not looked at.
    fresh: Option<Fresh>,
    /// What it was told and then not shown.
    pub missed: Vec<String>,
    /// How long each answered request took.
    pub took: Vec<Duration>,
}

impl Worker {
    pub fn new(
        number: usize,
        seed: u64,
        (moments, pulse): (Moments, Arc<Pulse>),
        patients: Vec<Patient>,
    ) -> Self {
        let mut random = Random::new(seed << 8 | number as u64);
        let persons = (0..PERSONS).map(|_| Person::new(random.uuid())).collect();
        Self {
            number,
            random,
            moments,
            pulse,
            persons,
            patients,
            shared: Uuid::nil(),
            open: None,
            told: Vec::new(),
            forgotten: 0,
            fresh: None,
            missed: Vec::new(),
            took: Vec::new(),
        }
    }

    /// About whom all clients ask from now on.
    pub fn share(&mut self, target: Uuid) {
        self.shared = target;
    }

    /// What it was told so far.
    pub fn told(&self) -> &[Request] {
        &self.told
    }

    /// Gives back what it was told and forgets it, if nothing is open. Its marks go on where they were.
    pub fn forget(&mut self) -> Vec<Request> {
        if self.open.is_some() {
            return Vec::new();
        }
        self.forgotten += self.told.len();
        std::mem::take(&mut self.told)
    }

    /// Asks until it is told to stop, or until there is no service any more. What is open then stays so.
    pub fn ask(&mut self, door: &Door, stop: &AtomicBool, pace: Option<Duration>) {
        let mut clients = Connections::of(door, self.number);
        while !stop.load(Ordering::SeqCst) {
            let began = std::time::Instant::now();
            if self.open.is_none() {
                self.open = Some(self.next());
            }
            if self.try_once(&mut clients) {
                self.took.push(began.elapsed());
                self.look(&mut clients);
                if let Some(rest) = pace.and_then(|pace| pace.checked_sub(began.elapsed())) {
                    std::thread::sleep(rest);
                }
            } else {
                std::thread::sleep(PAUSE + Duration::from_millis(self.random.below(40)));
            }
        }
    }

    /// Asks once more for what is open, until it is known, as a careful client does.
    pub fn settle(&mut self, door: &Door, patience: Duration) {
        let mut clients = Connections::of(door, self.number);
        let began = std::time::Instant::now();
        while self.open.is_some() && began.elapsed() < patience {
            if !self.try_once(&mut clients) {
                std::thread::sleep(PAUSE);
            }
        }
    }

    /// Never asks again for what is open, as a client does that was itself killed. Nothing is known any more of
    /// whom it was about, so nothing is asked about them either.
    pub fn abandon(&mut self) {
        match self.open.take().map(|open| open.about) {
            Some(About::Person(place)) => {
                self.persons[place] = Person::new(self.random.uuid());
            }
            Some(About::Patient(place)) => {
                self.patients.swap_remove(place);
            }
            Some(About::Shared) | None => {}
        }
    }

    /// One of some clients, by chance.
    pub fn chance(&mut self, of: u64) -> bool {
        self.random.below(of) == 0
    }

    /// Sends what is open; whether its outcome is known now.
    fn try_once(&mut self, clients: &mut Connections) -> bool {
        let Some(mut open) = self.open.take() else {
            return true;
        };
        if !self.base(&mut open, clients) {
            self.open = Some(open);
            return false;
        }
        let (fate, again) = self.send(&open, clients);
        if again {
            self.open = Some(open);
        } else {
            match fate {
                Fate::Acknowledged { version, .. } => self.learn(&open, version),
                Fate::DoneBefore { .. } => self.learn(&open, None),
                _ => {}
            }
        }
        !again
    }

    /// Sends a request and writes down what came of it; whether it is still open.
    fn send(&mut self, open: &Open, clients: &mut Connections) -> (Fate, bool) {
        let correlation = self.random.uuid();
        let request = &mut self.told[open.place];
        let was_sent = request.may_be_done();
        let sent = self.moments.next();
        request.attempts.push(Attempt {
            correlation,
            sent,
            fate: Fate::Unknown,
        });
        let client = clients.of_wanted(request.wanted);
        let fate = match client.send(&open.call, &correlation.to_string()) {
            Err(Lost::Unsent) => Fate::Unsent,
            Err(Lost::Unknown) => Fate::Unknown,
            Ok(answer) if answer.is_done() => Fate::Acknowledged {
                at: self.moments.next(),
                version: answer.version,
            },
            Ok(answer) if answer.status == 503 => {
                self.pulse.count_unavailable();
                Fate::Unknown
            }
            Ok(answer) if answer.status == 412 && was_sent => Fate::DoneBefore {
                at: self.moments.next(),
            },
            Ok(answer) => {
                let (at, status) = (self.moments.next(), answer.status);
                Fate::Refused {
                    at,
                    status,
                    why: answer.body,
                }
            }
        };
        let again = matches!(fate, Fate::Unsent | Fate::Unknown);
        self.pulse.beat(&fate);
        if let Some(attempt) = request.attempts.last_mut() {
            attempt.fate = fate.clone();
        }
        (fate, again)
    }

    fn learn(&mut self, open: &Open, version: Option<u64>) {
        let request = &self.told[open.place];
        self.fresh = Fresh::of(request);
        match open.about {
            About::Person(place) => self.persons[place].learn(request.wanted, request.subject),
            About::Patient(place) => {
                let known = &mut self.patients[place].version;
                *known = version.unwrap_or(*known);
            }
            About::Shared => {}
        }
    }
}
