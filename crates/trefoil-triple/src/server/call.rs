//! One call on a server, from its head to its trailers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::Poll;

use http::header::{CONTENT_TYPE, HeaderMap, USER_AGENT};
use http::{Method as HttpMethod, StatusCode};
use tokio::time::Instant;
use trefoil_core::codec::Format;
use trefoil_core::{
    CancelGuard, Context, Invocation, Kind, Metadata, Payload, Peer, Reply, Result, Status,
};
use trefoil_http::SendBody;
use trefoil_http::server::{Incoming, Respond};

use super::Service;
use super::requests::{NoRequest, Requests, only};
use super::router::Target;
use super::write::{Writer, refuse, refuse_encoding};
use crate::grpc::content_type::{self, Parsed};
use crate::grpc::names::{GRPC_ENCODING, GRPC_TIMEOUT};
use crate::grpc::{frame, metadata, timeout};
use crate::messages::Messages;
use crate::messages::{Outgoing, Written};
use trefoil_core::Deadline;

/// Serves a request. Dropping the future drops the handler and cancels its context.
pub(super) async fn serve(service: Arc<Service>, request: Incoming, respond: Respond) {
    let Incoming {
        head,
        body,
        peer,
        budget,
    } = request;
    if head.method != HttpMethod::POST {
        let status = Status::internal(format!("gRPC is POST, not {}", head.method));
        return refuse(respond, StatusCode::METHOD_NOT_ALLOWED, &status);
    }
    let content_type = match content_type::parse(head.headers.get(CONTENT_TYPE)) {
        Parsed::Known(content_type) => content_type,
        Parsed::OtherFormat => {
            let status =
                Status::unimplemented("messages are read as `application/grpc+proto` only");
            return refuse(respond, StatusCode::UNSUPPORTED_MEDIA_TYPE, &status);
        }
        Parsed::NotGrpc => {
            let status = Status::internal("the content type is not `application/grpc`");
            return refuse(respond, StatusCode::UNSUPPORTED_MEDIA_TYPE, &status);
        }
    };
    let reads_business = head.headers.get(USER_AGENT).is_some_and(|agent| {
        let agent = agent.as_bytes();
        agent.starts_with(b"grpc-go-triple/") || agent.starts_with(b"grpc-rust-trefoil/")
    });
    let writer = Writer {
        respond,
        content_type,
        reads_business,
    };
    if let Some(encoding) = head.headers.get(GRPC_ENCODING)
        && encoding != "identity"
    {
        let name = String::from_utf8_lossy(encoding.as_bytes()).into_owned();
        let status = Status::unimplemented(format!("the encoding `{name}` is not supported"));
        return refuse_encoding(writer, &status);
    }
    let accepted = service
        .router
        .find(head.uri.path(), &head.headers)
        .and_then(|target| Ok((target, deadline_of(&head.headers)?)));
    match accepted {
        Ok((target, deadline)) => {
            let call = Call::new(&service, writer, deadline, peer);
            let messages = Messages::charged(body, service.limits.receive, budget);
            call.run(&target, head.headers, messages).await;
        }
        Err(status) => {
            writer.fail(&status);
        }
    }
}

/// When the call must be over. A deadline that has passed already is an error: the handler does not run.
fn deadline_of(headers: &HeaderMap) -> Result<Option<Instant>> {
    let Some(value) = headers.get(GRPC_TIMEOUT) else {
        return Ok(None);
    };
    match timeout::decode(value) {
        None => Err(Status::internal("the header `grpc-timeout` is malformed")),
        Some(timeout) if timeout.is_zero() => Err(Deadline::passed()),
        // What cannot be counted is as good as no deadline.
        Some(timeout) => Ok(Instant::now().checked_add(timeout)),
    }
}

fn panicked() -> Status {
    Status::internal("the service panicked")
}

struct Call {
    writer: Writer,
    context: Context,
    guard: CancelGuard,
    deadline: Deadline,
    send_limit: usize,
}

/// What ended the wait for a handler.
enum Outcome<T> {
    Done(T),
    /// The deadline.
    Late(Status),
    /// The caller reset the call or is gone.
    Gone,
}

impl Call {
    fn new(service: &Service, writer: Writer, deadline: Option<Instant>, peer: Arc<Peer>) -> Self {
        let context = Context::of(deadline, Some(peer));
        Self {
            writer,
            guard: context.guard(),
            context,
            deadline: Deadline::new(deadline),
            send_limit: service.limits.send,
        }
    }

    async fn run(mut self, target: &Target, headers: HeaderMap, messages: Messages) {
        let payload = if target.method.kind().streams_requests() {
            Payload::encoded_stream(Format::PROTO, Box::new(Requests(messages)))
        } else {
            match only(messages, &mut self.deadline).await {
                Ok(message) => Payload::encoded(Format::PROTO, message),
                Err(NoRequest::Status(status)) => return self.fail(&status),
                Err(NoRequest::Gone) => return,
            }
        };
        let call = Invocation::new(target.method.clone(), self.context.clone(), payload)
            .with_metadata(metadata::read(headers));
        let invoker = &target.offer.invoker;
        // A handler's own panics are caught below; a filter's must not end the calls of others either.
        let Ok(mut reply) = catch_unwind(AssertUnwindSafe(|| invoker.invoke(call))) else {
            return self.fail_done(&panicked());
        };
        let outcome = std::future::poll_fn(|cx| {
            match catch_unwind(AssertUnwindSafe(|| reply.as_mut().poll(cx))) {
                Ok(Poll::Ready(reply)) => return Poll::Ready(Outcome::Done(reply)),
                Ok(Poll::Pending) => {}
                Err(_) => return Poll::Ready(Outcome::Done(Err(panicked()))),
            }
            if self.writer.respond.poll_reset(cx).is_ready() {
                return Poll::Ready(Outcome::Gone);
            }
            self.deadline.poll_passed(cx).map(Outcome::Late)
        })
        .await;
        // The handler ends before its caller is told that it did.
        drop(reply);
        match outcome {
            Outcome::Done(Ok(reply)) => self.reply(reply).await,
            Outcome::Done(Err(status)) => self.fail_done(&status),
            Outcome::Late(status) => self.fail(&status),
            Outcome::Gone => {}
        }
    }

    /// Answers with an error that cut the handler off.
    fn fail(self, status: &Status) {
        drop(self.guard);
        self.writer.fail(status);
    }

    /// Answers with the handler's own error. If there is nobody to answer, the call was given up, and the
    /// error is most likely what the handler made of that.
    fn fail_done(self, status: &Status) {
        if self.writer.fail(status) && !self.deadline.has_passed() {
            self.guard.done();
        }
    }

    async fn reply(self, reply: Reply) {
        let Reply {
            metadata,
            payload,
            trailers,
        } = reply;
        let message = match payload.into_kind() {
            Kind::Message(message) => frame::encode(&*message, self.send_limit),
            Kind::Encoded(Format::PROTO, bytes) => frame::wrap(&bytes, self.send_limit),
            Kind::Encoded(format, _) => Err(Status::internal(format!(
                "the reply is encoded as `{}`, and the caller reads `proto`",
                format.name()
            ))),
            stream => {
                return match Outgoing::new(stream.into(), self.send_limit) {
                    Ok(stream) => self.stream(metadata, stream, trailers).await,
                    Err(status) => self.fail_done(&status),
                };
            }
        };
        match message {
            Ok(message) => {
                self.guard.done();
                let mut writer = self.writer;
                // A peer that is gone needs no answer; the call was done all the same.
                if let Ok(mut body) = writer.begin(&metadata)
                    && body.send(message, false).is_ok()
                {
                    let _ = body.send_trailers(writer.trailers(None, &trailers));
                }
            }
            Err(status) => self.fail_done(&status),
        }
    }

    async fn stream(mut self, mut initial: Metadata, mut stream: Outgoing, mut after: Metadata) {
        let outcome = std::future::poll_fn(|cx| {
            if let Poll::Ready(metadata) = stream.poll_metadata(cx) {
                return Poll::Ready(Outcome::Done(metadata));
            }
            if self.writer.respond.poll_reset(cx).is_ready() {
                return Poll::Ready(Outcome::Gone);
            }
            self.deadline.poll_passed(cx).map(Outcome::Late)
        })
        .await;
        match outcome {
            Outcome::Done(Ok(metadata)) => initial.extend(metadata),
            Outcome::Done(Err(status)) => return self.fail_done(&status),
            Outcome::Late(status) => return self.fail(&status),
            Outcome::Gone => return,
        }
        // The head goes out before the first message: a caller may wait for it.
        let Ok(mut body) = self.writer.begin(&initial) else {
            return;
        };
        match self.write_all(&mut stream, &mut body).await {
            Outcome::Done(Written::All(end)) => {
                after.extend(stream.trailers());
                let trailers = self.writer.trailers(end.as_ref().err(), &after);
                if body.send_trailers(trailers).is_ok() {
                    self.guard.done();
                }
            }
            Outcome::Late(status) => {
                drop(self.guard);
                drop(stream);
                let trailers = self.writer.trailers(Some(&status), &Metadata::new());
                let _ = body.send_trailers(trailers);
            }
            Outcome::Done(Written::Refused) | Outcome::Gone => {}
        }
    }

    async fn write_all(&mut self, stream: &mut Outgoing, body: &mut SendBody) -> Outcome<Written> {
        std::future::poll_fn(|cx| {
            if let Poll::Ready(written) = stream.poll_write(cx, body) {
                return Poll::Ready(Outcome::Done(written));
            }
            if body.poll_reset(cx).is_ready() {
                return Poll::Ready(Outcome::Gone);
            }
            self.deadline.poll_passed(cx).map(Outcome::Late)
        })
        .await
    }
}
