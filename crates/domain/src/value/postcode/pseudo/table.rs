//! What the pseudo-postcodes mean.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{LineProblem, PseudoKind, PseudoPostcode, PseudoRow, csv, official};

/// The table of pseudo-postcodes. The one that comes with the program has the six circumstances within
/// the United Kingdom and about half of the countries; the rest is imported from the official file
/// (ODS, "Office for National Statistics data", "Pseudo Country Postcode").
#[derive(Clone, Debug)]
pub struct PseudoPostcodes {
    rows: BTreeMap<PseudoPostcode, Vec<PseudoRow>>,
}

impl PseudoPostcodes {
    /// The table that comes with the program.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<PseudoPostcodes> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let (rows, _) = official::read(include_str!("../pseudo_postcodes.csv"));
            Self {
                rows: BTreeMap::new(),
            }
            .with_official(rows)
        })
    }

    /// This table with another over it: for a code that `rows` have, only their meanings hold.
    #[must_use]
    pub fn with_official(mut self, rows: impl IntoIterator<Item = PseudoRow>) -> Self {
        let mut over: BTreeMap<PseudoPostcode, Vec<PseudoRow>> = BTreeMap::new();
        for row in rows {
            let known = over.entry(row.code).or_default();
            if known.iter().all(|other| other.meaning != row.meaning) {
                known.push(row);
            }
        }
        self.rows.append(&mut over);
        self
    }

    /// What the code stands for; several territories may share one. Empty for an unknown code.
    pub fn meaning(&self, code: PseudoPostcode) -> Vec<&str> {
        let rows = self.rows.get(&code).into_iter().flatten();
        rows.map(|row| row.meaning.as_str()).collect()
    }

    /// What the code says about somebody. The six codes for the United Kingdom keep their sense
    /// whatever the table holds.
    pub fn circumstance(&self, code: PseudoPostcode) -> PseudoKind {
        code.uk_circumstance()
            .unwrap_or(if self.rows.contains_key(&code) {
                PseudoKind::Country
            } else {
                PseudoKind::Unknown
            })
    }

    /// Every row, by code.
    pub fn rows(&self) -> impl Iterator<Item = &PseudoRow> {
        self.rows.values().flatten()
    }

    /// Reads a file to import: the official one with its fixed positions, or comma-separated lines
    /// whose header names a column code (or postcode) and a column meaning (or country, or name). Gives
    /// the rows, and each line that is of no use with the reason why; blank lines do not count.
    pub fn read_official(text: &str) -> (Vec<PseudoRow>, Vec<LineProblem>) {
        official::read(text)
    }

    /// Writes rows as our own comma-separated file, which [`Self::read_official`] reads.
    pub fn to_csv<'a>(rows: impl IntoIterator<Item = &'a PseudoRow>) -> String {
        csv::write(rows)
    }
}

impl Default for PseudoPostcodes {
    fn default() -> Self {
        Self::builtin().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../pseudo_postcodes.csv");

    fn code(text: &str) -> PseudoPostcode {
        PseudoPostcode::parse(text).unwrap()
    }

    #[test]
    fn our_file_is_read_whole_and_written_the_same() {
        let (rows, problems) = PseudoPostcodes::read_official(FILE);
        assert_eq!((rows.len(), problems.len()), (65, 0));
        let table = PseudoPostcodes::builtin();
        assert_eq!(table.rows.len(), 61);
        assert_eq!(PseudoPostcodes::to_csv(table.rows()), FILE);
    }

    #[test]
    fn a_code_may_have_several_meanings() {
        let table = PseudoPostcodes::builtin();
        assert_eq!(table.meaning(code("ZZ99 6CZ")), ["India"]);
        assert_eq!(
            table.meaning(code("ZZ99 6RZ")),
            [
                "Anguilla",
                "British Virgin Islands",
                "Montserrat",
                "Turks and Caicos Islands"
            ]
        );
        assert_eq!(table.meaning(code("ZZ99 0XZ")), [""; 0]);
    }

    #[test]
    fn the_official_table_lies_over_ours() {
        let text = "code,country\nZZ99 6RZ,West Indies\nZZ99 6RZ,West Indies\nZZ99 0XZ,Peru\nZZ99 3VZ,None\n";
        let (rows, _) = PseudoPostcodes::read_official(text);
        let table = PseudoPostcodes::default().with_official(rows);
        assert_eq!(table.meaning(code("ZZ99 6RZ")), ["West Indies"]);
        assert_eq!(table.meaning(code("ZZ99 0XZ")), ["Peru"]);
        assert_eq!(table.circumstance(code("ZZ99 0XZ")), PseudoKind::Country);
        assert_eq!(table.meaning(code("ZZ99 6CZ")), ["India"]);
        assert_eq!(
            table.circumstance(code("ZZ99 3VZ")),
            PseudoKind::NoFixedAbode
        );
    }
}
