//! Asking how targets can be reached: one in `ask.rs`, many in `ask_many.rs`, whose body
//! `many_targets.rs` reads.

pub mod ask;
pub mod ask_many;
mod many_targets;

use contactable_domain::vocabulary::Means;

/// What may be named as a channel: a means, or a type of contact detail for all means that it serves.
const CHANNELS: &[(&str, &[Means])] = &[
    ("letter", &[Means::Letter]),
    ("text", &[Means::Text]),
    ("call", &[Means::Call]),
    ("email", &[Means::Email]),
    ("fax", &[Means::Fax]),
    ("textphone", &[Means::Textphone]),
    ("phone", &[Means::Text, Means::Call]),
    ("address", &[Means::Letter]),
];

/// What is refused when something is named that is no channel.
fn names(channel: (&'static str, &'static [Means])) -> &'static str {
    channel.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use contactable_domain::vocabulary::Channel;

    #[test]
    fn every_means_and_every_type_can_be_named() {
        let named = |name: &str| CHANNELS.iter().find(|(known, _)| *known == name);
        for means in Means::ALL {
            assert_eq!(named(means.as_str()).unwrap().1, [*means]);
        }
        for channel in Channel::ALL {
            let served: Vec<Means> = Means::ALL
                .iter()
                .copied()
                .filter(|means| means.channel() == *channel)
                .collect();
            assert_eq!(named(channel.as_str()).unwrap().1, served);
        }
    }
}
