use super::order::{Compared, compare};
use super::usable::ruled_out;
use super::{Because, Question, Reason, letter};
use crate::contact_detail::ContactDetail;
use crate::ports::Held;
use crate::vocabulary::Means;

/// What was found for one means of reaching somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The means.
    pub means: Means,
    /// The place of the record to use among those that are held.
    pub(super) chosen: Option<usize>,
    /// Why this one, or why none.
    pub because: Because,
    /// Every other record that could serve these means, in the order in which they were made.
    pub passed_over: Vec<PassedOver>,
}

/// A record that was passed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PassedOver {
    /// Its place among those that are held.
    pub(super) place: usize,
    /// Why.
    pub because: Because,
}

impl Choice {
    pub(super) fn of(question: &Question, means: Means, held: &Held) -> Self {
        let mut passed_over = Vec::new();
        let mut best: Option<(usize, &ContactDetail)> = None;
        let mut usable = Vec::new();
        for (place, record) in held.records.iter().enumerate() {
            if record.channel() != means.channel() {
                continue;
            }
            if let Some(because) = ruled_out(question, means, record, held) {
                passed_over.push(PassedOver { place, because });
                continue;
            }
            usable.push((place, record));
            let first = |(_, best): (usize, &ContactDetail)| {
                compare(question, means, record, best).order.is_lt()
            };
            if best.is_none_or(first) {
                best = Some((place, record));
            }
        }
        let Some((chosen, record)) = best else {
            return Self::none(means, passed_over);
        };
        let rivals = usable.into_iter().filter(|(place, _)| *place != chosen);
        let lost: Vec<(usize, Compared, &ContactDetail)> = rivals
            .map(|(place, rival)| (place, compare(question, means, record, rival), rival))
            .collect();
        let because = why(question, means, record, &lost);
        passed_over.extend(lost.into_iter().map(|(place, compared, _)| PassedOver {
            place,
            because: Because::of(compared.loses),
        }));
        passed_over.sort_by_key(|passed| passed.place);
        Self {
            means,
            chosen: Some(chosen),
            because,
            passed_over,
        }
    }

    fn none(means: Means, passed_over: Vec<PassedOver>) -> Self {
        // What explains all of it: that the target is not live, or that they do not want to be reached this way.
        let telling = [
            Reason::TargetSuperseded,
            Reason::TargetInvalidated,
            Reason::DoNotUse,
        ];
        let is_among = |reason: &Reason| {
            let mut passed = passed_over.iter();
            passed.any(|passed| passed.because.reason == *reason)
        };
        let reason = if passed_over.is_empty() {
            Reason::NothingHeld
        } else {
            let telling = telling.into_iter().find(is_among);
            telling.unwrap_or(Reason::NoneUsable)
        };
        Self {
            means,
            chosen: None,
            because: Because::of(reason),
            passed_over,
        }
    }
}

/// Why this one: what it has over the one that comes next. A letter's address is explained by its place in
/// the order of addresses, and by what decided among those of its kind.
fn why(
    question: &Question,
    means: Means,
    record: &ContactDetail,
    lost: &[(usize, Compared, &ContactDetail)],
) -> Because {
    let mut next: Option<(&Compared, &ContactDetail)> = None;
    for (_, compared, rival) in lost {
        let nearer = |(_, held): (&Compared, &ContactDetail)| {
            compare(question, means, rival, held).order.is_lt()
        };
        if next.is_none_or(nearer) {
            next = Some((compared, rival));
        }
    }
    let over_next = next.map(|(compared, _)| Because::of(compared.wins));
    if means != Means::Letter {
        return over_next.unwrap_or_else(|| Because::of(Reason::OnlyUsable));
    }
    let place = Because::of(letter::because(record));
    let text = match over_next {
        None => format!("{}, and no other can be used", place.text),
        // That is the area's own rule, and says so.
        Some(_) if place.reason == Reason::ForwardingAddress => return place,
        Some(over) if matches!(over.reason, Reason::ForEmergencies | Reason::TheirOwn) => {
            return over;
        }
        Some(over) if over.reason == place.reason => format!(
            "{}, which the policy {} takes before the others that can be used",
            place.text,
            question.letters.as_str()
        ),
        Some(over) => format!("{}. Of those, {}", place.text, uncapitalised(&over.text)),
    };
    Because::saying(place.reason, text)
}

fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}
