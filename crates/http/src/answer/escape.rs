/// Writes a text so that it can stand in HTML and XML, in an element or in an attribute in double quotes. Signs
/// that XML does not allow at all are replaced.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
                escaped.push(char::REPLACEMENT_CHARACTER);
            }
            _ => escaped.push(sign),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        for (text, written) in [
            ("Flat 1, 23 Mill Lane", "Flat 1, 23 Mill Lane"),
            (
                "<script>alert('1')</script>",
                "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;",
            ),
            ("\" onload=\"x", "&quot; onload=&quot;x"),
            ("Marks & Sons", "Marks &amp; Sons"),
            ("&amp;", "&amp;amp;"),
            ("a\u{0}b\u{1b}c\nd", "a\u{fffd}b\u{fffd}c d"),
            ("Café Zoë 李", "Café Zoë 李"),
        ] {
            assert_eq!(escape(text), written);
        }
    }
}
