//! What the interface shows of what is kept.

use contactable_harness::Failure;
use contactable_harness::random::Random;

use crate::call::{Answer, Call};
use crate::client::Client;
use crate::door::Door;
use crate::held::{Held, Version, Wish};
use crate::load::{Patient, read_patient};
use crate::service::AREA;
use crate::tokens::Who;

/// Asks about so many records and wishes, by chance, and about every Patient.
///
/// # Errors
/// The service does not answer.
pub fn check(
    held: &Held,
    patients: &[Patient],
    door: &Door,
    (random, sample): (&mut Random, usize),
) -> Result<Vec<String>, Failure> {
    let mut asking = Asking {
        officer: door.client(Who::Officer, 0),
        clinician: door.client(Who::Clinician, 0),
        random: random.clone(),
        found: Vec::new(),
    };
    let records: Vec<&Version> = held
        .records
        .iter()
        .filter(|record| record.area == AREA.to_lowercase())
        .collect();
    for _ in 0..sample {
        if let Some(record) = random.pick(&records) {
            asking.record(record)?;
            asking.history(held, record)?;
        }
        if let Some(wish) = random.pick(&held.wishes) {
            asking.wish(wish)?;
        }
    }
    for patient in patients {
        asking.patient(held, patient)?;
    }
    Ok(asking.found)
}

struct Asking {
    officer: Client,
    clinician: Client,
    random: Random,
    found: Vec<String>,
}

impl Asking {
    fn ask(&mut self, who: Who, call: &Call) -> Result<Answer, Failure> {
        let correlation = self.random.uuid().to_string();
        let client = match who {
            Who::Officer => &mut self.officer,
            Who::Clinician => &mut self.clinician,
        };
        let answer = client.send(call, &correlation);
        let answer = answer.map_err(|lost| format!("{} was not answered: {lost:?}", call.path))?;
        match answer.status {
            200 => Ok(answer),
            status => Err(format!("{} was answered {status}: {}", call.path, answer.body).into()),
        }
    }

    fn hold(&mut self, agrees: bool, what: &str, answer: &Answer) {
        if !agrees {
            self.found.push(format!(
                "{what} is shown otherwise than it is kept: {}",
                answer.body
            ));
        }
    }

    fn record(&mut self, record: &Version) -> Result<(), Failure> {
        let call = Call::get(format!("/contact-details/{}", record.record));
        let answer = self.ask(Who::Officer, &call)?;
        let body = answer.json();
        let information = &body["contactInformation"];
        let agrees = answer.version == u64::try_from(record.version).ok()
            && information["value"] == record.value.as_str()
            && information["description"].as_str() == record.description.as_deref()
            && body["isActive"] == !record.is_ended;
        self.hold(agrees, &format!("record {}", record.record), &answer);
        Ok(())
    }

    fn history(&mut self, held: &Held, record: &Version) -> Result<(), Failure> {
        let call = Call::get(format!("/contact-details/{}/history", record.record));
        let answer = self.ask(Who::Officer, &call)?;
        let shown = answer.json()["results"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let key = record.key();
        let mut kept: Vec<&Version> = held
            .versions
            .iter()
            .filter(|version| version.key() == key)
            .collect();
        kept.sort_by_key(|version| version.version);
        let agrees = shown.len() == kept.len()
            && shown.iter().zip(kept).all(|(shown, kept)| {
                let record = &shown["record"];
                shown["version"] == kept.version
                    && record["contactInformation"]["value"] == kept.value.as_str()
                    && record["contactInformation"]["description"].as_str()
                        == kept.description.as_deref()
            });
        self.hold(
            agrees,
            &format!("the history of record {}", record.record),
            &answer,
        );
        Ok(())
    }

    fn wish(&mut self, wish: &Wish) -> Result<(), Failure> {
        let call = Call::get(format!("/targets/{}/preferences", wish.target));
        let answer = self.ask(Who::Officer, &call)?;
        let shown = &answer.json()["results"][0];
        let agrees = shown["version"] == wish.version
            && shown["contactTimes"].as_str() == wish.times.as_deref();
        self.hold(agrees, &format!("the wishes of {}", wish.target), &answer);
        Ok(())
    }

    fn patient(&mut self, held: &Held, patient: &Patient) -> Result<(), Failure> {
        let call = read_patient(&patient.number, self.random.uuid());
        let answer = self.ask(Who::Clinician, &call)?;
        let version = held
            .targets
            .iter()
            .find(|target| target.target == patient.target);
        let version = version.and_then(|target| u64::try_from(target.version).ok());
        let record = held
            .records
            .iter()
            .find(|record| record.target == patient.target);
        let value = record.map(|record| record.value.as_str());
        let agrees =
            answer.version == version && answer.json()["telecom"][0]["value"].as_str() == value;
        self.hold(agrees, &format!("Patient {}", patient.target), &answer);
        Ok(())
    }
}
