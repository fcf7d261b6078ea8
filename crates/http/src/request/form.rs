//! The form in which something is wanted that can be shown as data, as a picture and as a page.

use axum::http::HeaderValue;

/// The forms there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Data.
    Json,
    /// A picture.
    Svg,
    /// A page.
    Html,
}

impl Form {
    /// Every form.
    pub const ALL: &'static [Self] = &[Self::Json, Self::Svg, Self::Html];

    /// Its name in a query.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Svg => "svg",
            Self::Html => "html",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Svg => "image/svg+xml",
            Self::Html => "text/html",
        }
    }

    /// The form that the `Accept` headers want most. Data when they name none, as a program often does not.
    pub fn accepted<'a>(headers: impl IntoIterator<Item = &'a HeaderValue>) -> Self {
        wanted_most(headers, Self::ALL, Self::media_type).unwrap_or(Self::Json)
    }
}

/// Which of these forms the `Accept` headers want most (RFC 9110 section 12.5.1): of those they name, the one with
/// the highest weight, and the first of several.
pub fn wanted_most<'a, T: Copy>(
    headers: impl IntoIterator<Item = &'a HeaderValue>,
    forms: &[T],
    media_type: impl Fn(T) -> &'static str,
) -> Option<T> {
    let texts = headers
        .into_iter()
        .filter_map(|header| header.to_str().ok());
    let named = |part| wanted(part, forms, &media_type);
    let mut best = (0.0, None);
    for (form, weight) in texts.flat_map(|text| text.split(',')).filter_map(named) {
        if weight > best.0 {
            best = (weight, Some(form));
        }
    }
    best.1
}

/// The form that one part of an `Accept` header names, and its weight.
fn wanted<T: Copy>(
    part: &str,
    forms: &[T],
    media_type: impl Fn(T) -> &'static str,
) -> Option<(T, f32)> {
    let mut pieces = part.split(';').map(str::trim);
    let named = pieces.next()?;
    let form = forms
        .iter()
        .find(|form| media_type(**form).eq_ignore_ascii_case(named))?;
    let weight = pieces.find_map(|piece| {
        let (name, value) = piece.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then_some(value)
    });
    let weight = weight.map_or(Some(1.0), |value| value.trim().parse().ok());
    Some((*form, weight.unwrap_or(0.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_that_is_wanted_most_is_given() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
        for (accept, form) in [
            ("", Form::Json),
            ("*/*", Form::Json),
            ("application/json", Form::Json),
            ("image/svg+xml", Form::Svg),
            ("IMAGE/SVG+XML; charset=utf-8", Form::Svg),
            (browser, Form::Html),
            ("text/html;q=0.5, image/svg+xml;q=0.9", Form::Svg),
            ("text/html, image/svg+xml", Form::Html),
            ("text/html;q=0", Form::Json),
            ("text/html;q=much", Form::Json),
            ("text/plain", Form::Json),
        ] {
            let header = HeaderValue::from_static(accept);
            assert_eq!(Form::accepted([&header]), form, "{accept}");
        }
        assert_eq!(Form::accepted([]), Form::Json);
    }
}
