//! [`Invocation`] and [`Reply`]: a call and its answer, as everything between stub and service sees them.

use crate::{Context, Extensions, Metadata, Method, Payload, Status};

/// A call under way: which method, with what, for whom.
///
/// A filter changes it, a protocol sends it, a service runs it. Dubbo's attachments are the
/// [`metadata`](Invocation::metadata).
#[derive(Debug)]
pub struct Invocation {
    method: Method,
    context: Context,
    /// The caller's metadata.
    pub metadata: Metadata,
    /// The request.
    pub payload: Payload,
    /// What filters leave for one another and for the handler.
    pub extensions: Extensions,
}

impl Invocation {
    /// A call of this method.
    pub fn new(method: Method, context: Context, payload: Payload) -> Self {
        Self {
            method,
            context,
            metadata: Metadata::new(),
            payload,
            extensions: Extensions::new(),
        }
    }

    /// The same with this metadata.
    #[must_use]
    pub fn with_metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The place of the method in its service: what generated code branches on.
    pub fn method_index(&self) -> usize {
        self.method.index()
    }

    /// Deadline, cancellation and peer.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Replaces the context: to give the rest of the call an earlier deadline.
    pub fn set_context(&mut self, context: Context) {
        self.context = context;
    }

    /// A second call like this one, for a retry. `None` if the request is a stream. Extensions are not
    /// copied.
    ///
    /// # Errors
    /// If the request cannot be encoded.
    pub fn replicate(&mut self) -> Result<Option<Self>, Status> {
        let payload = self.payload.replicate(crate::codec::Format::PROTO)?;
        Ok(payload.map(|payload| Self {
            method: self.method.clone(),
            context: self.context.clone(),
            metadata: self.metadata.clone(),
            payload,
            extensions: Extensions::new(),
        }))
    }
}

/// The good answer to an [`Invocation`]; a bad one is a [`Status`].
#[derive(Debug)]
pub struct Reply {
    /// The metadata before the messages. For a stream that comes over a wire it is with the stream.
    pub metadata: Metadata,
    /// One message or a stream.
    pub payload: Payload,
    /// The metadata after one message, or what a service sends after its stream.
    pub trailers: Metadata,
}

impl Reply {
    /// A reply without metadata.
    pub fn new(payload: Payload) -> Self {
        Self {
            metadata: Metadata::new(),
            payload,
            trailers: Metadata::new(),
        }
    }
}
