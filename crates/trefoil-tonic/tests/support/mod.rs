//! A greeter for trefoil and one for tonic that do the same, and stubs of both.

#![allow(dead_code, unused_imports, unreachable_pub, missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Each test uses a part of it.

pub mod ours;
pub mod probe;
pub mod routes;
pub mod stub;
pub mod theirs;

/// What `trefoil_build::Config::tonic` makes of `tests/protos/greet.proto`: the golden file.
pub mod generated {
    include!("../../../trefoil-build/tests/golden/file_tonic.rs");
}

pub use generated::greet::v1 as pb;
pub use probe::Probe;
pub use stub::Options;

pub fn named(name: impl Into<String>) -> pb::HelloRequest {
    pb::HelloRequest { name: name.into() }
}

pub fn reply(message: impl Into<String>) -> pb::HelloReply {
    pb::HelloReply {
        message: message.into(),
    }
}

/// Fails a test that hangs.
pub async fn within<T>(future: impl Future<Output = T>) -> T {
    let limit = std::time::Duration::from_secs(20);
    tokio::time::timeout(limit, future)
        .await
        .expect("the test hangs")
}
