use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use super::NotAdmitted;

/// The most letters that are said of the name of another scheme.
const SCHEME_LETTERS: usize = 20;

/// The token: after `Bearer`, or `bare` where that is taken.
pub fn token(headers: &HeaderMap, bare: bool) -> Result<&str, NotAdmitted> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let value = values.next().ok_or(NotAdmitted::MissingHeader)?;
    if values.next().is_some() {
        return Err(NotAdmitted::InvalidToken);
    }
    let value = value.to_str().map_err(|_| NotAdmitted::InvalidToken)?;
    match value.trim().split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(token.trim()),
        Some((scheme, _)) => Err(NotAdmitted::OtherScheme(letters(scheme))),
        None if bare => Ok(value.trim()),
        None if value.trim().is_empty() => Err(NotAdmitted::EmptyHeader),
        None => Err(NotAdmitted::NoToken),
    }
}

/// What may be said of the name of a scheme: whatever stands there may be a secret in the wrong place.
fn letters(scheme: &str) -> String {
    let letters = scheme.chars().filter(char::is_ascii_alphabetic);
    letters.take(SCHEME_LETTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[&[u8]], bare: bool) -> Result<String, String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(AUTHORIZATION, (*value).try_into().unwrap());
        }
        let token = token(&headers, bare).map(str::to_owned);
        token.map_err(|refusal| format!("{refusal:?}"))
    }

    #[test]
    fn a_token_stands_after_its_scheme() {
        for value in ["Bearer abc", "bearer abc", " BEARER   abc "] {
            assert_eq!(read(&[value.as_bytes()], false).unwrap(), "abc", "{value}");
        }
        assert_eq!(read(&[b"abc"], true).unwrap(), "abc");
        assert_eq!(read(&[b""], true).unwrap(), "");
    }

    #[test]
    fn what_is_wrong_with_the_header_is_told_apart() {
        let other = |name: &str| NotAdmitted::OtherScheme(name.to_owned());
        for (values, refusal) in [
            (&[][..], NotAdmitted::MissingHeader),
            (&[&b""[..]], NotAdmitted::EmptyHeader),
            (&[b"  "], NotAdmitted::EmptyHeader),
            (&[b"abc"], NotAdmitted::NoToken),
            (&[b"Bearer"], NotAdmitted::NoToken),
            (&[b"Bearer "], NotAdmitted::NoToken),
            (&[b"Basic dXNlcjpwYXNz"], other("Basic")),
            (
                &[b"abcdefghijklmnopqrstuvwxyz x"],
                other("abcdefghijklmnopqrst"),
            ),
            (&[b"1'<b>\"; x"], other("b")),
            (&[b"Bearer abc", b"Bearer abc"], NotAdmitted::InvalidToken),
            (&[b"Bearer \xff"], NotAdmitted::InvalidToken),
        ] {
            let told = Err(format!("{refusal:?}"));
            assert_eq!(read(values, false), told, "{values:?}");
        }
    }
}
