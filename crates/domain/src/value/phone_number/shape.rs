//! The written shape of a phone number (PDS standard, "Mobile phone number validation" and "Landline
//! number validation"), which is checked before the library is asked: the library reads a number out of
//! "Daughter 07700 900123" too.

/// The fewest and the most digits, without the extension. The standard says "characters"; counting
/// spaces would refuse "+44 7700 900 123".
const DIGITS: std::ops::RangeInclusive<usize> = 6..=15;

/// The most digits of an extension.
const EXTENSION_DIGITS: usize = 5;

/// The most characters typed, separators and extension included (house).
pub(super) const MAX_TYPED: usize = 60;

/// How an extension starts.
const EXTENSION: &str = "ext=";

/// A text in the shape of a phone number.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Shape<'a> {
    /// The digits, with a `+` before them if there was one. Every separator is gone.
    pub(super) number: String,
    /// The digits after `;ext=`.
    pub(super) extension: Option<&'a str>,
}

/// One thing wrong with the shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// More than [`MAX_TYPED`] characters.
    TooLong,
    /// A character that a phone number has not.
    Character(Stray),
    /// A bracket without its other half, or around no digit.
    Bracket,
    /// This many digits, which is fewer than there may be.
    TooFewDigits(usize),
    /// This many digits, which is more than there may be.
    TooManyDigits(usize),
    /// Something other than `ext=` and up to 5 digits after a semicolon.
    Extension,
}

/// What sort of character does not belong; of several, the first in this order is named.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Stray {
    Letter,
    /// A plus sign other than the first character.
    Plus,
    /// A digit of another script, or a full-width one.
    OtherDigit,
    Sign,
    /// Shown as nothing, such as the marks that copying from another program leaves.
    Unseen,
}

/// Reads the shape of a text.
pub(super) fn read(typed: &str) -> Result<Shape<'_>, Vec<Fault>> {
    // What is far too long is not looked at any further.
    if typed.chars().nth(MAX_TYPED).is_some() {
        return Err(vec![Fault::TooLong]);
    }
    let (main, extension) = match typed.split_once(';') {
        Some((main, rest)) => (main, Some(read_extension(rest))),
        None => (typed, None),
    };
    let mut faults = Vec::new();
    let mut scan = Scan::default();
    main.trim_start().chars().for_each(|c| scan.take(c));

    if let Some(stray) = scan.stray {
        faults.push(Fault::Character(stray));
    }
    if scan.bad_bracket || !scan.open.is_empty() {
        faults.push(Fault::Bracket);
    }
    if scan.digits < *DIGITS.start() {
        faults.push(Fault::TooFewDigits(scan.digits));
    } else if scan.digits > *DIGITS.end() {
        faults.push(Fault::TooManyDigits(scan.digits));
    }
    if extension == Some(None) {
        faults.push(Fault::Extension);
    }
    if faults.is_empty() {
        Ok(Shape {
            number: scan.number,
            extension: extension.flatten(),
        })
    } else {
        Err(faults)
    }
}

fn read_extension(rest: &str) -> Option<&str> {
    rest.strip_prefix(EXTENSION).filter(|digits| {
        (1..=EXTENSION_DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

/// What has been seen of the number so far.
#[derive(Default)]
struct Scan {
    number: String,
    digits: usize,
    /// For every bracket still open: what closes it, and whether a digit has come since.
    open: Vec<(char, bool)>,
    bad_bracket: bool,
    stray: Option<Stray>,
    started: bool,
}

impl Scan {
    fn take(&mut self, c: char) {
        let first = !std::mem::replace(&mut self.started, true);
        match c {
            '0'..='9' => {
                self.number.push(c);
                self.digits += 1;
                if let Some((_, digit)) = self.open.last_mut() {
                    *digit = true;
                }
            }
            '+' if first => self.number.push(c),
            '(' => self.open.push((')', false)),
            '[' => self.open.push((']', false)),
            ')' | ']' => self.close(c),
            _ if c.is_whitespace() || is_dash(c) => {}
            _ => {
                let stray = sort(c);
                self.stray = Some(self.stray.map_or(stray, |worse| worse.min(stray)));
            }
        }
    }

    fn close(&mut self, c: char) {
        match self.open.pop() {
            Some((close, true)) if close == c => {
                // A digit inside is inside the bracket around it too.
                if let Some((_, digit)) = self.open.last_mut() {
                    *digit = true;
                }
            }
            _ => self.bad_bracket = true,
        }
    }
}

/// Hyphens, dashes and the minus sign, as people and their programs write them.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

fn sort(c: char) -> Stray {
    match c {
        '+' | '\u{FF0B}' => Stray::Plus,
        // Soft hyphen, zero-width characters, marks for the direction of writing.
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => Stray::Unseen,
        _ if c.is_control() => Stray::Unseen,
        _ if c.is_alphabetic() => Stray::Letter,
        _ if c.is_numeric() => Stray::OtherDigit,
        _ => Stray::Sign,
    }
}

#[cfg(test)]
mod tests;
