//! A delivery point address: how Royal Mail's file, and so OS Places, parts an address.

use serde::Deserialize;

/// A delivery point address. Fields that say nothing are absent. Those that we do not need are not
/// read.
#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub struct DpaRecord {
    pub(super) uprn: Option<String>,
    pub(super) organisation_name: Option<String>,
    pub(super) department_name: Option<String>,
    pub(super) sub_building_name: Option<String>,
    pub(super) building_name: Option<String>,
    pub(super) building_number: Option<String>,
    pub(super) po_box_number: Option<String>,
    pub(super) dependent_thoroughfare_name: Option<String>,
    pub(super) thoroughfare_name: Option<String>,
    pub(super) double_dependent_locality: Option<String>,
    pub(super) dependent_locality: Option<String>,
    pub(super) post_town: Option<String>,
    pub(super) postcode: Option<String>,
    pub(super) logical_status_code: Option<String>,
}

impl DpaRecord {
    /// The lines of this address as PDS has them: premises, number and street, locality, town, county.
    /// The county is not known, and PDS does not want one that was not there before.
    pub fn pds_lines(&self) -> [Option<String>; 5] {
        let premises = [
            self.organisation_name.as_deref(),
            self.department_name.as_deref(),
            self.sub_building_name.as_deref(),
            self.name(),
        ];
        let streets = [
            self.dependent_thoroughfare_name.as_deref(),
            self.thoroughfare_name.as_deref(),
        ];
        let localities = [
            self.double_dependent_locality.as_deref(),
            self.dependent_locality.as_deref(),
        ];
        // Where there is no street, the number stands before the locality.
        let beside_locality = all_absent(&streets) && !all_absent(&localities);
        let (before_street, before_locality) = if beside_locality {
            (None, self.number())
        } else {
            (self.number(), None)
        };
        [
            joined(premises),
            numbered(before_street, joined(streets)),
            numbered(before_locality, joined(localities)),
            self.post_town.clone(),
            None,
        ]
    }

    /// The number before the street. "87A" and "12-14" do not fit the field for numbers and stand in
    /// the one for names.
    pub(super) fn number(&self) -> Option<&str> {
        let in_name = || {
            self.building_name
                .as_deref()
                .filter(|name| is_numeric(name))
        };
        self.building_number.as_deref().or_else(in_name)
    }

    /// The name of the building, unless what stands there is its number.
    pub(super) fn name(&self) -> Option<&str> {
        let has_number = self.building_number.as_deref().is_some();
        self.building_name
            .as_deref()
            .filter(|name| has_number || !is_numeric(name))
    }
}

impl std::fmt::Debug for DpaRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DpaRecord(..)")
    }
}

fn all_absent(texts: &[Option<&str>]) -> bool {
    texts.iter().all(Option::is_none)
}

fn joined<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> Option<String> {
    let texts: Vec<&str> = texts.into_iter().flatten().collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

fn numbered(number: Option<&str>, rest: Option<String>) -> Option<String> {
    match (number, rest) {
        (Some(number), Some(rest)) => Some(format!("{number} {rest}")),
        (number, rest) => rest.or_else(|| number.map(str::to_owned)),
    }
}

/// Whether this is a number with a letter, or a range of them: "87A", "12-14", "12A-12C".
fn is_numeric(name: &str) -> bool {
    name.split('-').all(|end| {
        let end = end.trim();
        let digits = end.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number && end.len() - digits.len() <= 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(json: &str) -> [String; 5] {
        let record: DpaRecord = serde_json::from_str(json).unwrap();
        record.pds_lines().map(Option::unwrap_or_default)
    }

    #[test]
    fn a_record_reads_as_pds_lines() {
        for (json, expected) in [
            (
                r#"{"SUB_BUILDING_NAME": "FLAT 3", "BUILDING_NAME": "THE OLD FORGE", "BUILDING_NUMBER": "23",
                    "THOROUGHFARE_NAME": "QUINCE LANE", "DEPENDENT_LOCALITY": "NETHERBY", "POST_TOWN": "EXTON"}"#,
                [
                    "FLAT 3, THE OLD FORGE",
                    "23 QUINCE LANE",
                    "NETHERBY",
                    "EXTON",
                    "",
                ],
            ),
            (
                r#"{"ORGANISATION_NAME": "QUINCE TRUST", "DEPARTMENT_NAME": "HOUSING", "SUB_BUILDING_NAME": "SUITE 2",
                    "BUILDING_NUMBER": "1", "DEPENDENT_THOROUGHFARE_NAME": "ELM SQUARE",
                    "THOROUGHFARE_NAME": "BOW LANE", "POST_TOWN": "EXTON"}"#,
                [
                    "QUINCE TRUST, HOUSING, SUITE 2",
                    "1 ELM SQUARE, BOW LANE",
                    "",
                    "EXTON",
                    "",
                ],
            ),
            (
                r#"{"BUILDING_NAME": "87A", "THOROUGHFARE_NAME": "HEOL Y COED", "POST_TOWN": "TREFACH"}"#,
                ["", "87A HEOL Y COED", "", "TREFACH", ""],
            ),
            (
                r#"{"SUB_BUILDING_NAME": "FLAT 2", "BUILDING_NAME": "12-14", "THOROUGHFARE_NAME": "BOW LANE"}"#,
                ["FLAT 2", "12-14 BOW LANE", "", "", ""],
            ),
            (
                r#"{"BUILDING_NUMBER": "5", "DOUBLE_DEPENDENT_LOCALITY": "UPPER END",
                    "DEPENDENT_LOCALITY": "NETHERBY", "POST_TOWN": "EXTON"}"#,
                ["", "", "5 UPPER END, NETHERBY", "EXTON", ""],
            ),
            (
                r#"{"BUILDING_NUMBER": "5", "POST_TOWN": "EXTON"}"#,
                ["", "5", "", "EXTON", ""],
            ),
        ] {
            assert_eq!(lines(json), expected);
        }
    }

    #[test]
    fn a_number_is_told_from_a_name() {
        for numeric in ["12", "87A", "12-14", "12A-12C", "12 - 14"] {
            assert!(is_numeric(numeric), "{numeric}");
        }
        for name in [
            "",
            "-",
            "12-",
            "A",
            "12AB",
            "12 ROSE COURT",
            "1ST",
            "BLOCK 2",
        ] {
            assert!(!is_numeric(name), "{name}");
        }
    }

    #[test]
    fn a_record_is_hidden() {
        assert_eq!(format!("{:?}", DpaRecord::default()), "DpaRecord(..)");
    }
}
