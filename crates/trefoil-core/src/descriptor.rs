//! What is known of a service before it is called.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// How many messages go each way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MethodKind {
    /// One request, one reply.
    Unary,
    /// Many requests, one reply.
    ClientStreaming,
    /// One request, many replies.
    ServerStreaming,
    /// Many of both, at the same time.
    Bidi,
}

impl MethodKind {
    /// Whether the caller sends a stream.
    pub const fn streams_requests(self) -> bool {
        matches!(self, Self::ClientStreaming | Self::Bidi)
    }

    /// Whether the answer is a stream.
    pub const fn streams_replies(self) -> bool {
        matches!(self, Self::ServerStreaming | Self::Bidi)
    }
}

/// What the `.proto` promises of calling a method twice (`google.protobuf.MethodOptions.idempotency_level`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Idempotency {
    /// Nothing.
    #[default]
    Unknown,
    /// The call changes nothing.
    NoSideEffects,
    /// Twice is as good as once.
    Idempotent,
}

/// A method of a service. Made by generated code; [`MethodDescriptor::new`] makes one by hand.
///
/// ```
/// use trefoil_core::{MethodDescriptor, MethodKind};
/// static SAY: MethodDescriptor =
///     MethodDescriptor::new("SayHello", "/greet.v1.Greeter/SayHello", MethodKind::Unary);
/// assert_eq!(SAY.name(), "SayHello");
/// ```
#[derive(Clone, Debug)]
pub struct MethodDescriptor {
    name: Cow<'static, str>,
    path: Cow<'static, str>,
    kind: MethodKind,
    input: Cow<'static, str>,
    output: Cow<'static, str>,
    idempotency: Idempotency,
    deprecated: bool,
    options: &'static [u8],
}

impl MethodDescriptor {
    /// A method with its name in the `.proto` and its path, `/package.Service/Method`.
    pub const fn new(name: &'static str, path: &'static str, kind: MethodKind) -> Self {
        Self {
            name: Cow::Borrowed(name),
            path: Cow::Borrowed(path),
            kind,
            input: Cow::Borrowed(""),
            output: Cow::Borrowed(""),
            idempotency: Idempotency::Unknown,
            deprecated: false,
            options: &[],
        }
    }

    /// Sets the full protobuf names of the messages.
    #[must_use]
    pub const fn types(self, input: &'static str, output: &'static str) -> Self {
        // `..self` would run destructors, which a const fn may not.
        let mut method = self;
        std::mem::forget(std::mem::replace(&mut method.input, Cow::Borrowed(input)));
        std::mem::forget(std::mem::replace(&mut method.output, Cow::Borrowed(output)));
        method
    }

    /// Sets what calling twice does.
    #[must_use]
    pub const fn idempotency(mut self, idempotency: Idempotency) -> Self {
        self.idempotency = idempotency;
        self
    }

    /// Marks the method as deprecated.
    #[must_use]
    pub const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }

    /// Sets the options as declared: an encoded `google.protobuf.MethodOptions`.
    #[must_use]
    pub const fn with_options(mut self, options: &'static [u8]) -> Self {
        self.options = options;
        self
    }

    /// The name in the `.proto`: `SayHello`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The path of a call: `/greet.v1.Greeter/SayHello`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How many messages go each way.
    pub fn kind(&self) -> MethodKind {
        self.kind
    }

    /// The full protobuf name of the request; empty if unknown.
    pub fn input_type(&self) -> &str {
        &self.input
    }

    /// The full protobuf name of the reply; empty if unknown.
    pub fn output_type(&self) -> &str {
        &self.output
    }

    /// What calling twice does.
    pub fn idempotency_level(&self) -> Idempotency {
        self.idempotency
    }

    /// Whether the `.proto` marks the method as deprecated.
    pub fn is_deprecated(&self) -> bool {
        self.deprecated
    }

    /// The options of the `.proto` as an encoded `google.protobuf.MethodOptions`, custom ones with them;
    /// empty if there are none.
    ///
    /// A custom option is a field of that message. To read one, decode these bytes as a message of your own
    /// that has just this field, by its number:
    ///
    /// ```
    /// use prost::Message;
    /// use trefoil_core::{MethodDescriptor, MethodKind};
    ///
    /// // The part of google/api/http.proto that is of interest.
    /// #[derive(Clone, PartialEq, Message)]
    /// struct HttpRule {
    ///     #[prost(string, tag = "2")]
    ///     get: String,
    /// }
    ///
    /// // extend google.protobuf.MethodOptions { HttpRule http = 72295728; }
    /// #[derive(Clone, PartialEq, Message)]
    /// struct HttpOption {
    ///     #[prost(message, optional, tag = "72295728")]
    ///     http: Option<HttpRule>,
    /// }
    ///
    /// // Generated of: rpc Get(..) returns (..) { option (google.api.http) = { get: "/v1/shelves" }; }
    /// static GET: MethodDescriptor =
    ///     MethodDescriptor::new("Get", "/library.v1.Shelves/Get", MethodKind::Unary)
    ///         .with_options(b"\x82\xd3\xe4\x93\x02\x0d\x12\x0b/v1/shelves");
    ///
    /// let option = HttpOption::decode(GET.options())?;
    /// assert_eq!(option.http.unwrap().get, "/v1/shelves");
    /// # Ok::<(), prost::DecodeError>(())
    /// ```
    pub fn options(&self) -> &[u8] {
        self.options
    }
}

/// A service and its methods, in the order of the `.proto`.
///
/// ```
/// use trefoil_core::{MethodDescriptor, MethodKind, ServiceDescriptor};
/// static METHODS: [MethodDescriptor; 1] =
///     [MethodDescriptor::new("Say", "/demo.Echo/Say", MethodKind::Unary)];
/// static ECHO: ServiceDescriptor = ServiceDescriptor::new("demo.Echo", &METHODS);
/// assert_eq!((ECHO.name(), ECHO.methods().len()), ("demo.Echo", 1));
/// ```
#[derive(Clone, Debug)]
pub struct ServiceDescriptor {
    name: Cow<'static, str>,
    methods: Cow<'static, [MethodDescriptor]>,
    options: &'static [u8],
}

impl ServiceDescriptor {
    /// A service with its full name: package, dot, name.
    pub const fn new(name: &'static str, methods: &'static [MethodDescriptor]) -> Self {
        Self {
            name: Cow::Borrowed(name),
            methods: Cow::Borrowed(methods),
            options: &[],
        }
    }

    /// Sets the options as declared: an encoded `google.protobuf.ServiceOptions`.
    #[must_use]
    pub const fn with_options(mut self, options: &'static [u8]) -> Self {
        self.options = options;
        self
    }

    /// A service that became known only now, as from reflection. All its methods are given by name and kind.
    pub fn dynamic(
        name: impl Into<String>,
        methods: impl IntoIterator<Item = (String, MethodKind)>,
    ) -> Self {
        let name = name.into();
        let methods = methods
            .into_iter()
            .map(|(method, kind)| MethodDescriptor {
                path: format!("/{name}/{method}").into(),
                name: method.into(),
                kind,
                input: "".into(),
                output: "".into(),
                idempotency: Idempotency::Unknown,
                deprecated: false,
                options: &[],
            })
            .collect();
        Self {
            name: name.into(),
            methods: Cow::Owned(methods),
            options: &[],
        }
    }

    /// The full name: `greet.v1.Greeter`.
    pub const fn name(&self) -> &str {
        // A const fn may not dereference a Cow.
        match &self.name {
            Cow::Borrowed(name) => name,
            Cow::Owned(name) => name.as_str(),
        }
    }

    /// The methods.
    pub fn methods(&self) -> &[MethodDescriptor] {
        &self.methods
    }

    /// The options of the `.proto` as an encoded `google.protobuf.ServiceOptions`, custom ones with them;
    /// empty if there are none. [`MethodDescriptor::options`] shows how to read one.
    pub fn options(&self) -> &[u8] {
        self.options
    }
}

/// A [`ServiceDescriptor`], static or shared: cheap to clone.
///
/// ```
/// use trefoil_core::{MethodKind, Service, ServiceDescriptor};
/// let service = Service::from(ServiceDescriptor::dynamic("a.B", [("C".into(), MethodKind::Unary)]));
/// assert_eq!(service.method(0).unwrap().path(), "/a.B/C");
/// ```
#[derive(Clone)]
pub struct Service(Shared);

#[derive(Clone)]
enum Shared {
    Static(&'static ServiceDescriptor),
    Counted(Arc<ServiceDescriptor>),
}

impl Service {
    /// A service of generated code.
    pub const fn from_static(service: &'static ServiceDescriptor) -> Self {
        Self(Shared::Static(service))
    }

    /// The method at this place, counted from 0.
    pub fn method(&self, index: usize) -> Option<Method> {
        (index < self.methods().len()).then(|| Method {
            service: self.clone(),
            index,
        })
    }
}

impl Deref for Service {
    type Target = ServiceDescriptor;

    fn deref(&self) -> &ServiceDescriptor {
        match &self.0 {
            Shared::Static(service) => service,
            Shared::Counted(service) => service,
        }
    }
}

impl From<&'static ServiceDescriptor> for Service {
    fn from(service: &'static ServiceDescriptor) -> Self {
        Self::from_static(service)
    }
}

impl From<ServiceDescriptor> for Service {
    fn from(service: ServiceDescriptor) -> Self {
        Self(Shared::Counted(Arc::new(service)))
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Service").field(&self.name()).finish()
    }
}

/// One method of a [`Service`]: what an [`Invocation`](crate::Invocation) calls. Get it by [`Service::method`].
#[derive(Clone)]
pub struct Method {
    service: Service,
    index: usize,
}

impl Method {
    /// The service.
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// The place in [`ServiceDescriptor::methods`].
    pub fn index(&self) -> usize {
        self.index
    }
}

impl Deref for Method {
    type Target = MethodDescriptor;

    fn deref(&self) -> &MethodDescriptor {
        &self.service.methods()[self.index]
    }
}

impl fmt::Debug for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Method").field(&self.path()).finish()
    }
}
