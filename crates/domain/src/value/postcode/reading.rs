//! Every form of postcode, read from its letters and digits.

use super::Case;
use super::grammar;
use super::pseudo::PseudoPostcode;

/// The case and the normal form, when the text is a postcode.
pub(super) fn read(compact: &[u8]) -> Option<(Case, String)> {
    geographic(compact)
        .or_else(|| pseudo(compact))
        .or_else(|| forces(compact))
        .or_else(|| territory(compact))
        .or_else(|| (compact == b"GIR0AA").then(|| (Case::Girobank, halved(compact))))
}

fn geographic(compact: &[u8]) -> Option<(Case, String)> {
    let area = grammar::area_of(compact)?;
    let case = match area {
        "GY" | "IM" | "JE" => Case::CrownDependency { area },
        // All of BF is for the forces; the BFPO number is the older form.
        "BF" => Case::Bfpo { area: Some(area) },
        _ => Case::Uk { area },
    };
    Some((case, halved(compact)))
}

fn pseudo(compact: &[u8]) -> Option<(Case, String)> {
    let pseudo = PseudoPostcode::from_compact(compact)?;
    Some((Case::Pseudo(pseudo), pseudo.as_str().to_owned()))
}

/// `BFPO 57`, with or without `c/o`: one to four digits, zeros before them left out.
fn forces(compact: &[u8]) -> Option<(Case, String)> {
    let rest = compact.strip_prefix(b"BFPO")?;
    let care_of = rest
        .strip_prefix(b"C/O")
        .or_else(|| rest.strip_prefix(b"CO"));
    let digits = care_of.unwrap_or(rest);
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    let number = digits.get(zeros..).filter(|number| !number.is_empty())?;
    let is_number = digits.len() <= 4 && number.iter().all(u8::is_ascii_digit);
    is_number.then(|| {
        (
            Case::Bfpo { area: None },
            joined(b"BFPO", Some(' '), number),
        )
    })
}

/// The codes of British overseas territories (reference, "UK postcodes"), one for a whole territory
/// except in the Cayman and Virgin Islands and Montserrat. Bermuda's (`HM 12`, `HM GX`) are left
/// out: they look like half of a postcode, and are taken with an address that is marked as overseas.
fn territory(compact: &[u8]) -> Option<(Case, String)> {
    let normal = match compact {
        b"ASCN1ZZ" | b"BBND1ZZ" | b"BIQQ1ZZ" | b"FIQQ1ZZ" | b"PCRN1ZZ" | b"SIQQ1ZZ"
        | b"STHL1ZZ" | b"TDCU1ZZ" | b"TKCA1ZZ" | b"GX111AA" => halved(compact),
        b"AI2640" => "AI-2640".to_owned(),
        [b'K', b'Y', island @ b'1'..=b'3', code @ ..] if is_digits(code, 4) => {
            joined(&[b'K', b'Y', *island], Some('-'), code)
        }
        [b'V', b'G', b'1', b'1', code @ ..] if is_digits(code, 2) => joined(b"VG11", None, code),
        [b'M', b'S', b'R', b'1', code @ ..] if is_digits(code, 3) => joined(b"MSR1", None, code),
        _ => return None,
    };
    Some((Case::OverseasTerritory, normal))
}

fn is_digits(text: &[u8], count: usize) -> bool {
    text.len() == count && text.iter().all(u8::is_ascii_digit)
}

/// One space before the last three.
fn halved(compact: &[u8]) -> String {
    match compact.split_last_chunk::<3>() {
        Some((outward, inward)) => joined(outward, Some(' '), inward),
        None => joined(compact, None, b""),
    }
}

fn joined(before: &[u8], sign: Option<char>, after: &[u8]) -> String {
    let mut text = String::with_capacity(before.len() + 1 + after.len());
    text.push_str(std::str::from_utf8(before).unwrap_or_default());
    text.extend(sign);
    text.push_str(std::str::from_utf8(after).unwrap_or_default());
    text
}
