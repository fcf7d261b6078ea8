//! A row of the table of pseudo-postcodes, and our own file of them.

use super::PseudoPostcode;
use crate::value::PlainText;

/// The columns of our own file. `kind` is for readers: it follows from the code.
const HEADER: &str = "code,meaning,kind,source";
const LONGEST_TEXT: usize = 200;

/// One meaning of one pseudo-postcode. A code that serves several territories has a row for each.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PseudoRow {
    /// The code.
    pub code: PseudoPostcode,
    /// The country, territory or circumstance it stands for.
    pub meaning: String,
    /// Where we know it from.
    pub source: String,
}

impl PseudoRow {
    /// A row, when both texts can be kept and shown: 1 to 200 characters without markup.
    pub(super) fn new(code: &str, meaning: &str, source: &str) -> Result<Self, &'static str> {
        let code = PseudoPostcode::parse(code)
            .map_err(|_| "The code is not ZZ99, a digit, a letter and Z")?;
        if !is_text(meaning) {
            return Err("The meaning is missing, longer than 200 characters, or not plain text");
        }
        if !is_text(source) {
            return Err("The source is longer than 200 characters, or not plain text");
        }
        Ok(Self {
            code,
            meaning: meaning.trim().to_owned(),
            source: source.trim().to_owned(),
        })
    }
}

fn is_text(text: &str) -> bool {
    PlainText::parse(text, LONGEST_TEXT).is_ok()
}

/// Which field of a line is what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Columns {
    code: usize,
    meaning: usize,
    source: Option<usize>,
}

impl Columns {
    /// Reads the header: a column named code, `pseudo_postcode` or postcode, and one named meaning,
    /// country or name.
    pub(super) fn of(header: &str) -> Option<Self> {
        let names: Vec<String> = split(header)?
            .iter()
            .map(|name| name.trim().to_lowercase().replace([' ', '-'], "_"))
            .collect();
        let find = |wanted: &[&str]| names.iter().position(|n| wanted.contains(&n.as_str()));
        Some(Self {
            code: find(&["code", "pseudo_postcode", "postcode"])?,
            meaning: find(&["meaning", "country", "name"])?,
            source: find(&["source"]),
        })
    }

    /// Reads a line after the header.
    pub(super) fn row(self, line: &str, source: &str) -> Result<PseudoRow, &'static str> {
        let fields = split(line).ok_or("A quotation mark is not closed")?;
        let field = |column: usize| fields.get(column).map_or("", |field| field.trim());
        let named = self.source.map(field).filter(|named| !named.is_empty());
        PseudoRow::new(
            field(self.code),
            field(self.meaning),
            named.unwrap_or(source),
        )
    }
}

/// The fields of a line, where a field in quotation marks may hold commas and doubled quotation marks.
fn split(line: &str) -> Option<Vec<String>> {
    let mut fields = Vec::new();
    let mut field = String::new();
    let mut is_quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.next_if_eq(&'"').is_some() => field.push('"'),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(std::mem::take(&mut field)),
            _ => field.push(c),
        }
    }
    fields.push(field);
    (!is_quoted).then_some(fields)
}

/// Writes our own file: a header, then a line a row.
pub(super) fn write<'a>(rows: impl IntoIterator<Item = &'a PseudoRow>) -> String {
    let mut text = format!("{HEADER}\n");
    for row in rows {
        let kind = row.code.uk_circumstance().map_or("country", |k| k.as_str());
        let fields = [row.code.as_str(), &row.meaning, kind, &row.source];
        text.push_str(&fields.map(quoted).join(","));
        text.push('\n');
    }
    text
}

fn quoted(field: &str) -> String {
    // A row is one line, also in the readers of others.
    let line = field.replace(['\r', '\n'], " ");
    if line.contains([',', '"']) {
        format!("\"{}\"", line.replace('"', "\"\""))
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_hold_commas_together() {
        assert_eq!(split("a,b"), Some(vec!["a".into(), "b".into()]));
        assert_eq!(
            split(r#""a,b","c""d""#),
            Some(vec!["a,b".into(), "c\"d".into()])
        );
        assert_eq!(
            split("a,,"),
            Some(vec!["a".into(), String::new(), String::new()])
        );
        assert_eq!(split("\"a"), None);
    }

    #[test]
    fn columns_go_by_several_names() {
        for header in [
            "code,meaning",
            "Postcode,Country",
            "Pseudo Postcode,Name",
            "\"CODE\",\"NAME\"",
        ] {
            assert!(Columns::of(header).is_some(), "{header}");
        }
        for header in ["", "code", "meaning,kind", "a,b"] {
            assert_eq!(Columns::of(header), None, "{header}");
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        let row = PseudoRow::new("ZZ99 6CZ", "A, \"B\"", "house").unwrap();
        let text = write([&row]);
        assert_eq!(
            text,
            "code,meaning,kind,source\nZZ99 6CZ,\"A, \"\"B\"\"\",country,house\n"
        );
        let columns = Columns::of(HEADER).unwrap();
        assert_eq!(columns.row(text.lines().nth(1).unwrap(), "other"), Ok(row));
    }
}
