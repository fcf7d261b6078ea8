//! Values that can be recognised in whatever spelling.

/// A value: how callers type it, and what of it is in every spelling once all but letters and digits is left out.
#[derive(Clone, Copy)]
pub struct Secret {
    pub typed: &'static str,
    core: &'static str,
}

const fn secret(typed: &'static str, core: &'static str) -> Secret {
    Secret { typed, core }
}

/// What is held about one target.
pub struct Values {
    pub phones: &'static [Secret],
    pub emails: &'static [Secret],
    pub lines: &'static [Secret],
    pub postcodes: &'static [Secret],
    pub notes: &'static [Secret],
}

/// What is held about each of the targets; the first is to be restricted.
pub const HELD: [Values; 3] = [
    Values {
        phones: &[
            secret("07700 900461", "7700900461"),
            secret("+44 (0)7700-900 572", "7700900572"),
            secret("020 7946 0683", "2079460683"),
        ],
        emails: &[
            secret("zq.hidden+home@example.net", "zqhidden"),
            secret("Quentin.Vault@example.org", "quentinvault"),
        ],
        lines: &[
            secret("17 Quillfeather \\\"Wharf\\\"", "quillfeather"),
            secret("3 Ülmenstraße Row", "lmenstra"),
        ],
        postcodes: &[secret("E8 9ZQ", "e89zq"), secret("n1 7xh", "n17xh")],
        notes: &[
            secret("ring the marzipan bell & wait", "marzipanbell"),
            secret("neighbour <- Xanthippe knows", "xanthippe"),
        ],
    },
    Values {
        phones: &[secret("07700 900222", "7700900222")],
        emails: &[secret("open.book@example.com", "openbook")],
        lines: &[secret("5 Plainview Road", "plainview")],
        postcodes: &[secret("SW9 8HJ", "sw98hj")],
        notes: &[secret("back door after five", "backdoorafter")],
    },
    Values {
        phones: &[secret("0141 496 0333", "1414960333")],
        emails: &[secret("yellow.submarine@example.com", "yellowsubmarine")],
        lines: &[secret("9 Everyday Lane", "everydaylane")],
        postcodes: &[secret("M4 5HW", "m45hw")],
        notes: &[secret("only the green gate", "greengate")],
    },
];

impl Values {
    pub fn all(&self) -> Vec<Secret> {
        [
            self.phones,
            self.emails,
            self.lines,
            self.postcodes,
            self.notes,
        ]
        .concat()
    }
}

/// Everything that is held about the person who is restricted.
pub fn of_the_restricted() -> Vec<Secret> {
    HELD[0].all()
}

/// Something else that nobody may find in a log or a trail.
pub fn named(core: &'static str) -> Secret {
    Secret { typed: core, core }
}

impl Secret {
    /// Whether this text holds it: as it is, or under what addresses, JSON and HTML make of a text.
    pub fn is_in(&self, text: &str) -> bool {
        squeezed(text).iter().any(|text| self.is_in_squeezed(text))
    }

    /// The same of a text that was squeezed before.
    pub fn is_in_squeezed(&self, squeezed: &str) -> bool {
        squeezed.contains(self.core)
    }
}

/// The letters and digits of a text, and those of what it is when it is decoded.
pub fn squeezed(text: &str) -> Vec<String> {
    let unescaped = without_json_escapes(text);
    let spellings = [
        text.to_owned(),
        percent_decoded(text),
        percent_decoded(&unescaped),
        without_entities(text),
        unescaped,
    ];
    let squeeze = |text: &String| {
        let kept = text.chars().filter(char::is_ascii_alphanumeric);
        kept.map(|c| c.to_ascii_lowercase()).collect::<String>()
    };
    spellings.iter().map(squeeze).collect()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let pair = others
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &others[2..];
            }
            _ => {
                bytes.push(*first);
                rest = others;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn without_json_escapes(text: &str) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        made.push_str(before);
        let code = after.strip_prefix('u').and_then(|after| after.get(..4));
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        rest = match code {
            Some(code) => {
                made.extend(char::from_u32(code));
                &after[5..]
            }
            // An escaped sign is left out by its letter: `\n` is no `n`.
            None => after
                .strip_prefix(['n', 't', 'r', 'b', 'f'])
                .unwrap_or(after),
        };
    }
    made + rest
}

fn without_entities(text: &str) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        made.push_str(before);
        let Some((entity, others)) = after.split_once(';').filter(|(entity, _)| entity.len() < 8)
        else {
            rest = after;
            continue;
        };
        let number = entity
            .strip_prefix("#x")
            .map(|hex| u32::from_str_radix(hex, 16));
        let number = number.or_else(|| entity.strip_prefix('#').map(str::parse));
        made.extend(number.and_then(Result::ok).and_then(char::from_u32));
        rest = others;
    }
    made + rest
}

#[test]
fn a_value_is_recognised_in_every_spelling() {
    let number = HELD[0].phones[0];
    for text in [
        "07700 900461",
        "+447700900461",
        "\"077\\u00300900461\"",
        "tel:%2B44%207700%20900461",
        "07700&#32;900461",
        "(07700)-900.461",
    ] {
        assert!(number.is_in(text), "{text}");
    }
    assert!(!number.is_in("07700 900462"));
    assert!(HELD[0].postcodes[0].is_in("e8%209zq"));
    assert!(HELD[0].notes[0].is_in(r#""ring the marzipan\nbell \u0026 wait""#));
}
