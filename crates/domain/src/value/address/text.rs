//! An address written as one text, read into lines.

use super::mailable::says_no_fixed_abode;
use super::{Address, AddressInput, Country};
use crate::value::Postcode;

/// The lines, the postcode and the country that a text holds.
#[derive(Clone, PartialEq, Eq)]
pub struct AddressText {
    text: String,
    lines: Vec<String>,
    postcode: Option<String>,
    country: Option<Country>,
    has_several_postcodes: bool,
}

impl AddressText {
    /// Reads a text: lines are parted by line breaks or commas; the last of them may be a country, and the
    /// last before it may end with a postcode. A house number that a comma parts from its street is put
    /// back in front of it.
    pub fn read(text: &str) -> Self {
        let mut lines: Vec<String> = parted(text);
        let several = lines.iter().map(|line| postcodes_in(line)).sum::<usize>() > 1;
        let country = lines.last().and_then(|last| Country::find(last));
        if country.is_some() {
            lines.pop();
        }
        let postcode = lines.last().and_then(|last| ending_postcode(last));
        if let (Some((rest, _)), Some(last)) = (&postcode, lines.last_mut()) {
            last.clone_from(rest);
        }
        lines.retain(|line| !line.is_empty());
        Self {
            text: text.trim().to_owned(),
            lines: at_most_five(house_numbers_joined(lines)),
            postcode: postcode.map(|(_, code)| code),
            country: country.filter(|country| !country.is_united_kingdom()),
            has_several_postcodes: several,
        }
    }

    /// Whether more than one postcode stands in it: it is more than one address then.
    pub fn has_several_postcodes(&self) -> bool {
        self.has_several_postcodes
    }

    /// What stands before all else.
    pub fn first_line(&self) -> &str {
        self.lines.first().map_or("", String::as_str)
    }

    /// The last words, when they look like a postcode and are none.
    pub fn failed_postcode(&self) -> Option<String> {
        let last = self.lines.last().filter(|_| self.postcode.is_none())?;
        let words: Vec<&str> = last.split_whitespace().collect();
        let [.., outward, inward] = words.as_slice() else {
            return None;
        };
        let half = |word: &str, first: fn(&char) -> bool| {
            word.len() <= 4
                && word.chars().next().is_some_and(|c| first(&c))
                && word.chars().all(|c| c.is_ascii_alphanumeric())
                && word.contains(|c: char| c.is_ascii_digit())
        };
        let fits = half(outward, char::is_ascii_alphabetic) && half(inward, char::is_ascii_digit);
        fits.then(|| format!("{outward} {inward}"))
    }

    /// The same as input for an address. One abroad is kept as it was written, as every country has its own
    /// form (PDS standard, "Address for temporary visitors and migrants").
    pub fn input(&self) -> AddressInput<'_> {
        let mut lines = self.lines.iter().map(String::as_str);
        let lines = std::array::from_fn(|_| lines.next());
        AddressInput {
            lines,
            postcode: self.postcode.as_deref(),
            country: self.country.map(Country::name),
            is_overseas: self.country.is_some_and(is_abroad),
            // A country alone is no address.
            overseas: self
                .country
                .filter(|c| is_abroad(*c) && !self.lines.is_empty())
                .map(|_| self.text.as_str()),
            ..AddressInput::default()
        }
    }

    /// The address with a slip in its postcode put right, or with the pseudo-postcode of those who have no
    /// fixed abode where it says so; `None` when that does not make it one (PDS standard, "Address for
    /// homeless and no fixed address").
    pub fn mended(&self) -> Option<Address> {
        let mut lines = self.lines.clone();
        if self.postcode.is_none() && lines.iter().any(|line| says_no_fixed_abode(line)) {
            let mended = Self {
                postcode: Some("ZZ99 3VZ".to_owned()),
                ..self.clone()
            };
            return Address::parse(&mended.input()).ok();
        }
        let last = lines.pop()?;
        let words: Vec<&str> = last.split_whitespace().collect();
        let found = [2, 1].into_iter().find_map(|count| {
            let from = words.len().checked_sub(count)?;
            let code = Postcode::suggestion(&words.get(from..)?.join(" "))?;
            Some((words.get(..from)?.join(" "), code))
        });
        let (rest, code) = found?;
        // The fifth line holds all that is below it, with commas between.
        lines.push(rest.trim_end_matches([',', ' ']).to_owned());
        lines.retain(|line| !line.is_empty());
        let mended = Self {
            text: String::new(),
            lines,
            postcode: Some(code),
            country: self.country,
            has_several_postcodes: false,
        };
        Address::parse(&mended.input()).ok()
    }
}

/// Jersey, Guernsey and the Isle of Man have postcodes of the British form.
fn is_abroad(country: Country) -> bool {
    !matches!(country.code(), "JE" | "GG" | "IM")
}

fn parted(text: &str) -> Vec<String> {
    let lines = text.split(['\n', '\r', ',', ';']).map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// What stands on a sixth line and below is put on the fifth, so that nothing is lost.
fn at_most_five(mut lines: Vec<String>) -> Vec<String> {
    let rest = lines.split_off(lines.len().min(5));
    if let Some(fifth) = lines.get_mut(4) {
        for line in rest {
            fifth.push_str(", ");
            fifth.push_str(&line);
        }
    }
    lines
}

/// The line without the postcode at its end, and the postcode.
fn ending_postcode(line: &str) -> Option<(String, String)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    [2, 1].into_iter().find_map(|count| {
        let from = words.len().checked_sub(count)?;
        let code = words.get(from..)?.join(" ");
        let postcode = Postcode::parse(&code).ok()?;
        Some((words.get(..from)?.join(" "), postcode.normal().to_owned()))
    })
}

/// How many postcodes stand in a line.
fn postcodes_in(line: &str) -> usize {
    let words: Vec<&str> = line.split_whitespace().collect();
    let pairs = words.windows(2).filter(|pair| {
        let inward = pair.last().is_some_and(|inward| inward.len() == 3);
        inward && Postcode::parse(&pair.join(" ")).is_ok()
    });
    pairs.count()
}

/// "23", "Mill Lane" is one line.
fn house_numbers_joined(lines: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(last)
                if is_house_number(last) && !line.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                last.push(' ');
                last.push_str(&line);
            }
            _ => joined.push(line),
        }
    }
    joined
}

fn is_house_number(line: &str) -> bool {
    line.len() <= 5
        && line.starts_with(|c: char| c.is_ascii_digit())
        && line.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && line.chars().filter(|c| c.is_ascii_alphabetic()).count() <= 1
}
