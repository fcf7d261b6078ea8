//! What is refused before anybody reads it: bodies that are too long by their own account, and transfer encodings
//! that nobody here undoes.

use axum::body::HttpBody as _;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::TRANSFER_ENCODING;

use crate::answer::Problem;
use crate::request::{MAX_BODY_BYTES, body_too_long};

/// What is wrong with the request before it is looked at, whether or not its address takes a body.
pub fn refused_by_its_shape(request: &Request) -> Option<Problem> {
    let mut encodings = request.headers().get_all(TRANSFER_ENCODING).iter();
    if encodings.any(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"chunked")) {
        return Some(Problem::new(
            StatusCode::NOT_IMPLEMENTED,
            "The body may be sent in chunks and in no other transfer encoding",
        ));
    }
    let said = request.body().size_hint().lower();
    (said > MAX_BODY_BYTES as u64).then(body_too_long)
}
