//! Nearness of two names: restricted Damerau-Levenshtein distance 1, in linear time.

/// Whether one name becomes the other by one letter put in, left out or replaced, or by two neighbours
/// swapped. A name is not a slip of itself.
pub(super) fn is_one_slip(typed: &[u8], meant: &[u8]) -> bool {
    if typed.len().abs_diff(meant.len()) > 1 {
        return false;
    }
    let same = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    // From the first difference on, one step has to mend it all.
    let (typed, meant) = (typed.get(same..), meant.get(same..));
    match (typed.unwrap_or_default(), meant.unwrap_or_default()) {
        ([a, b, typed @ ..], [c, d, meant @ ..]) if a == d && b == c && typed == meant => true,
        ([_, typed @ ..], [_, meant @ ..]) if typed == meant => true,
        ([_, typed @ ..], meant) if typed == meant => true,
        (typed, [_, meant @ ..]) => typed == meant,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slip(typed: &str, meant: &str) -> bool {
        is_one_slip(typed.as_bytes(), meant.as_bytes())
    }

    #[test]
    fn each_kind_of_slip() {
        for typed in [
            "gmil", "mail", "gmai", "gmaail", "xgmail", "gmailx", "gmoil", "gmaix", "gmial",
            "mgail", "gmali",
        ] {
            assert!(slip(typed, "gmail"), "{typed}");
        }
        for typed in ["gmail", "gml", "gmaailx", "gmlai", "mgial", "", "yahoo"] {
            assert!(!slip(typed, "gmail"), "{typed}");
        }
    }

    /// The textbook table, as a yardstick.
    fn distance(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut best = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(table[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn agrees_with_the_textbook(a in "[ab]{0,6}", b in "[ab]{0,6}") {
            prop_assert_eq!(slip(&a, &b), distance(a.as_bytes(), b.as_bytes()) == 1);
        }
    }
}
