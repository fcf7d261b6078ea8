//! Records and questions in few words.

use contactable_domain::access::Glimpse;
use contactable_domain::actor::Author;
use contactable_domain::area::{AreaKey, LetterPolicy, LetterRules, ServiceArea};
use contactable_domain::contact_detail::{
    ContactDetail, EndReason, Ending, FailureKind, Information, InformationInput, Marks,
    NewContactDetail, Stamp, Target, Undeliverable, Verification, VerifiedBy,
};
use contactable_domain::contactability::{Contactability, Purpose, Question};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::ports::Held;
use contactable_domain::time::{Period, start_of};
use contactable_domain::value::{AddressInput, AddressNeeds, DramaNumbers, PlainText, ValueRules};
use contactable_domain::vocabulary::{Channel, Label, Means, Relationship, TargetKind, Use};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The day of every question, unless it says otherwise.
pub const TODAY: Date = date(2026, 11, 22);

pub fn target() -> TargetId {
    TargetId::from(Uuid::from_u128(1))
}

fn stamp(at: Timestamp) -> Stamp {
    let by = Author {
        subject: "somebody".to_owned(),
        name: None,
        email: None,
    };
    Stamp { at, by }
}

fn noon(day: Date) -> Timestamp {
    start_of(day) + SignedDuration::from_hours(12)
}

/// A record by its number, recorded on the first day of 2026 and in that order.
pub fn record(number: u8, channel: Channel, value: &str, usage: Option<Use>) -> ContactDetail {
    let rules = ValueRules {
        drama_numbers: DramaNumbers::Accepted,
        ..ValueRules::default()
    };
    let input = InformationInput {
        channel,
        label: Label {
            usage,
            relationship: None,
        },
        value: Some(value),
        description: None,
        address: AddressInput {
            needs: AddressNeeds::OneLine,
            ..AddressInput::default()
        },
        rules: &rules,
    };
    let new = NewContactDetail {
        id: None,
        target: Target {
            id: target(),
            kind: TargetKind::Person,
        },
        information: Information::parse(&input).expect("valid"),
        area: PlainText::parse("Housing", 100).expect("valid"),
        team: None,
        is_default: false,
        is_preferred: false,
        period: Period::default(),
    };
    let at = noon(date(2026, 1, 1)) + SignedDuration::from_secs(i64::from(number));
    new.into_record(
        ContactDetailId::from(Uuid::from_u128(u128::from(number))),
        AreaKey::of("Housing"),
        stamp(at),
    )
}

pub fn phone(number: u8, usage: Use) -> ContactDetail {
    record(
        number,
        Channel::Phone,
        &format!("07700 9001{number:02}"),
        Some(usage),
    )
}

pub fn landline(number: u8, usage: Use) -> ContactDetail {
    record(
        number,
        Channel::Phone,
        &format!("020 7946 01{number:02}"),
        Some(usage),
    )
}

pub fn email(number: u8, usage: Use) -> ContactDetail {
    let address = format!("name{number}@example.com");
    record(number, Channel::Email, &address, Some(usage))
}

pub fn address(number: u8, usage: Use) -> ContactDetail {
    address_at(number, usage, "London E8 1AA")
}

pub fn address_at(number: u8, usage: Use, town: &str) -> ContactDetail {
    let text = format!("Flat {number}, 18 Larkfield Row, {town}");
    record(number, Channel::Address, &text, Some(usage))
}

/// What can be said of a record beside its value.
pub trait Said: Sized {
    fn from(self, day: Date) -> Self;
    fn until(self, day: Date) -> Self;
    fn retired(self, day: Date, reason: EndReason) -> Self;
    fn verified(self) -> Self;
    fn failed(self, failure: FailureKind) -> Self;
    fn default(self) -> Self;
    fn preferred(self) -> Self;
    fn of(self, whose: Relationship) -> Self;
    fn of_area(self, area: &str) -> Self;
    fn of_kind(self, kind: TargetKind) -> Self;
}

impl Said for ContactDetail {
    fn from(mut self, day: Date) -> Self {
        self.period = Period::new(Some(day), self.period.end()).expect("a period");
        self
    }

    fn until(mut self, day: Date) -> Self {
        self.period = Period::new(self.period.start(), Some(day)).expect("a period");
        self
    }

    fn retired(mut self, day: Date, reason: EndReason) -> Self {
        self.ended = Some(Ending::new(stamp(noon(day)), Some(reason)));
        self.is_default = false;
        self
    }

    fn verified(mut self) -> Self {
        self.marks.verified = Some(Verification {
            how: VerifiedBy::Code,
            at: noon(date(2026, 2, 1)),
        });
        self
    }

    fn failed(mut self, failure: FailureKind) -> Self {
        let means = Means::ALL.iter().find(|m| m.channel() == self.channel());
        self.marks = Marks {
            undeliverable: Some(Undeliverable {
                failure,
                means: *means.expect("every channel has one"),
                evidence: None,
                at: noon(date(2026, 3, 1)),
            }),
            ..self.marks
        };
        self
    }

    fn default(mut self) -> Self {
        self.is_default = true;
        self
    }

    fn preferred(mut self) -> Self {
        self.is_preferred = true;
        self
    }

    fn of(mut self, whose: Relationship) -> Self {
        self.information.label.relationship = Some(whose);
        self
    }

    fn of_area(mut self, area: &str) -> Self {
        self.area = AreaKey::of(area);
        self
    }

    fn of_kind(mut self, kind: TargetKind) -> Self {
        self.target.kind = kind;
        self
    }
}

/// What Housing asks today.
pub fn question() -> Question {
    let area = ServiceArea::named("Housing").expect("a name");
    Question {
        on: TODAY,
        letters: area.letters().policy,
        area,
        purpose: Purpose::General,
        means: Vec::new(),
        teams: Vec::new(),
    }
}

pub fn under(policy: LetterPolicy) -> Question {
    Question {
        letters: policy,
        ..question()
    }
}

pub fn with_letters(rules: LetterRules) -> Question {
    let asked = question();
    Question {
        area: asked.area.clone().with_letter_rules(rules),
        letters: rules.policy,
        ..asked
    }
}

pub fn answer(question: &Question, records: &[ContactDetail]) -> Contactability {
    let held = Held {
        target: target(),
        records: records.to_vec(),
        preferences: Vec::new(),
        glimpse: Glimpse::default(),
    };
    Contactability::of(question, held)
}

/// The number of the chosen record with the code, and the codes of those passed over by their numbers.
pub fn told(answer: &Contactability, means: Means) -> String {
    let choice = answer.choice(means).expect("it was asked for");
    let number = |record: &ContactDetail| record.id.uuid().as_u128();
    let chosen = answer.chosen(choice).map_or(0, number);
    let first = format!("{chosen} {}", choice.because.reason.as_str());
    let passed = choice.passed_over.iter().map(|passed| {
        let record = answer.passed_over(passed).expect("it is held");
        format!("{} {}", number(record), passed.because.reason.as_str())
    });
    let all: Vec<String> = std::iter::once(first).chain(passed).collect();
    all.join("; ")
}

/// How the question is answered for these means.
pub fn choice(question: &Question, means: Means, records: &[ContactDetail]) -> String {
    told(&answer(question, records), means)
}
