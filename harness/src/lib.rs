//! What the programs that measure and break the service both need: [`process`] starts it in a process of its own,
//! [`answer`] reads its answers, [`random`] makes numbers that come again.

pub mod answer;
pub mod process;
pub mod random;

use std::error::Error;

/// Whatever went wrong, worded for the person at the terminal.
pub type Failure = Box<dyn Error + Send + Sync>;
