//! Text that has to fit. Nothing here can measure a font, so that every sign is taken to be as wide as it is in
//! the widest of the common ones.

/// About how wide a text is in this size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|sign| width_of(sign) * size).sum()
}

fn width_of(sign: char) -> f64 {
    match sign {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '\u{a0}' => 0.36,
        'f' | 'r' | 't' | '-' | '(' | ')' | '/' => 0.45,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.0,
        'a'..='z' | '0'..='9' => 0.64,
        _ if sign.is_ascii() || sign.is_alphabetic() && sign < '\u{1100}' => 0.78,
        _ => 1.1,
    }
}

/// The text in at most so many lines of this width, broken between words where it can be, but not at a space that
/// forbids it. What does not fit is left out, and three dots say so.
pub fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ').flat_map(|word| pieces(word, size, room)) {
        let line = lines.pop().unwrap_or_default();
        let joined = format!("{line} {word}");
        if line.is_empty() {
            lines.push(word);
        } else if width(&joined, size) <= room {
            lines.push(joined);
        } else {
            lines.extend([line, word]);
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        let last = lines.pop().unwrap_or_default();
        lines.push(shortened(&last, size, room));
    }
    lines
}

/// The start of a text with three dots after it, so that both fit.
fn shortened(text: &str, size: f64, room: f64) -> String {
    let mut kept = text.to_owned();
    while !kept.is_empty() && width(&kept, size) + width("...", size) > room {
        kept.pop();
    }
    format!("{}...", kept.trim_end())
}

/// A word in pieces that fit on a line each.
fn pieces(word: &str, size: f64, room: f64) -> Vec<String> {
    let mut pieces = Vec::new();
    let (mut piece, mut used) = (String::new(), 0.0);
    for sign in word.chars() {
        let wide = width_of(sign) * size;
        if used + wide > room && !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
            used = 0.0;
        }
        piece.push(sign);
        used += wide;
    }
    pieces.push(piece);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_what_is_left_out_is_marked() {
        let text = "Flat 9, Dunlin Court, Reedmace Lane, a-very-long-name-without-any-place-to-break-it, London";
        for most in 1..8 {
            let lines = wrap(text, 14.0, 150.0, most);
            assert!(lines.len() <= most);
            assert!(lines.iter().all(|line| width(line, 14.0) <= 150.0));
            let whole: String = lines.concat().replace(' ', "");
            assert_eq!(whole == text.replace(' ', ""), !whole.ends_with("..."));
        }
        assert_eq!(wrap("07700 900123", 14.0, 150.0, 2), ["07700 900123"]);
        assert_eq!(wrap("", 14.0, 150.0, 2), [""]);
    }
}
