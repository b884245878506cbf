//! The names of headers, made once.

use http::HeaderName;

pub(crate) const GRPC_STATUS: HeaderName = HeaderName::from_static("grpc-status");
pub(crate) const GRPC_MESSAGE: HeaderName = HeaderName::from_static("grpc-message");
pub(crate) const GRPC_DETAILS: HeaderName = HeaderName::from_static("grpc-status-details-bin");
pub(crate) const GRPC_TIMEOUT: HeaderName = HeaderName::from_static("grpc-timeout");
pub(crate) const GRPC_ENCODING: HeaderName = HeaderName::from_static("grpc-encoding");
pub(crate) const GRPC_ACCEPT_ENCODING: HeaderName = HeaderName::from_static("grpc-accept-encoding");
/// Dubbo's: which of several implementations of one service is meant.
pub(crate) const SERVICE_GROUP: HeaderName = HeaderName::from_static("tri-service-group");
/// Dubbo's: which version of one service is meant.
pub(crate) const SERVICE_VERSION: HeaderName = HeaderName::from_static("tri-service-version");
/// Dubbo's: the name of the calling application.
pub(crate) const CONSUMER: HeaderName = HeaderName::from_static("tri-consumer-appname");
/// Dubbo's: the attachment keys as they were before headers made them lower-case.
pub(crate) const CASE_MAP: HeaderName = HeaderName::from_static("tri-header-convert");
