//! The stub and the service trait that tonic generates; the messages are trefoil's.

#![allow(
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    clippy::all,
    clippy::pedantic
)]

tonic::include_proto!("trefoil.interop.v1");
