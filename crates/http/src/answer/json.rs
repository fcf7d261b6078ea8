use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::contact_detail::Version;
use serde::Serialize;

/// A JSON answer.
pub fn json(status: StatusCode, body: &impl Serialize) -> Response {
    typed(status, "application/json", body)
}

/// An answer in a media type that is JSON underneath.
pub fn typed(status: StatusCode, media_type: &'static str, body: &impl Serialize) -> Response {
    let mut bytes = Vec::with_capacity(1024);
    // Writing our own types to memory cannot fail.
    let written = serde_json::to_writer(&mut bytes, body);
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = if written.is_ok() {
        status
    } else {
        StatusCode::INTERNAL_SERVER_ERROR
    };
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// The entity tag of a record's version, strong, such as `"v3"`.
pub fn etag(version: Version) -> (HeaderName, HeaderValue) {
    let tag = format!("\"v{}\"", version.number());
    let value = HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("\"v0\""));
    (axum::http::header::ETAG, value)
}

/// The tag of the one record that stands for its kind, in the form that `If-Match` on the kind reads.
pub fn kind_etag(record: &ContactDetail) -> (HeaderName, HeaderValue) {
    let tag = format!("\"{}.v{}\"", record.id, record.version.number());
    let value = HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("\"\""));
    (axum::http::header::ETAG, value)
}
