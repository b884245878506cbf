//! What the cases assert with.

use std::fmt::Debug;

use super::{CallError, Replies, Wrong};
use crate::proto::trefoil::interop::v1::Reply;

/// A value is the expected one.
#[expect(
    clippy::needless_pass_by_value,
    reason = "what is compared is made for it"
)]
pub(super) fn equal<T: PartialEq + Debug>(what: &str, got: T, want: T) -> Result<(), Wrong> {
    if got == want {
        return Ok(());
    }
    Err(Wrong(format!(
        "{what}: got {}, expected {}",
        short(&got),
        short(&want)
    )))
}

/// A call failed with this code, and this message if one is asked for.
pub(super) fn error<T: Debug>(
    result: Result<T, CallError>,
    code: i32,
    message: Option<&str>,
) -> Result<CallError, Wrong> {
    let error = match result {
        Ok(reply) => {
            return Err(Wrong(format!(
                "expected code {code}, got {}",
                short(&reply)
            )));
        }
        Err(error) => error,
    };
    if error.code != code {
        let CallError {
            code: got, message, ..
        } = error;
        return Err(Wrong(format!(
            "code: got {got} ({message}), expected {code}"
        )));
    }
    if let Some(message) = message {
        equal("message", &*error.message, message)?;
    }
    Ok(error)
}

/// The next reply is there and has this index.
pub(super) async fn next(replies: &mut impl Replies, index: i32) -> Result<Reply, Wrong> {
    let reply = replies.next().await?;
    let reply = reply.ok_or_else(|| Wrong(format!("the stream ended before reply {index}")))?;
    equal("index", reply.index, index)?;
    Ok(reply)
}

/// The stream ends with OK.
pub(super) async fn end(replies: &mut impl Replies) -> Result<(), Wrong> {
    equal("what follows the last reply", replies.next().await?, None)
}

/// On one line, and not too long.
fn short(value: &impl Debug) -> String {
    let text = format!("{value:?}");
    if text.chars().count() <= 200 {
        return text;
    }
    let start: String = text.chars().take(200).collect();
    format!("{start}... ({} bytes)", text.len())
}
