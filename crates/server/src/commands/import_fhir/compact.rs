//! JSON without the blanks between its words, so that it is the same text however it was laid out.

/// The same JSON on one line. Within strings nothing changes.
pub fn compact(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in json.chars() {
        if in_string {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            in_string = !ends;
        } else if c.is_ascii_whitespace() {
            continue;
        } else {
            in_string = c == '"';
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blanks_go_where_they_say_nothing() {
        let text = "{ \"a b\" : [ 1 ,\n\t\"\\\" x \\\\\" , \" y \" ] }";
        assert_eq!(compact(text), "{\"a b\":[1,\"\\\" x \\\\\",\" y \"]}");
    }

    proptest! {
        #[test]
        fn it_says_the_same(texts in proptest::collection::vec(any::<String>(), 0..5)) {
            let laid_out = serde_json::to_string_pretty(&texts).unwrap();
            let compacted = compact(&laid_out);
            prop_assert_eq!(&compacted, &serde_json::to_string(&texts).unwrap());
            prop_assert_eq!(compact(&compacted), compacted);
        }
    }
}
