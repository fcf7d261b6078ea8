//! Phone numbers in a text, with slips of the pen put right.

use std::ops::Range;

use super::scan::Found;
use crate::value::{DramaNumbers, PhoneKind, PhoneNumber, PhonePurpose};
use crate::vocabulary::Channel;

/// How many ways of leaving groups out are tried.
const MOST_TRIES: usize = 60;

/// The fewest digits that are offered as a number.
const MIN_DIGITS: usize = 6;

/// Finds every number in a part of a text that begins at `base`.
pub(super) fn find(text: &str, base: usize) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut taken = 0;
    for run in runs(text) {
        let typed = text.get(run.clone()).unwrap_or_default();
        for piece in pieces(typed) {
            let at = base + run.start + piece.at.start..base + run.start + piece.at.end;
            // The digits of an extension were taken with the number before.
            if at.start >= taken {
                let one = with_extension(text, base, Found { at, ..piece });
                taken = one.at.end;
                found.push(one);
            }
        }
    }
    found
}

/// A stretch of digits while it is being read.
struct Run {
    start: usize,
    /// After the last digit or the bracket that closes around it.
    end: usize,
    digits: usize,
    /// Where a bracket is open, and how many digits came before it.
    open: Option<(usize, usize)>,
}

/// Stretches of digits and the signs that stand between them. A letter that is mistaken for a digit
/// counts as one when digits stand around it.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut open: Option<Run> = None;
    let mut before = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let after = letters.peek().map_or(' ', |(_, next)| *next);
        let digit = c.is_ascii_digit() || is_slip(before, c, after);
        open = match open {
            Some(run) => run.with(at, c, digit, &mut runs),
            None => Run::starting(at, c, digit, after),
        };
        before = c;
    }
    if let Some(run) = open {
        run.keep(&mut runs);
    }
    runs
}

impl Run {
    fn starting(at: usize, c: char, digit: bool, after: char) -> Option<Self> {
        let bracket = c == '(' && (after == '+' || after.is_ascii_digit());
        (digit || c == '+' || bracket).then(|| Self {
            start: at,
            end: at + c.len_utf8(),
            digits: usize::from(digit),
            open: bracket.then_some((at, 0)),
        })
    }

    /// The run with another sign; `None` when that ends it.
    fn with(
        mut self,
        at: usize,
        c: char,
        digit: bool,
        runs: &mut Vec<Range<usize>>,
    ) -> Option<Self> {
        let closes = matches!(c, ')' | ']');
        if digit {
            self.end = at + c.len_utf8();
            self.digits += 1;
        } else if matches!(c, '(' | '[') && self.open.is_none() {
            self.open = Some((self.end, self.digits));
        } else if closes && self.open.take().is_some() {
            self.end = at + c.len_utf8();
        } else if closes || !(c == '+' || is_separator(c)) {
            self.keep(runs);
            return None;
        }
        Some(self)
    }

    /// Keeps what is long enough; what stands after a bracket that was never closed is left out.
    fn keep(self, runs: &mut Vec<Range<usize>>) {
        let (end, digits) = match self.open {
            Some((end, digits)) if digits >= MIN_DIGITS => (end, digits),
            _ => (self.end, self.digits),
        };
        if digits >= MIN_DIGITS {
            runs.push(self.start..end);
        }
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || "()[].-/".contains(c) || ('\u{2010}'..='\u{2015}').contains(&c)
}

/// Whether this letter stands in the place of a digit.
fn is_slip(before: char, c: char, after: char) -> bool {
    let near = |c: char| c.is_ascii_digit() || as_digit(c).is_some() || c == ' ';
    let touches = before.is_ascii_digit() || after.is_ascii_digit();
    as_digit(c).is_some() && touches && near(before) && near(after)
}

fn as_digit(c: char) -> Option<char> {
    match c {
        'O' | 'o' => Some('0'),
        'I' | 'l' => Some('1'),
        _ => None,
    }
}

/// The numbers of one stretch: the whole, if it is one; or what stands between slashes; or groups of
/// digits that make numbers when taken together from the left; or all but a stray group at either end.
fn pieces(typed: &str) -> Vec<Found> {
    if let Some(value) = number(typed) {
        return vec![piece(0..typed.len(), value)];
    }
    let slashed: Vec<(usize, &str)> = split_with_places(typed, |c| c == '/');
    if slashed.len() > 1 {
        return slashed
            .into_iter()
            .flat_map(|(start, text)| moved(start, pieces(text)))
            .collect();
    }
    let grouped = groups(typed);
    if grouped.len() > 1 {
        return grouped;
    }
    if let Some(found) = without_stray_groups(typed) {
        return vec![found];
    }
    let whole = piece(0..typed.len(), plain(typed));
    if digits(&whole.value) >= MIN_DIGITS {
        vec![whole]
    } else {
        Vec::new()
    }
}

fn moved(by: usize, found: Vec<Found>) -> impl Iterator<Item = Found> {
    found.into_iter().map(move |one| Found {
        at: one.at.start + by..one.at.end + by,
        ..one
    })
}

/// The longest number that is left when whole groups of digits at the ends are left out: "flat 3 07700
/// 900123" has one. What is left out stays among the words.
fn without_stray_groups(typed: &str) -> Option<Found> {
    let words = split_with_places(typed, char::is_whitespace);
    let longest_first = (1..words.len()).rev();
    longest_first
        .flat_map(|count| words.windows(count))
        .take(MOST_TRIES)
        .find_map(|window| {
            let (start, _) = window.first()?;
            let (last, word) = window.last()?;
            let end = last + word.len();
            let value = number(typed.get(*start..end)?)?;
            Some(piece(*start..end, value))
        })
}

/// Groups of digits taken together from the left until they make a number, again and again. Empty when
/// something is left over.
fn groups(typed: &str) -> Vec<Found> {
    let words = split_with_places(typed, char::is_whitespace);
    let mut found = Vec::new();
    let mut start = 0;
    let mut joined = String::new();
    for (at, word) in words {
        if joined.is_empty() {
            start = at;
        }
        joined.push_str(word);
        if let Some(value) = number(&joined) {
            found.push(piece(start..at + word.len(), value));
            joined.clear();
        }
    }
    if joined.is_empty() { found } else { Vec::new() }
}

/// The number that a text is, alone or with a slip put right; in the text's own spelling if that will do.
fn number(typed: &str) -> Option<String> {
    let typed = typed.trim();
    [typed.to_owned(), plain(typed)]
        .into_iter()
        .find(|text| is_number(text))
}

fn is_number(text: &str) -> bool {
    PhoneNumber::parse(text, PhonePurpose::Any, DramaNumbers::Accepted).is_ok()
}

/// Digits and single spaces, with a `+` at the start if there was one; letters for digits put right and
/// the zero of `+44 (0)` left out.
fn plain(typed: &str) -> String {
    let plus = typed.trim_start_matches(['(', ' ', '[']).starts_with('+');
    let mended = typed.chars().map(|c| as_digit(c).unwrap_or(c));
    let spaced: String = mended
        .map(|c| if c.is_ascii_digit() { c } else { ' ' })
        .collect();
    let mut groups: Vec<&str> = spaced.split_whitespace().collect();
    if plus && groups.get(1) == Some(&"0") {
        groups.remove(1);
    }
    let joined = groups.join(" ");
    if plus { format!("+{joined}") } else { joined }
}

/// A number followed by "ext 12", "x12" or the like takes the extension in; not when more digits follow,
/// which are another number then, and not on a mobile number, where "x2" says something else.
fn with_extension(text: &str, base: usize, found: Found) -> Found {
    let rest = found
        .at
        .end
        .checked_sub(base)
        .and_then(|end| text.get(end..))
        .unwrap_or_default();
    let taken = extension(rest).and_then(|(length, extension)| {
        let value = format!("{};ext={extension}", found.value);
        let parsed = PhoneNumber::parse(&value, PhonePurpose::Any, DramaNumbers::Accepted).ok()?;
        (parsed.kind() != Some(PhoneKind::Mobile)).then_some((length, value))
    });
    match taken {
        Some((length, value)) => Found {
            at: found.at.start..found.at.end + length,
            value,
            ..found
        },
        None => found,
    }
}

/// How many bytes an extension takes at the start of a text, and its digits.
fn extension(rest: &str) -> Option<(usize, &str)> {
    let word = rest.trim_start_matches([' ', ',', '(']);
    let start: String = word
        .chars()
        .take(12)
        .collect::<String>()
        .to_ascii_lowercase();
    let named = [";ext=", "extension", "extn", "ext", "x", "#"];
    let name = named.into_iter().find(|name| start.starts_with(name))?;
    let number = word.get(name.len()..)?.trim_start_matches(['.', ':', ' ']);
    let length = number.bytes().take_while(u8::is_ascii_digit).count();
    let after = number.get(length..)?;
    let goes_on = after
        .trim_start()
        .starts_with(|c: char| c.is_ascii_digit() || c == '+');
    let fits = (1..=5).contains(&length) && !goes_on;
    let digits = number.get(..length).filter(|_| fits)?;
    Some((rest.len() - after.len(), digits))
}

fn piece(at: Range<usize>, value: String) -> Found {
    Found {
        at,
        channel: Channel::Phone,
        value,
    }
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn split_with_places(text: &str, parted: impl Fn(char) -> bool) -> Vec<(usize, &str)> {
    let mut from = 0;
    let mut words = Vec::new();
    for word in text.split(&parted) {
        if !word.trim().is_empty() {
            words.push((from, word));
        }
        from += word.len();
        from += text
            .get(from..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
    }
    words
}
