//! [`Status`]: how a call ended.

mod code;
mod detail;
mod rpc;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

pub use code::Code;
pub use detail::Detail;

use crate::Metadata;

type Source = Arc<dyn StdError + Send + Sync>;

/// An error of a call: a [`Code`], a message, and what else the peer or the framework knows.
///
/// One word large. The message, the details and the metadata travel to the caller; the
/// [source](StdError::source) never does.
///
/// ```
/// use trefoil_core::{Code, Status};
///
/// #[derive(Debug)]
/// enum OrderError { Unknown(u64), Database(std::io::Error) }
///
/// // The one conversion that makes `?` work in a handler: what the caller may see is chosen here.
/// impl From<OrderError> for Status {
///     fn from(error: OrderError) -> Self {
///         match error {
///             OrderError::Unknown(id) => Status::business(format!("no order {id}")),
///             OrderError::Database(error) => Status::from_error(error),
///         }
///     }
/// }
///
/// let status = Status::from(OrderError::Database(std::io::Error::other("password is hunter2")));
/// assert_eq!((status.code(), status.message()), (Code::Internal, "internal error"));
/// assert!(std::error::Error::source(&status).is_some());
/// ```
#[derive(Clone)]
pub struct Status(Box<Inner>);

#[derive(Clone)]
struct Inner {
    code: Code,
    business: bool,
    message: Cow<'static, str>,
    details: Vec<Detail>,
    metadata: Metadata,
    source: Option<Source>,
}

macro_rules! constructors {
    ($($name:ident $code:ident;)*) => { impl Status { $(
        #[doc = concat!("A status with [`Code::", stringify!($code), "`].")]
        pub fn $name(message: impl Into<Cow<'static, str>>) -> Self {
            Self::new(Code::$code, message)
        }
    )* } };
}

constructors! {
    cancelled Cancelled;
    unknown Unknown;
    invalid_argument InvalidArgument;
    deadline_exceeded DeadlineExceeded;
    not_found NotFound;
    already_exists AlreadyExists;
    permission_denied PermissionDenied;
    resource_exhausted ResourceExhausted;
    failed_precondition FailedPrecondition;
    aborted Aborted;
    out_of_range OutOfRange;
    unimplemented Unimplemented;
    internal Internal;
    unavailable Unavailable;
    data_loss DataLoss;
    unauthenticated Unauthenticated;
}

impl Status {
    /// A status with this code and message.
    pub fn new(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            code,
            business: false,
            message: message.into(),
            details: Vec::new(),
            metadata: Metadata::new(),
            source: None,
        }))
    }

    /// A business error of Dubbo: the service worked and its answer is "no". Its code is
    /// [`Code::Unknown`]; a Dubbo consumer does not try such a call again.
    ///
    /// On the wire it is 17 for trefoil and for dubbo-go, which retries every other code, and 2 for everybody
    /// else, since 17 is no gRPC code and a Java consumer would read CANCELLED.
    pub fn business(message: impl Into<Cow<'static, str>>) -> Self {
        let mut status = Self::new(Code::Unknown, message);
        status.0.business = true;
        status
    }

    /// INTERNAL with the message `internal error` for an error that is nobody else's business: the
    /// caller learns nothing of it, logs and filters of this process find it as the source. If the error
    /// is a `Status` already, it stays what it is.
    pub fn from_error(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        match error.into().downcast::<Status>() {
            Ok(status) => *status,
            Err(error) => Self::internal("internal error").with_source(error),
        }
    }

    /// The code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// Whether this is a business error of Dubbo, see [`Status::business`].
    pub fn is_business(&self) -> bool {
        self.0.business
    }

    /// What the caller is told.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The details (`google.rpc.Status.details`), in order.
    pub fn details(&self) -> &[Detail] {
        &self.0.details
    }

    /// The first detail of type `M`.
    pub fn detail<M: prost::Message + prost::Name + Default>(&self) -> Option<M> {
        self.0.details.iter().find_map(Detail::unpack)
    }

    /// What comes with the error: the trailing metadata of the call.
    pub fn metadata(&self) -> &Metadata {
        &self.0.metadata
    }

    /// What comes with the error, to change.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.0.metadata
    }

    /// Adds a detail.
    #[must_use]
    pub fn with_detail<M: prost::Message + prost::Name>(self, detail: &M) -> Self {
        self.with_details([Detail::pack(detail)])
    }

    /// Adds details that are packed already.
    #[must_use]
    pub fn with_details(mut self, details: impl IntoIterator<Item = Detail>) -> Self {
        self.0.details.extend(details);
        self
    }

    /// Sets the metadata that goes with the error.
    #[must_use]
    pub fn with_metadata(mut self, metadata: Metadata) -> Self {
        self.0.metadata = metadata;
        self
    }

    /// Sets the cause. It stays in this process.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(Arc::from(source.into()));
        self
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0.message {
            "" => self.0.code.fmt(f),
            message => write!(f, "{}: {message}", self.0.code),
        }
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Status");
        out.field("code", &self.0.code)
            .field("message", &self.0.message);
        if self.0.business {
            out.field("business", &true);
        }
        if !self.0.details.is_empty() {
            out.field("details", &self.0.details);
        }
        if !self.0.metadata.is_empty() {
            out.field("metadata", &self.0.metadata);
        }
        if let Some(source) = &self.0.source {
            out.field("source", source);
        }
        out.finish()
    }
}

impl StdError for Status {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl From<Box<dyn StdError + Send + Sync>> for Status {
    fn from(error: Box<dyn StdError + Send + Sync>) -> Self {
        Self::from_error(error)
    }
}

impl From<std::io::Error> for Status {
    fn from(error: std::io::Error) -> Self {
        Self::from_error(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_one_word() {
        assert_eq!(size_of::<Status>(), size_of::<usize>());
        assert_eq!(size_of::<Result<(), Status>>(), size_of::<usize>());
    }

    #[test]
    fn a_status_inside_a_boxed_error_comes_back_whole() {
        fn fails() -> Result<(), Status> {
            let error: Box<dyn StdError + Send + Sync> = Status::not_found("x").into();
            Err(error)?
        }
        assert_eq!(fails().unwrap_err().code(), Code::NotFound);
    }
}
