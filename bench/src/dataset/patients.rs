//! What is measured of the FHIR interface: patients, and beside each in a council's area just the same records.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::Connection;
use serde_json::Value;
use uuid::Uuid;

use crate::Failure;
use crate::subject::Subject;

/// The first patient: four ways to be told something, three addresses, an emergency contact, preferences.
pub const RESOURCE: &str = include_str!("patient.json");
/// That patient's number.
pub const NUMBER: &str = "9990000018";
/// The id of the mobile.
const MOBILE: &str = "TC0MOB01";
/// The records of a patient together with those of the council.
pub const RECORDS: usize = 16;
/// A thousand numbers that nobody answers.
const NUMBERS: u64 = 1000;

/// The patch by which the mobile becomes another number, which depends on the version that is changed.
pub fn replacing_mobile(place: usize, version: u64) -> String {
    let number = version % NUMBERS;
    format!(
        "{{\"patches\":[{{\"op\":\"replace\",\"path\":\"/telecom/{place}\",\"value\":{{\"id\":\"{MOBILE}\",\
         \"system\":\"phone\",\"use\":\"mobile\",\"value\":\"07700900{number:03}\"}}}}]}}"
    )
}

/// Where in `telecom` the mobile is.
///
/// # Errors
/// The patient has not got everything. Copies that the server took for somebody else would make reads look quick.
pub fn place_of_mobile(patient: &[u8]) -> Result<usize, Failure> {
    let patient: Value = serde_json::from_slice(patient)?;
    let lists = ["telecom", "address", "contact", "extension"];
    let counts = lists.map(|list| patient[list].as_array().map_or(0, Vec::len));
    let telecoms = patient["telecom"].as_array().into_iter().flatten();
    match telecoms.into_iter().position(|item| item["id"] == MOBILE) {
        Some(place) if counts == [4, 3, 1, 1] => Ok(place),
        _ => Err(format!("not everything is there: {patient}").into()),
    }
}

/// Who has the first patient's number.
///
/// # Errors
/// Nobody has, or the database cannot be read.
pub fn first(file: &Path) -> Result<Uuid, Failure> {
    let connection = contactable_store_sqlite::open_connection(file)?;
    let sql = "SELECT target_id FROM target_identifier WHERE value = ?1";
    let id = connection.query_row(sql, [NUMBER], |row| row.get(0))?;
    Ok(Uuid::from_bytes(id))
}

/// The version that each of these is in.
///
/// # Errors
/// One of them is not there, or the database cannot be read.
pub fn versions(file: &Path, subjects: &[Subject]) -> Result<Vec<u64>, Failure> {
    versions_in(&contactable_store_sqlite::open_connection(file)?, subjects)
}

fn versions_in(connection: &Connection, subjects: &[Subject]) -> Result<Vec<u64>, Failure> {
    let mut statement = connection.prepare("SELECT target_id, version FROM target")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let known: HashMap<[u8; 16], i64> = rows.collect::<Result<_, _>>()?;
    let version = |subject: &Subject| {
        let version = known.get(subject.target.as_bytes());
        let version = version.ok_or("a patient without a version")?;
        Ok(u64::try_from(*version)?)
    };
    subjects.iter().map(version).collect()
}

#[cfg(test)]
mod tests {
    use super::super::details::eight;
    use super::*;

    #[test]
    fn the_council_has_as_many_records_as_the_patient_has_items() {
        let patient: Value = serde_json::from_str(RESOURCE).unwrap();
        assert_eq!(patient["id"], NUMBER);
        let lists = ["telecom", "address", "contact"];
        let items: usize = lists
            .iter()
            .map(|list| patient[*list].as_array().unwrap().len())
            .sum();
        assert_eq!((items, eight().len()), (RECORDS / 2, RECORDS / 2));
        assert_eq!(place_of_mobile(RESOURCE.as_bytes()).unwrap(), 2);
        assert!(place_of_mobile(b"{\"telecom\":[]}").is_err());
    }

    #[test]
    fn one_version_on_the_number_is_another() {
        let number = |version| {
            let body: Value = serde_json::from_str(&replacing_mobile(1, version)).unwrap();
            body["patches"][0]["value"]["value"].clone()
        };
        assert_eq!(number(1), "07700900001");
        assert_ne!(number(1999), number(2000));
    }
}
