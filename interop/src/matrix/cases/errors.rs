//! Calls that fail, each at another place, and what arrives of the status.

use prost::{Message, Name};

use super::{Verdict, basics, text};
use crate::matrix::{CallError, NotThere, Options, Replies, Requests, Stack, Wrong, expect, rpc};
use crate::proto::trefoil::interop::v1::{Failure, Reply, Request};

const NO_SUCH_THING: &str = "no such thing";

fn failing(code: i32, message: &str) -> Request {
    let failure = Failure {
        code,
        message: message.into(),
        ..Failure::default()
    };
    Request {
        failure: Some(failure),
        ..Request::default()
    }
}

async fn fails<S: Stack>(stack: &S, request: Request) -> Result<Reply, CallError> {
    let answer = stack.unary(request, Options::default()).await?;
    Ok(answer.reply)
}

pub(super) async fn error_unary<S: Stack>(stack: S) -> Verdict {
    let reply = fails(&stack, failing(5, NO_SUCH_THING)).await;
    expect::error(reply, 5, Some(NO_SUCH_THING))?;
    Ok(())
}

pub(super) async fn error_client_stream<S: Stack>(stack: S) -> Verdict {
    let requests = vec![text("first"), failing(5, NO_SUCH_THING), text("third")];
    expect::error(stack.client_stream(requests).await, 5, Some(NO_SUCH_THING))?;
    Ok(())
}

pub(super) async fn error_server_stream<S: Stack>(stack: S) -> Verdict {
    let failure = Failure {
        code: 9,
        message: "after two".into(),
        after: 2,
        details: false,
    };
    let request = Request {
        reply_count: 5,
        failure: Some(failure),
        ..Request::default()
    };
    let mut replies = stack.server_stream(request, Options::default()).await?;
    expect::next(&mut replies, 0).await?;
    expect::next(&mut replies, 1).await?;
    expect::error(replies.next().await, 9, Some("after two"))?;
    Ok(())
}

pub(super) async fn error_bidi<S: Stack>(stack: S) -> Verdict {
    let (mut requests, mut replies) = stack.bidi().await?;
    basics::turn(&mut requests, &mut replies, 0).await?;
    requests.send(failing(3, "bad turn")).await;
    expect::error(replies.next().await, 3, Some("bad turn"))?;
    Ok(())
}

pub(super) async fn error_message_utf8<S: Stack>(stack: S) -> Verdict {
    let message = "100% ☺ + \t\n end";
    expect::error(fails(&stack, failing(13, message)).await, 13, Some(message))?;
    Ok(())
}

pub(super) async fn error_details<S: Stack>(stack: S) -> Verdict {
    let mut request = failing(5, NO_SUCH_THING);
    if let Some(failure) = &mut request.failure {
        failure.details = true;
    }
    let error = expect::error(fails(&stack, request).await, 5, Some(NO_SUCH_THING))?;
    let [detail] = &*error.details else {
        return Err(Wrong::new(format!(
            "got {} details, expected 1",
            error.details.len()
        )));
    };
    let name = detail.type_url.rsplit('/').next().unwrap_or_default();
    expect::equal("type of the detail", name, &rpc::ErrorInfo::full_name())?;
    let info = rpc::ErrorInfo::decode(&*detail.value)
        .map_err(|error| Wrong::new(format!("the detail cannot be decoded: {error}")))?;
    expect::equal("reason", &*info.reason, "REASON")
}

pub(super) async fn unimplemented_method<S: Stack>(stack: S) -> Verdict {
    expect::error(stack.not_there(NotThere::Method).await, 12, None)?;
    Ok(())
}

pub(super) async fn unimplemented_service<S: Stack>(stack: S) -> Verdict {
    expect::error(stack.not_there(NotThere::Service).await, 12, None)?;
    Ok(())
}
