//! Random people call everything there is, about a few targets. From a random point on one of them is restricted, and
//! then nothing of what is held about them is in any byte that anybody else gets, nor in what waits to be told; and
//! never is a value in the log or in the trail.

mod calls;
pub mod log;
pub mod secrets;
mod session;

use contactable_server::demo::Persona::SafeguardingLead;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use calls::{Step, step};
use session::Session;

/// How many calls a session has.
const CALLS: usize = 60;

/// How many sessions there are.
const SESSIONS: u32 = 24;

#[test]
fn nothing_of_a_restricted_person_is_told_to_others_and_no_value_is_logged() {
    let log = log::captured();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let config = ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 60,
        ..ProptestConfig::with_cases(SESSIONS)
    };
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(config, seed);
    let sessions = (prop::collection::vec(step(), CALLS), 0..CALLS / 2);
    let ran = runner.run(&sessions, |(steps, restricted_at)| {
        let (told, lines) = runtime.block_on(run(&steps, restricted_at, &log));
        prop_assert!(told.is_empty(), "{told:?}");
        prop_assert!(lines > CALLS, "only {lines} lines were logged");
        Ok(())
    });
    if let Err(failure) = ran {
        panic!("{failure}");
    }
}

/// Runs a session; what was told that should not have been, and how many lines were logged.
async fn run(steps: &[Step], restricted_at: usize, log: &log::Log) -> (Vec<String>, usize) {
    log.clear();
    let mut session = Session::begin().await;
    for (number, step) in steps.iter().enumerate() {
        if number == restricted_at {
            session.restrict().await;
        }
        session.take(step).await;
    }
    // What was there to be told: the lead sees it still.
    let seen = session.list(SafeguardingLead).await;
    let mut leaks = session.leaks().await;
    if !secrets::of_the_restricted()
        .iter()
        .any(|secret| secret.is_in(&seen))
    {
        leaks.push("the lead sees nothing of the restricted person".to_owned());
    }
    let text = log.text();
    leaks.extend(session.leaks_of_values("the log", &text));
    (leaks, text.lines().count())
}
