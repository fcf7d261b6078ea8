//! Reading the official table, which is not ours to bring along.

use super::PseudoRow;
use super::csv::Columns;

/// The source of a row whose file names none.
const SOURCE: &str = "official file";

/// A line of a file that gave no row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineProblem {
    /// The number of the line, counted from 1.
    pub line: usize,
    /// Why it cannot be used, for people.
    pub problem: &'static str,
}

/// Reads a file; see [`super::PseudoPostcodes::read_official`].
pub(super) fn read(text: &str) -> (Vec<PseudoRow>, Vec<LineProblem>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .peekable();
    let Some((number, first)) = lines.peek().copied() else {
        return (Vec::new(), Vec::new());
    };
    if let Some(columns) = Columns::of(first) {
        return sorted(lines.skip(1), |line| columns.row(line, SOURCE));
    }
    if first.contains(',') && fixed_width(first).is_err() {
        let problem = "The first line needs a column named code and one named meaning";
        return (
            Vec::new(),
            vec![LineProblem {
                line: number,
                problem,
            }],
        );
    }
    sorted(lines, fixed_width)
}

fn sorted<'a>(
    lines: impl Iterator<Item = (usize, &'a str)>,
    read: impl Fn(&str) -> Result<PseudoRow, &'static str>,
) -> (Vec<PseudoRow>, Vec<LineProblem>) {
    let mut rows = Vec::new();
    let mut problems = Vec::new();
    for (line, text) in lines {
        match read(text) {
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(LineProblem { line, problem }),
        }
    }
    (rows, problems)
}

/// A line of the ODS look-up file (NHS Data Dictionary, May 2013, "Metadata files"): positions 1 to 11
/// selection, 12 to 17 POSTSIX, 18 the seventh character, 25 to 74 the name, 80 to 98 the area, which
/// we do not need. We have not seen the file, and take POSTSIX for the first six of the seven
/// characters (`ZZ996C` and then `Z`). A code with its space in it from position 12, and a whole code in
/// the selection, are read too.
fn fixed_width(line: &str) -> Result<PseudoRow, &'static str> {
    let name = columns(line, 25, 74);
    let row = |from, to| PseudoRow::new(&columns(line, from, to), &name, SOURCE);
    row(1, 11).or_else(|_| row(12, 19)).or_else(|_| row(12, 18))
}

/// The characters from one position to another, both counted from 1 and included.
fn columns(line: &str, from: usize, to: usize) -> String {
    line.chars().take(to).skip(from - 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(selection: &str, code: &str, name: &str, area: &str) -> String {
        format!("{selection:<11}{code:<13}{name:<55}{area:<19}")
    }

    fn found(text: &str) -> (Vec<(String, String)>, Vec<usize>) {
        let (rows, problems) = read(text);
        let rows = rows
            .into_iter()
            .map(|r| (r.code.as_str().to_owned(), r.meaning));
        (
            rows.collect(),
            problems.into_iter().map(|p| p.line).collect(),
        )
    }

    fn row(code: &str, name: &str) -> (String, String) {
        (code.to_owned(), name.to_owned())
    }

    #[test]
    fn fixed_width_lines_are_read_where_the_code_may_be() {
        let text = [
            line("996C", "ZZ996CZ", "India", "Asia"),
            line("", "ZZ99 6CZ", "India", "Asia"),
            line("ZZ99 6CZ", "", "India", ""),
            line("ZZ996CZ", "ZZ996C", "India", ""),
            "996C       ZZ996CZ      Côte, d'Or".to_owned(),
        ]
        .join("\r\n");
        let india = row("ZZ99 6CZ", "India");
        let others = std::iter::repeat_n(india, 4);
        let expected = others.chain([row("ZZ99 6CZ", "Côte, d'Or")]).collect();
        assert_eq!(found(&text), (expected, vec![]));
    }

    #[test]
    fn lines_of_no_use_are_numbered() {
        let good = line("996C", "ZZ996CZ", "India", "Asia");
        let nameless = line("996C", "ZZ996CZ", "", "Asia");
        let text = format!("Pseudo Country Postcode\n\n{good}\n{nameless}\nE8 1AA\n");
        assert_eq!(
            found(&text),
            (vec![row("ZZ99 6CZ", "India")], vec![1, 4, 5])
        );
        assert!(
            read(&text)
                .1
                .iter()
                .any(|p| p.problem.starts_with("The meaning"))
        );
    }

    #[test]
    fn comma_separated_lines_need_a_header_only() {
        let text = "\u{feff}name,code\n\"Korea, South\",zz991az\nx,E8 1AA\n<b>,ZZ99 1AZ\n";
        assert_eq!(
            found(text),
            (vec![row("ZZ99 1AZ", "Korea, South")], vec![3, 4])
        );
        assert_eq!(found("ZZ99 1AZ,Korea\nZZ99 1BZ,Peru\n"), (vec![], vec![1]));
        assert_eq!(found(" \n"), (vec![], vec![]));
    }
}
