//! Patients to be asked about: imported before the first client asks, since none can be made by the interface.

use std::path::Path;

use contactable_harness::Failure;
use contactable_harness::random::Random;
use serde_json::json;
use uuid::Uuid;

use super::calls;
use super::person::Patient;
use crate::door::Door;
use crate::held::Held;
use crate::service::Service;
use crate::tokens::Who;

/// Imports so many Patients, each with one item.
///
/// # Errors
/// The import fails.
pub fn import(service: &Service, folder: &Path, count: usize) -> Result<(), Failure> {
    let file = folder.join("patients.ndjson");
    let lines = numbers().take(count).enumerate().map(|(place, number)| {
        let system = "https://fhir.nhs.uk/Id/nhs-number";
        let telecom = json!({ "system": "email", "use": "home", "value": calls::email(&format!("p{place}")) });
        let patient = json!({
            "resourceType": "Patient",
            "id": number,
            "identifier": [{ "system": system, "value": number }],
            "telecom": [telecom],
        });
        format!("{patient}\n")
    });
    std::fs::write(&file, lines.collect::<String>())?;
    let path = file.to_str().ok_or("a folder with an odd name")?;
    service.run(&["import", "fhir", path]).map(drop)
}

/// Those that were imported, as they are now.
///
/// # Errors
/// One cannot be read.
pub fn read(door: &Door, held: &Held, random: &mut Random) -> Result<Vec<Patient>, Failure> {
    let mut client = door.client(Who::Clinician, 0);
    let mut patient = |(number, target): &(String, Uuid)| {
        let call = calls::read_patient(number, random.uuid());
        let answer = client.send(&call, &random.uuid().to_string());
        let answer = answer.map_err(|lost| format!("a Patient cannot be read: {lost:?}"))?;
        let body = answer.json();
        let item = body["telecom"][0]["id"].as_str();
        Ok(Patient {
            target: *target,
            number: number.clone(),
            item: item
                .ok_or_else(|| format!("no Patient: {}", answer.body))?
                .to_owned(),
            version: answer.version.ok_or("a Patient without a version")?,
        })
    };
    held.numbers.iter().map(&mut patient).collect()
}

/// NHS numbers set aside for tests: those that begin with 999.
fn numbers() -> impl Iterator<Item = String> {
    (999_000_100..=999_999_999_u32).filter_map(|nine| {
        let digits = nine.to_string();
        let sum: u32 = digits
            .bytes()
            .zip((2..=10).rev())
            .map(|(d, weight)| u32::from(d - b'0') * weight)
            .sum();
        match 11 - sum % 11 {
            11 => Some(format!("{digits}0")),
            10 => None,
            check => Some(format!("{digits}{check}")),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_check_digit() {
        let known = "9990000018";
        let all: Vec<String> = numbers().take(2000).collect();
        assert!(all.iter().all(|number| number.len() == 10));
        let sum = |number: &str| {
            let digits = number.bytes().map(|digit| u32::from(digit - b'0'));
            digits
                .zip((1..=10).rev())
                .map(|(digit, weight)| digit * weight)
                .sum::<u32>()
                % 11
        };
        assert_eq!(sum(known), 0);
        assert!(all.iter().all(|number| sum(number) == 0));
    }
}
