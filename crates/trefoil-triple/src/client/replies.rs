//! The reply side of a call.

use std::task::{Context, Poll, ready};

use http::StatusCode;
use http::header::CONTENT_TYPE;
use trefoil_core::codec::Encoded;
use trefoil_core::{BoxFuture, ByteStream, Code, Deadline, Metadata, Result, Status};

use super::open::{Answer, failed};
use super::pump::Pumping;
use crate::grpc::content_type::{self, Parsed};
use crate::grpc::frame::Found;
use crate::grpc::metadata;
use crate::grpc::names::GRPC_ENCODING;
use crate::grpc::status::{self, Ended};
use crate::messages::{Failed, Messages, truncated};

/// Messages and metadata of an answer, as they come. Dropping it cancels the call.
pub(super) struct Replies {
    state: State,
    deadline: Deadline,
    limit: usize,
    metadata: Option<Metadata>,
    trailers: Option<Metadata>,
    requests: Option<Pumping>,
    messages: u8,
    /// The service itself said that it failed, behind its head.
    is_told: bool,
}

enum State {
    /// The head is not there yet.
    Head(BoxFuture<Result<Answer>>),
    Body(Box<Body>),
    /// The call has ended so; the result is given once.
    Ended(Option<Result<()>>),
}

struct Body {
    messages: Messages,
    /// What HTTP says, if it is not that all is well; counts only if gRPC says nothing.
    refused: Option<Status>,
    encoding: Option<String>,
    _request: Option<trefoil_http::SendBody>,
}

impl Replies {
    pub(super) fn new(
        head: BoxFuture<Result<Answer>>,
        deadline: Deadline,
        limit: usize,
        requests: Option<Pumping>,
    ) -> Self {
        Self {
            state: State::Head(head),
            deadline,
            limit,
            metadata: None,
            trailers: None,
            requests,
            messages: 0,
            is_told: false,
        }
    }

    pub(super) fn from_answer(answer: Answer, deadline: Deadline, limit: usize) -> Self {
        let ended = State::Ended(None);
        let mut replies = Self {
            state: ended,
            deadline,
            limit,
            metadata: None,
            trailers: None,
            requests: None,
            messages: 0,
            is_told: false,
        };
        replies.begin(answer);
        replies
    }

    /// Whether the service itself said, behind its head, that it failed.
    pub(super) fn is_told(&self) -> bool {
        self.is_told
    }

    /// Takes the head of the answer in.
    fn begin(&mut self, answer: Answer) {
        let Answer {
            head,
            body,
            _request,
        } = answer;
        let http = (head.status, head.headers.get(CONTENT_TYPE).cloned());
        let mut headers = head.headers;
        if body.is_end() {
            // Trailers-Only. A status counts in the head only here, whatever HTTP's own status is.
            match status::read(headers) {
                Ended::Well(trailers) => self.finish_well(metadata::read(trailers)),
                Ended::Badly(status) => self.end(Err(status)),
                Ended::Unsaid(headers) => {
                    self.end(Err(refusal(&http).unwrap_or_else(|| unsaid(&headers))));
                }
            }
            return;
        }
        let encoding = headers
            .get(GRPC_ENCODING)
            .filter(|encoding| *encoding != "identity")
            .map(|encoding| String::from_utf8_lossy(encoding.as_bytes()).into_owned());
        // net/http announces its trailers; that is no metadata.
        headers.remove(http::header::TRAILER);
        self.metadata = Some(metadata::read(headers));
        self.state = State::Body(Box::new(Body {
            messages: Messages::new(body, self.limit),
            refused: refusal(&http),
            encoding,
            _request,
        }));
    }

    fn finish_well(&mut self, trailers: Metadata) {
        self.trailers = Some(trailers);
        self.end(Ok(()));
    }

    fn end(&mut self, end: Result<()>) {
        // The server has said all; what we would still send is for nobody.
        let pumped = self.requests.take().and_then(Pumping::stop);
        let end = match (end, pumped) {
            // The requests failed on our side, and what the server made of that is not the reason.
            (Err(_), Some(status)) => Err(status),
            // A server that keeps our deadline too may say so first, and tonic's says CANCELLED.
            (Err(status), None)
                if status.code() == Code::Cancelled && self.deadline.has_passed() =>
            {
                Err(Deadline::passed())
            }
            (end, _) => end,
        };
        self.state = State::Ended(Some(end));
    }

    /// Waits for the head, and for the body to begin.
    fn poll_head(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if let State::Head(head) = &mut self.state {
            match head.as_mut().poll(cx) {
                Poll::Ready(Ok(answer)) => self.begin(answer),
                Poll::Ready(Err(status)) => self.end(Err(status)),
                Poll::Pending => {
                    // The future watches the deadline itself.
                    return Poll::Pending;
                }
            }
        }
        Poll::Ready(())
    }

    fn poll_trailers(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let State::Body(body) = &mut self.state else {
            return Poll::Ready(());
        };
        let trailers = match body.messages.body().poll_trailers(cx) {
            Poll::Ready(trailers) => trailers,
            Poll::Pending => {
                let status = ready!(self.deadline.poll_passed(cx));
                self.end(Err(status));
                return Poll::Ready(());
            }
        };
        let refused = body.refused.take();
        let whole = body.messages.is_whole();
        match trailers {
            Ok(trailers) => match status::read(trailers.unwrap_or_default()) {
                Ended::Badly(status) => {
                    self.is_told = true;
                    self.end(Err(status));
                }
                // Half a message is no good end, whatever the trailers say.
                _ if !whole && refused.is_none() => self.end(Err(truncated())),
                Ended::Well(trailers) => self.finish_well(metadata::read(trailers)),
                Ended::Unsaid(trailers) => {
                    self.end(Err(refused.unwrap_or_else(|| unsaid(&trailers))));
                }
            },
            Err(error) => {
                let status = failed(error, &self.deadline);
                self.end(Err(refused.unwrap_or(status)));
            }
        }
        Poll::Ready(())
    }

    /// Waits for the next message or the end.
    fn poll_found(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Found>>> {
        loop {
            ready!(self.poll_head(cx));
            let body = match &mut self.state {
                State::Body(body) => body,
                State::Ended(end) => return Poll::Ready(end.take().and_then(Result::err).map(Err)),
                State::Head(_) => return Poll::Pending,
            };
            let item = match body.messages.poll_message(cx) {
                Poll::Ready(item) => item,
                Poll::Pending => {
                    let status = ready!(self.deadline.poll_passed(cx));
                    self.end(Err(status));
                    continue;
                }
            };
            match item {
                // What no gRPC server sent is no message, and what follows it no trailers.
                Some(Ok(_)) if body.refused.is_some() => {
                    let refused = body.refused.take().map_or(Ok(()), Err);
                    self.end(refused);
                }
                Some(Ok(found)) => {
                    self.messages = self.messages.wrapping_add(1);
                    // A peer that is always ready meets no timer, and the clock costs more than a message.
                    if self.messages.is_multiple_of(64) && self.deadline.has_passed() {
                        self.end(Err(Deadline::passed()));
                        continue;
                    }
                    return Poll::Ready(Some(Ok(found)));
                }
                None | Some(Err(Failed::Truncated)) => ready!(self.poll_trailers(cx)),
                Some(Err(_)) if body.refused.is_some() => {
                    let refused = body.refused.take().map_or(Ok(()), Err);
                    self.end(refused);
                }
                Some(Err(Failed::Status(status))) => {
                    let status = match body.encoding.take() {
                        Some(name) if body.messages.is_compressed() => {
                            Status::internal(format!("the encoding `{name}` is not supported"))
                        }
                        _ => status,
                    };
                    self.end(Err(status));
                }
                Some(Err(Failed::Stream(error))) => {
                    let status = failed(error, &self.deadline);
                    self.end(Err(status));
                }
            }
        }
    }
}

/// What is wrong with an answer as HTTP.
fn refusal(http: &(StatusCode, Option<http::HeaderValue>)) -> Option<Status> {
    let (code, content_type) = http;
    if *code != StatusCode::OK {
        return Some(status::from_http(*code, "and says nothing of gRPC"));
    }
    match content_type::parse(content_type.as_ref()) {
        Parsed::Known(_) => None,
        Parsed::OtherFormat | Parsed::NotGrpc => {
            let found = content_type
                .as_ref()
                .map_or(&b"none"[..], |value| value.as_bytes());
            let found = String::from_utf8_lossy(found);
            Some(Status::unknown(format!(
                "the answer has the content type `{found}`"
            )))
        }
    }
}

fn unsaid(_: &http::HeaderMap) -> Status {
    Status::unknown("the answer ended without a status")
}

impl ByteStream for Replies {
    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Encoded<'_>>>> {
        let found = match ready!(self.poll_found(cx)) {
            Some(Ok(found)) => found,
            Some(Err(status)) => return Poll::Ready(Some(Err(status))),
            None => return Poll::Ready(None),
        };
        match &mut self.state {
            State::Body(body) => Poll::Ready(Some(Ok(body.messages.take(found)))),
            State::Head(_) | State::Ended(_) => Poll::Ready(None),
        }
    }

    fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<Result<Metadata>> {
        ready!(self.poll_head(cx));
        if let State::Ended(Some(Err(status))) = &self.state {
            return Poll::Ready(Err(status.clone()));
        }
        Poll::Ready(Ok(self.metadata.take().unwrap_or_default()))
    }

    fn trailers(&mut self) -> Option<Metadata> {
        self.trailers.take()
    }
}
