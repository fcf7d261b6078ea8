//! The official table of pseudo-postcodes, and our own file of it.
#![no_main]

use contactable_domain::value::{PseudoKind, PseudoPostcodes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (rows, problems) = PseudoPostcodes::read_official(text);
    let lines = text.lines().count();
    assert!(rows.len() + problems.len() <= lines);
    let numbers: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert!(
        numbers.is_sorted_by(|a, b| a < b),
        "each line once, in order"
    );
    assert!(numbers.iter().all(|number| (1..=lines).contains(number)));

    // Our own file is read whole. A break within a text is a space there.
    let file = PseudoPostcodes::to_csv(&rows);
    let (again, problems) = PseudoPostcodes::read_official(&file);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(again.len(), rows.len());
    for (again, row) in again.iter().zip(&rows) {
        assert_eq!(again.code, row.code);
        assert_eq!(again.meaning, row.meaning.replace('\r', " "));
        assert_eq!(again.source, row.source.replace('\r', " "));
    }
    assert_eq!(PseudoPostcodes::to_csv(&again), file);

    let table = PseudoPostcodes::default().with_official(rows.iter().cloned());
    for row in &rows {
        assert!(table.meaning(row.code).contains(&row.meaning.as_str()));
        assert_ne!(table.circumstance(row.code), PseudoKind::Unknown);
    }
});
