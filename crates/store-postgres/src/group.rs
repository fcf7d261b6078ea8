//! Units of work in one transaction: those about different targets beside each other, those about one target one after
//! the other.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::{join_all, join3};
use uuid::Uuid;

use crate::areas::Areas;
use crate::error::Error;
use crate::unit::{Transaction, Unit};

const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";

/// Begins the transaction and runs all units, each once.
///
/// # Errors
/// That of one that could not be written. The transaction is of no use then.
pub async fn run(transaction: &Arc<Transaction>, units: &mut [Box<dyn Unit>]) -> Result<(), Error> {
    let mut begun = false;
    for wave in waves(units) {
        let opening = async {
            if begun {
                return Ok(());
            }
            transaction.control(BEGIN).await
        };
        let areas = Areas::together(wave.iter().map(|unit| &unit.footprint().areas));
        let runs = join_all(wave.into_iter().map(|unit| run_one(transaction, unit)));
        // Sent in this order, and carried out so.
        let all = join3(opening, transaction.ask_for(&areas), runs);
        let (opened, asked, outcomes) = transaction.beside_each_other(all).await;
        begun = true;
        let outcomes = [opened, asked].into_iter().chain(outcomes);
        first_failure(outcomes)?;
        transaction.rows().run(transaction).await?;
    }
    if begun {
        Ok(())
    } else {
        transaction.control(BEGIN).await
    }
}

/// A rule that panics must not end the writer.
async fn run_one(transaction: &Arc<Transaction>, unit: &mut Box<dyn Unit>) -> Result<(), Error> {
    let done = AssertUnwindSafe(unit.run(transaction.clone()))
        .catch_unwind()
        .await;
    done.unwrap_or(Err(Error::Stopped("rule")))
}

/// Once one statement has failed, all that follow say no more than that.
fn first_failure(outcomes: impl Iterator<Item = Result<(), Error>>) -> Result<(), Error> {
    let mut echo = None;
    for error in outcomes.filter_map(Result::err) {
        if !error.is_an_echo() {
            return Err(error);
        }
        echo = Some(error);
    }
    echo.map_or(Ok(()), Err)
}

/// Units that may run beside each other, in the order in which they came.
fn waves(units: &mut [Box<dyn Unit>]) -> Vec<Vec<&mut Box<dyn Unit>>> {
    let mut next: HashMap<Option<Uuid>, usize> = HashMap::new();
    let mut waves: Vec<Vec<&mut Box<dyn Unit>>> = Vec::new();
    for unit in units {
        let turn = next.entry(unit.footprint().about).or_default();
        match waves.get_mut(*turn) {
            Some(wave) => wave.push(unit),
            None => waves.push(vec![unit]),
        }
        *turn += 1;
    }
    waves
}
