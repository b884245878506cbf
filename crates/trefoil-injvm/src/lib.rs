//! `injvm://` for [trefoil](https://docs.rs/trefoil): calls within one process.
//!
//! [`InJvm`] is the protocol, [`Local`] calls one service without exporting it. All four modes; nothing is
//! serialized; deadlines and cancellation are obeyed; the handler sees a peer. It is the smallest complete
//! [`Protocol`](trefoil_core::Protocol), so it is the one to copy: `protocol.rs` keeps what is exported,
//! `call.rs` runs a call.

mod call;
mod local;
mod protocol;

pub use local::Local;
pub use protocol::InJvm;
