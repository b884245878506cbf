/// The service `corpus.well_known.WellKnown`.
pub trait WellKnown: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn empty(
        &self,
        request: ::trefoil::Request<()>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<()>>,
    > + ::core::marker::Send;
    fn ticks(
        &self,
        request: ::trefoil::Request<()>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<
            ::trefoil::Response<
                ::trefoil::Streaming<::trefoil::codegen::prost_types::Timestamp>,
            >,
        >,
    > + ::core::marker::Send;
    fn sink(
        &self,
        request: ::trefoil::Request<
            ::trefoil::Streaming<::trefoil::codegen::prost_types::Any>,
        >,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<()>>,
    > + ::core::marker::Send;
    fn empties(
        &self,
        request: ::trefoil::Request<::trefoil::Streaming<()>>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<::trefoil::Streaming<()>>>,
    > + ::core::marker::Send;
    fn strings(
        &self,
        request: ::trefoil::Request<
            ::trefoil::Streaming<::trefoil::codegen::prost::alloc::string::String>,
        >,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<
            ::trefoil::Response<
                ::trefoil::Streaming<::trefoil::codegen::prost::alloc::vec::Vec<u8>>,
            >,
        >,
    > + ::core::marker::Send;
    fn numbers(
        &self,
        request: ::trefoil::Request<i64>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<f64>>,
    > + ::core::marker::Send;
    fn bool(
        &self,
        request: ::trefoil::Request<bool>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<
            ::trefoil::Response<::trefoil::codegen::prost_types::Struct>,
        >,
    > + ::core::marker::Send;
    fn describe(
        &self,
        request: ::trefoil::Request<()>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<
            ::trefoil::Response<::trefoil::codegen::prost_types::FileDescriptorSet>,
        >,
    > + ::core::marker::Send;
}
/// Calls a [`WellKnown`] that is elsewhere, or in this process.
///
/// A clone is cheap and shares everything. The stub is a [`WellKnown`] itself.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct WellKnownClient(::trefoil::client::Caller);
impl ::trefoil::client::Client for WellKnownClient {
    const SERVICE: &'static ::trefoil::ServiceDescriptor = &WELL_KNOWN;
    fn from_caller(caller: ::trefoil::client::Caller) -> Self {
        Self(caller)
    }
    fn caller(&self) -> &::trefoil::client::Caller {
        &self.0
    }
}
impl WellKnownClient {
    /// A stub for the service at a URL.
    pub async fn connect(
        url: impl ::core::convert::AsRef<::core::primitive::str>,
    ) -> ::core::result::Result<Self, ::trefoil::Error> {
        ::trefoil::connect::<Self>(url).await
    }
    /// A stub for an implementation in this process. Nothing is serialized.
    pub fn local(service: impl WellKnown) -> Self {
        ::trefoil::local(WellKnownServer::new(service))
    }
    pub fn empty(
        &self,
        request: impl ::trefoil::IntoRequest<()>,
    ) -> ::trefoil::client::Unary<(), ()> {
        ::trefoil::client::Unary::new(&self.0, 0, request)
    }
    pub fn ticks(
        &self,
        request: impl ::trefoil::IntoRequest<()>,
    ) -> ::trefoil::client::ServerStreaming<
        (),
        ::trefoil::codegen::prost_types::Timestamp,
    > {
        ::trefoil::client::ServerStreaming::new(&self.0, 1, request)
    }
    pub fn sink(
        &self,
        requests: impl ::trefoil::IntoStreamingRequest<
            ::trefoil::codegen::prost_types::Any,
        >,
    ) -> ::trefoil::client::ClientStreaming<::trefoil::codegen::prost_types::Any, ()> {
        ::trefoil::client::ClientStreaming::new(&self.0, 2, requests)
    }
    pub fn empties(
        &self,
        requests: impl ::trefoil::IntoStreamingRequest<()>,
    ) -> ::trefoil::client::Bidi<(), ()> {
        ::trefoil::client::Bidi::new(&self.0, 3, requests)
    }
    pub fn strings(
        &self,
        requests: impl ::trefoil::IntoStreamingRequest<
            ::trefoil::codegen::prost::alloc::string::String,
        >,
    ) -> ::trefoil::client::Bidi<
        ::trefoil::codegen::prost::alloc::string::String,
        ::trefoil::codegen::prost::alloc::vec::Vec<u8>,
    > {
        ::trefoil::client::Bidi::new(&self.0, 4, requests)
    }
    pub fn numbers(
        &self,
        request: impl ::trefoil::IntoRequest<i64>,
    ) -> ::trefoil::client::Unary<i64, f64> {
        ::trefoil::client::Unary::new(&self.0, 5, request)
    }
    pub fn bool(
        &self,
        request: impl ::trefoil::IntoRequest<bool>,
    ) -> ::trefoil::client::Unary<bool, ::trefoil::codegen::prost_types::Struct> {
        ::trefoil::client::Unary::new(&self.0, 6, request)
    }
    pub fn describe(
        &self,
        request: impl ::trefoil::IntoRequest<()>,
    ) -> ::trefoil::client::Unary<
        (),
        ::trefoil::codegen::prost_types::FileDescriptorSet,
    > {
        ::trefoil::client::Unary::new(&self.0, 7, request)
    }
}
impl WellKnown for WellKnownClient {
    async fn empty(
        &self,
        request: ::trefoil::Request<()>,
    ) -> ::trefoil::Result<::trefoil::Response<()>> {
        Self::empty(self, request).await
    }
    async fn ticks(
        &self,
        request: ::trefoil::Request<()>,
    ) -> ::trefoil::Result<
        ::trefoil::Response<
            ::trefoil::Streaming<::trefoil::codegen::prost_types::Timestamp>,
        >,
    > {
        Self::ticks(self, request).await
    }
    async fn sink(
        &self,
        request: ::trefoil::Request<
            ::trefoil::Streaming<::trefoil::codegen::prost_types::Any>,
        >,
    ) -> ::trefoil::Result<::trefoil::Response<()>> {
        Self::sink(self, request).await
    }
    async fn empties(
        &self,
        request: ::trefoil::Request<::trefoil::Streaming<()>>,
    ) -> ::trefoil::Result<::trefoil::Response<::trefoil::Streaming<()>>> {
        Self::empties(self, request).await
    }
    async fn strings(
        &self,
        request: ::trefoil::Request<
            ::trefoil::Streaming<::trefoil::codegen::prost::alloc::string::String>,
        >,
    ) -> ::trefoil::Result<
        ::trefoil::Response<
            ::trefoil::Streaming<::trefoil::codegen::prost::alloc::vec::Vec<u8>>,
        >,
    > {
        Self::strings(self, request).await
    }
    async fn numbers(
        &self,
        request: ::trefoil::Request<i64>,
    ) -> ::trefoil::Result<::trefoil::Response<f64>> {
        Self::numbers(self, request).await
    }
    async fn bool(
        &self,
        request: ::trefoil::Request<bool>,
    ) -> ::trefoil::Result<
        ::trefoil::Response<::trefoil::codegen::prost_types::Struct>,
    > {
        Self::bool(self, request).await
    }
    async fn describe(
        &self,
        request: ::trefoil::Request<()>,
    ) -> ::trefoil::Result<
        ::trefoil::Response<::trefoil::codegen::prost_types::FileDescriptorSet>,
    > {
        Self::describe(self, request).await
    }
}
/// Makes an `Invoker` of an implementation of [`WellKnown`].
pub struct WellKnownServer<S>(::std::sync::Arc<S>);
impl<S: WellKnown> WellKnownServer<S> {
    /// Serves an implementation.
    pub fn new(service: S) -> Self {
        Self(::std::sync::Arc::new(service))
    }
    /// Serves an implementation that others hold, too.
    pub fn from_arc(service: ::std::sync::Arc<S>) -> Self {
        Self(service)
    }
}
impl<S> ::core::clone::Clone for WellKnownServer<S> {
    fn clone(&self) -> Self {
        Self(<::std::sync::Arc<S> as ::core::clone::Clone>::clone(&self.0))
    }
}
impl<S: WellKnown> ::trefoil::Invoker for WellKnownServer<S> {
    fn service(&self) -> ::trefoil::Service {
        ::trefoil::Service::from_static(&WELL_KNOWN)
    }
    fn invoke(
        &self,
        call: ::trefoil::Invocation,
    ) -> ::trefoil::BoxFuture<::trefoil::Result<::trefoil::Reply>> {
        let service = <::std::sync::Arc<S> as ::core::clone::Clone>::clone(&self.0);
        match call.method_index() {
            0 => {
                ::trefoil::server::unary(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as WellKnown>::empty(&service, request).await
                    },
                )
            }
            1 => {
                ::trefoil::server::server_streaming(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as WellKnown>::ticks(&service, request).await
                    },
                )
            }
            2 => {
                ::trefoil::server::client_streaming(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as WellKnown>::sink(&service, request).await
                    },
                )
            }
            3 => {
                ::trefoil::server::bidi(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as WellKnown>::empties(&service, request).await
                    },
                )
            }
            4 => {
                ::trefoil::server::bidi(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as WellKnown>::strings(&service, request).await
                    },
                )
            }
            5 => {
                ::trefoil::server::unary(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as WellKnown>::numbers(&service, request).await
                    },
                )
            }
            6 => {
                ::trefoil::server::unary(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as WellKnown>::bool(&service, request).await
                    },
                )
            }
            7 => {
                ::trefoil::server::unary(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as WellKnown>::describe(&service, request).await
                    },
                )
            }
            _ => ::trefoil::server::unimplemented(call),
        }
    }
}
impl<S: WellKnown> ::trefoil::server::Described for WellKnownServer<S> {
    const SERVICE: &'static ::trefoil::ServiceDescriptor = &WELL_KNOWN;
}
/// Describes `corpus.well_known.WellKnown`: its rpcs, in the order of their indices.
pub static WELL_KNOWN: ::trefoil::ServiceDescriptor = {
    static METHODS: [::trefoil::MethodDescriptor; 8usize] = [
        ::trefoil::MethodDescriptor::new(
                "Empty",
                "/corpus.well_known.WellKnown/Empty",
                ::trefoil::MethodKind::Unary,
            )
            .types("google.protobuf.Empty", "google.protobuf.Empty"),
        ::trefoil::MethodDescriptor::new(
                "Ticks",
                "/corpus.well_known.WellKnown/Ticks",
                ::trefoil::MethodKind::ServerStreaming,
            )
            .types("google.protobuf.Empty", "google.protobuf.Timestamp"),
        ::trefoil::MethodDescriptor::new(
                "Sink",
                "/corpus.well_known.WellKnown/Sink",
                ::trefoil::MethodKind::ClientStreaming,
            )
            .types("google.protobuf.Any", "google.protobuf.Empty"),
        ::trefoil::MethodDescriptor::new(
                "Empties",
                "/corpus.well_known.WellKnown/Empties",
                ::trefoil::MethodKind::Bidi,
            )
            .types("google.protobuf.Empty", "google.protobuf.Empty"),
        ::trefoil::MethodDescriptor::new(
                "Strings",
                "/corpus.well_known.WellKnown/Strings",
                ::trefoil::MethodKind::Bidi,
            )
            .types("google.protobuf.StringValue", "google.protobuf.BytesValue"),
        ::trefoil::MethodDescriptor::new(
                "Numbers",
                "/corpus.well_known.WellKnown/Numbers",
                ::trefoil::MethodKind::Unary,
            )
            .types("google.protobuf.Int64Value", "google.protobuf.DoubleValue"),
        ::trefoil::MethodDescriptor::new(
                "Bool",
                "/corpus.well_known.WellKnown/Bool",
                ::trefoil::MethodKind::Unary,
            )
            .types("google.protobuf.BoolValue", "google.protobuf.Struct"),
        ::trefoil::MethodDescriptor::new(
                "Describe",
                "/corpus.well_known.WellKnown/Describe",
                ::trefoil::MethodKind::Unary,
            )
            .types("google.protobuf.Empty", "google.protobuf.FileDescriptorSet"),
    ];
    ::trefoil::ServiceDescriptor::new("corpus.well_known.WellKnown", &METHODS)
};
