//! The calling side: an invoker on a channel.

mod invoker;
mod open;
mod pump;
mod replies;
mod unary;

pub(crate) use invoker::TripleInvoker;
