//! The table of the values, at the terminal and between its own markers in the file.

use std::path::Path;

use super::Measured;
use crate::Failure;
use crate::report::{END, put};

const BEGIN: &str = "<!-- measured:values -->";

/// The report as Markdown.
pub fn text(host: &str, rounds: usize, measured: &[Measured]) -> String {
    let rows: String = measured.iter().map(row).collect();
    let floors = measured.iter().filter_map(|m| {
        let floor = m.task.floor.as_ref()?;
        Some(format!("- {}: {}.\n", m.task.name, floor.name))
    });
    format!(
        "{host}.\n\n\
         One thread, everything in turn in windows of {:?}, rounds: {rounds}; medians for one value, and \
         medians of the rounds' own ratios.\n\n\
         | what | ours | floor | ratio | aim | met |\n\
         | --- | ---: | ---: | ---: | ---: | --- |\n{rows}\n\
         The floors:\n\n{}",
        super::WINDOW,
        floors.collect::<String>(),
    )
}

fn row(measured: &Measured) -> String {
    let Measured { task, ours, floor } = measured;
    let none = || "–".to_owned();
    let least = floor.map_or_else(none, |(least, _)| time(least));
    let ratio = floor.map_or_else(none, |(_, ratio)| format!("{ratio:.1}"));
    let aim = task.aim.map_or_else(none, |aim| format!("< {}", time(aim)));
    let met = match task.aim {
        Some(aim) if *ours < aim => "yes",
        Some(_) => "**no**",
        None => "–",
    };
    let ours = time(*ours);
    format!(
        "| {} | {ours} | {least} | {ratio} | {aim} | {met} |\n",
        task.name
    )
}

fn time(nanos: f64) -> String {
    if nanos < 1000.0 {
        format!("{nanos:.0} ns")
    } else {
        format!("{:.2} µs", nanos / 1e3)
    }
}

/// Puts the report between its markers; a file without them gets a section for it at its end.
///
/// # Errors
/// The file cannot be read or written.
pub fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let mut kept = match std::fs::read_to_string(file) {
        Ok(kept) => kept,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(e.into()),
    };
    if !kept.contains(BEGIN) {
        let gap = if kept.is_empty() { "" } else { "\n" };
        kept = format!("{kept}{gap}## Values\n\n{BEGIN}\n{END}\n");
    }
    put(file, &kept, BEGIN, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::tasks::{Floor, Task, Work};

    fn work() -> Work {
        Work {
            all: Box::new(|| {}),
            count: 1.0,
        }
    }

    #[test]
    fn a_row_says_whether_the_aim_is_met() {
        let task = |aim| Task {
            name: "A thing",
            ours: work(),
            floor: Some(Floor {
                name: "less",
                work: work(),
            }),
            aim,
        };
        let measured = |ours, aim| Measured {
            task: task(aim),
            ours,
            floor: Some((500.0, 2.5)),
        };
        assert_eq!(
            row(&measured(1250.0, Some(2000.0))),
            "| A thing | 1.25 µs | 500 ns | 2.5 | < 2.00 µs | yes |\n"
        );
        assert!(row(&measured(2500.0, Some(2000.0))).ends_with("| **no** |\n"));
        let alone = Measured {
            floor: None,
            ..measured(70.0, None)
        };
        assert_eq!(row(&alone), "| A thing | 70 ns | – | – | – | – |\n");
    }

    #[test]
    fn a_file_without_markers_gets_a_section() {
        let dir = std::env::temp_dir().join(format!("contactable-bench-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let file = dir.join("new.md");
        write(&file, "first").unwrap();
        write(&file, "second").unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(text, format!("## Values\n\n{BEGIN}\nsecond\n{END}\n"));
        std::fs::remove_dir_all(dir).unwrap();
    }
}
