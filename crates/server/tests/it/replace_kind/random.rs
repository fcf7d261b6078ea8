//! Records made and kinds replaced at random, against a plain model.

use contactable_server::demo::Persona::Officer;
use proptest::prelude::*;

use super::{active, number as saying_this, put, used_for, version};
use crate::test_app::TestApp;

/// The kinds that are recorded at random, and how each is posted.
const KINDS: [(&str, &str, &str); 3] = [
    ("phone-mobile", "phone", "mobile"),
    ("phone-temporary", "phone", "temporary"),
    ("email-home", "email", "home"),
];

/// What a kind says under a number.
fn saying(kind: usize, number: u8) -> String {
    match KINDS[kind].1 {
        "email" => format!("a{number}@example.com"),
        _ => format!("07700 90000{number}"),
    }
}

/// What is active, each with its kind, and how often anything changed.
#[derive(Default)]
struct Model {
    active: Vec<(usize, u8)>,
    version: u64,
}

impl Model {
    /// The status of a POST or of a PUT, which leaves one of its kind.
    fn apply(&mut self, (is_put, kind, number): (bool, usize, u8)) -> u16 {
        let of_kind = self.active.iter().filter(|one| one.0 == kind).count();
        let alike = |one: &&(usize, u8)| KINDS[one.0].1 == KINDS[kind].1;
        let full = self.active.iter().filter(alike).count() >= 5;
        if is_put && of_kind == 1 && self.active.contains(&(kind, number)) {
            return 200;
        }
        if full && (!is_put || of_kind == 0) {
            return 400;
        }
        if is_put {
            self.active.retain(|one| one.0 != kind);
        }
        self.active.push((kind, number));
        self.version += 1;
        if is_put && of_kind > 0 { 200 } else { 201 }
    }
}

#[test]
fn whatever_was_there_one_of_the_kind_is_left() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(16)
    };
    let call = (prop::bool::weighted(0.35), 0..KINDS.len(), 0..3_u8);
    proptest!(config, |(calls in prop::collection::vec(call, 1..16))| {
        let app = TestApp::new();
        let mut model = Model::default();
        for (is_put, kind, number) in calls {
            let (path, channel, usage) = KINDS[kind];
            let value = saying(kind, number);
            let answer = if is_put {
                let body = saying_this(&value, r#","targetType":"person""#);
                runtime.block_on(put(&app, path, &body))
            } else {
                let body = used_for(&value, usage).replace("\"phone\"", &format!("\"{channel}\""));
                runtime.block_on(app.call(Officer, "POST", "/contact-details", &body))
            };
            let status = model.apply((is_put, kind, number));
            prop_assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
            let mut shown = runtime.block_on(active(&app, Officer));
            let said = model.active.iter().map(|(kind, number)| saying(*kind, *number));
            let mut said: Vec<String> = said.collect();
            shown.sort();
            said.sort();
            prop_assert_eq!(shown, said);
            prop_assert_eq!(runtime.block_on(version(&app)), model.version);
        }
    });
}
