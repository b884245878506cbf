//! trefoil: what is measured.

mod service;

pub use service::Svc;

mod generated {
    trefoil::include_protos!();
}
pub use generated::bench::v1 as pb;
