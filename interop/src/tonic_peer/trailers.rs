//! What tonic lets no handler do: metadata behind the message of a call that ends well.

use http::{HeaderName, HeaderValue, Response};
use http_body_util::BodyExt;
use tonic::body::Body;

static ECHO: HeaderName = HeaderName::from_static("x-echo-trailing-bin");

/// Moves the metadata that is to come back behind the messages from the headers to the trailers.
pub(super) fn move_echo(response: Response<Body>) -> Response<Body> {
    let values: Vec<HeaderValue> = response.headers().get_all(&ECHO).iter().cloned().collect();
    let (mut head, body) = response.into_parts();
    if values.is_empty() || head.headers.contains_key("grpc-status") {
        // Without messages the headers are the trailers.
        return Response::from_parts(head, body);
    }
    head.headers.remove(&ECHO);
    let body = body.map_frame(move |mut frame| {
        if let Some(trailers) = frame.trailers_mut() {
            for value in &values {
                trailers.append(&ECHO, value.clone());
            }
        }
        frame
    });
    Response::from_parts(head, Body::new(body))
}
