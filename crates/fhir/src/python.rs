//! Values as Python prints them: the interface tells of them so (PDS, section 5).

use serde_json::Number;

use crate::json::Json;

impl Json {
    /// The value as `str()` gives it: a text without quotes.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            other => other.repr(),
        }
    }

    /// The value as `repr()` gives it.
    pub(crate) fn repr(&self) -> String {
        let mut out = String::new();
        self.print(&mut out);
        out
    }

    /// The value with its class: what a failed test is told with.
    pub(crate) fn with_class(&self) -> String {
        format!("{} (<class '{}'>)", self.shown(), self.class())
    }

    fn class(&self) -> &'static str {
        match self {
            Self::Null => "NoneType",
            Self::Bool(_) => "bool",
            Self::Number(number) if number.is_f64() => "float",
            Self::Number(_) => "int",
            Self::Text(_) => "str",
            Self::List(_) => "list",
            Self::Object(_) => "dict",
        }
    }

    fn print(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("None"),
            Self::Bool(true) => out.push_str("True"),
            Self::Bool(false) => out.push_str("False"),
            Self::Number(number) => out.push_str(&number_text(number)),
            Self::Text(text) => print_text(text, out),
            Self::List(items) => {
                out.push('[');
                parted(items, out, Self::print);
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                parted(members, out, |(name, value), out| {
                    print_text(name, out);
                    out.push_str(": ");
                    value.print(out);
                });
                out.push('}');
            }
        }
    }
}

fn parted<T>(items: &[T], out: &mut String, print: impl Fn(&T, &mut String)) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        print(item, out);
    }
}

/// A text in single quotes, or in double ones when it has a single one and no double one in it.
fn print_text(text: &str, out: &mut String) {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => out.extend(['\\', c]),
            c if is_printable(c) => out.push(c),
            c => out.push_str(&escaped(u32::from(c))),
        }
    }
    out.push(quote);
}

fn escaped(code: u32) -> String {
    match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

/// Whether Python prints it as it is: no control and format characters, no blanks but the space.
fn is_printable(c: char) -> bool {
    let blank = c.is_whitespace() && c != ' ';
    let format = matches!(c,
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{10ffff}');
    !(c.is_control() || blank || format)
}

/// A whole number as it is; any other with a point, or with an exponent where Python writes one.
fn number_text(number: &Number) -> String {
    let Some(float) = number.as_f64().filter(|_| number.is_f64()) else {
        return number.to_string();
    };
    let scientific = format!("{float:e}");
    let Some((digits, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if float == 0.0 || (-4..16).contains(&exponent) {
        let plain = format!("{float}");
        return if plain.contains('.') {
            plain
        } else {
            plain + ".0"
        };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repr(text: &str) -> String {
        serde_json::from_str::<Json>(text).unwrap().repr()
    }

    #[test]
    fn values_are_printed_as_python_prints_them() {
        for (json, python) in [
            ("null", "None"),
            ("true", "True"),
            ("false", "False"),
            ("12", "12"),
            ("-3", "-3"),
            ("2.50", "2.5"),
            ("1.0", "1.0"),
            ("-0.0", "-0.0"),
            ("1e22", "1e+22"),
            ("1.5e-7", "1.5e-07"),
            ("0.0001", "0.0001"),
            ("1e15", "1000000000000000.0"),
            ("\"\"", "''"),
            ("\"a b\"", "'a b'"),
            ("\"it's\"", "\"it's\""),
            (r#""say \"it's\"""#, r#"'say "it\'s"'"#),
            (r#""a\\b\n\t""#, r"'a\\b\n\t'"),
            (r#""\u0007\u00a0\u200b""#, r"'\x07\xa0\u200b'"),
            ("\"Zoë\"", "'Zoë'"),
            ("[]", "[]"),
            ("{}", "{}"),
            (r#"["One", 2, ["x"]]"#, "['One', 2, ['x']]"),
            (
                r#"{"url":"u","extension":[{"valueBoolean":true}]}"#,
                "{'url': 'u', 'extension': [{'valueBoolean': True}]}",
            ),
        ] {
            assert_eq!(repr(json), python, "{json}");
        }
    }

    #[test]
    fn a_text_alone_has_no_quotes_and_each_value_its_class() {
        for (json, told) in [
            ("\"it's\"", "it's (<class 'str'>)"),
            ("{}", "{} (<class 'dict'>)"),
            ("[1]", "[1] (<class 'list'>)"),
            ("1", "1 (<class 'int'>)"),
            ("1.5", "1.5 (<class 'float'>)"),
            ("true", "True (<class 'bool'>)"),
            ("null", "None (<class 'NoneType'>)"),
        ] {
            let json: Json = serde_json::from_str(json).unwrap();
            assert_eq!(json.with_class(), told);
        }
    }
}
