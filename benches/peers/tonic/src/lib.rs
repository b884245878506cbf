//! tonic: what trefoil is compared with.

mod service;

pub use service::Svc;

pub mod pb {
    tonic::include_proto!("bench.v1");
}
