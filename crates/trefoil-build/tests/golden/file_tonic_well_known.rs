// @generated from .proto files by trefoil-build. Changes to this file are lost.
::trefoil::codegen::generated_by!(0, 1, 0);
#[allow(
    closure_returning_async_block,
    dead_code,
    deprecated,
    elided_lifetimes_in_paths,
    future_incompatible,
    let_underscore_drop,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    nonstandard_style,
    rust_2018_idioms,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unnameable_types,
    unreachable_pub,
    unused,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::cargo,
    clippy::nursery,
    clippy::pedantic,
    clippy::restriction,
    rustdoc::all
)]
pub mod corpus {
pub mod well_known {
#[derive(Clone, PartialEq, ::trefoil::codegen::prost::Message)]
#[prost(prost_path = "::trefoil::codegen::prost")]
pub struct All {
    #[prost(message, optional, tag = "1")]
    pub any: ::core::option::Option<::trefoil::codegen::prost_types::Any>,
    #[prost(message, optional, tag = "2")]
    pub duration: ::core::option::Option<::trefoil::codegen::prost_types::Duration>,
    #[prost(message, optional, tag = "3")]
    pub empty: ::core::option::Option<()>,
    #[prost(message, optional, tag = "4")]
    pub field_mask: ::core::option::Option<::trefoil::codegen::prost_types::FieldMask>,
    #[prost(message, optional, tag = "5")]
    pub r#struct: ::core::option::Option<::trefoil::codegen::prost_types::Struct>,
    #[prost(message, optional, tag = "6")]
    pub value: ::core::option::Option<::trefoil::codegen::prost_types::Value>,
    #[prost(message, optional, tag = "7")]
    pub list_value: ::core::option::Option<::trefoil::codegen::prost_types::ListValue>,
    #[prost(enumeration = "::trefoil::codegen::prost_types::NullValue", tag = "8")]
    pub null_value: i32,
    #[prost(message, optional, tag = "9")]
    pub timestamp: ::core::option::Option<::trefoil::codegen::prost_types::Timestamp>,
    #[prost(message, optional, tag = "10")]
    pub api: ::core::option::Option<::trefoil::codegen::prost_types::Api>,
    #[prost(message, optional, tag = "11")]
    pub file: ::core::option::Option<
        ::trefoil::codegen::prost_types::FileDescriptorProto,
    >,
    #[prost(message, optional, tag = "12")]
    pub string: ::core::option::Option<::trefoil::codegen::prost::alloc::string::String>,
    #[prost(message, optional, tag = "13")]
    pub bytes: ::core::option::Option<::trefoil::codegen::prost::alloc::vec::Vec<u8>>,
    #[prost(message, optional, tag = "14")]
    pub bool: ::core::option::Option<bool>,
    #[prost(message, optional, tag = "15")]
    pub int32: ::core::option::Option<i32>,
    #[prost(message, optional, tag = "16")]
    pub uint64: ::core::option::Option<u64>,
    #[prost(message, optional, tag = "17")]
    pub double: ::core::option::Option<f64>,
    #[prost(message, repeated, tag = "18")]
    pub times: ::trefoil::codegen::prost::alloc::vec::Vec<
        ::trefoil::codegen::prost_types::Timestamp,
    >,
    #[prost(map = "string, message", tag = "19")]
    pub anys: ::std::collections::HashMap<
        ::trefoil::codegen::prost::alloc::string::String,
        ::trefoil::codegen::prost_types::Any,
    >,
    #[prost(oneof = "all::One", tags = "20, 21")]
    pub one: ::core::option::Option<all::One>,
}
/// Nested message and enum types in `All`.
pub mod all {
    #[derive(Clone, Copy, PartialEq, ::trefoil::codegen::prost::Oneof)]
    #[prost(prost_path = "::trefoil::codegen::prost")]
    pub enum One {
        #[prost(message, tag = "20")]
        Nothing(()),
        #[prost(message, tag = "21")]
        Float(f32),
    }
}
impl ::trefoil::codegen::prost::Name for All {
    const NAME: &'static str = "All";
    const PACKAGE: &'static str = "corpus.well_known";
    fn full_name() -> ::trefoil::codegen::prost::alloc::string::String {
        "corpus.well_known.All".into()
    }
    fn type_url() -> ::trefoil::codegen::prost::alloc::string::String {
        "type.googleapis.com/corpus.well_known.All".into()
    }
}
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
/// Generated client implementations.
pub mod well_known_client {
    #![allow(
        unused_variables,
        dead_code,
        missing_docs,
        clippy::wildcard_imports,
        clippy::let_unit_value,
    )]
    use tonic::codegen::*;
    use tonic::codegen::http::Uri;
    #[derive(Debug, Clone)]
    pub struct WellKnownClient<T> {
        inner: tonic::client::Grpc<T>,
    }
    impl WellKnownClient<tonic::transport::Channel> {
        /// Attempt to create a new client by connecting to a given endpoint.
        pub async fn connect<D>(dst: D) -> Result<Self, tonic::transport::Error>
        where
            D: TryInto<tonic::transport::Endpoint>,
            D::Error: Into<StdError>,
        {
            let conn = tonic::transport::Endpoint::new(dst)?.connect().await?;
            Ok(Self::new(conn))
        }
    }
    impl<T> WellKnownClient<T>
    where
        T: tonic::client::GrpcService<tonic::body::Body>,
        T::Error: Into<StdError>,
        T::ResponseBody: Body<Data = Bytes> + std::marker::Send + 'static,
        <T::ResponseBody as Body>::Error: Into<StdError> + std::marker::Send,
    {
        pub fn new(inner: T) -> Self {
            let inner = tonic::client::Grpc::new(inner);
            Self { inner }
        }
        pub fn with_origin(inner: T, origin: Uri) -> Self {
            let inner = tonic::client::Grpc::with_origin(inner, origin);
            Self { inner }
        }
        pub fn with_interceptor<F>(
            inner: T,
            interceptor: F,
        ) -> WellKnownClient<InterceptedService<T, F>>
        where
            F: tonic::service::Interceptor,
            T::ResponseBody: Default,
            T: tonic::codegen::Service<
                http::Request<tonic::body::Body>,
                Response = http::Response<
                    <T as tonic::client::GrpcService<tonic::body::Body>>::ResponseBody,
                >,
            >,
            <T as tonic::codegen::Service<
                http::Request<tonic::body::Body>,
            >>::Error: Into<StdError> + std::marker::Send + std::marker::Sync,
        {
            WellKnownClient::new(InterceptedService::new(inner, interceptor))
        }
        /// Compress requests with the given encoding.
        ///
        /// This requires the server to support it otherwise it might respond with an
        /// error.
        #[must_use]
        pub fn send_compressed(mut self, encoding: CompressionEncoding) -> Self {
            self.inner = self.inner.send_compressed(encoding);
            self
        }
        /// Enable decompressing responses.
        #[must_use]
        pub fn accept_compressed(mut self, encoding: CompressionEncoding) -> Self {
            self.inner = self.inner.accept_compressed(encoding);
            self
        }
        /// Limits the maximum size of a decoded message.
        ///
        /// Default: `4MB`
        #[must_use]
        pub fn max_decoding_message_size(mut self, limit: usize) -> Self {
            self.inner = self.inner.max_decoding_message_size(limit);
            self
        }
        /// Limits the maximum size of an encoded message.
        ///
        /// Default: `usize::MAX`
        #[must_use]
        pub fn max_encoding_message_size(mut self, limit: usize) -> Self {
            self.inner = self.inner.max_encoding_message_size(limit);
            self
        }
        pub async fn empty(
            &mut self,
            request: impl tonic::IntoRequest<()>,
        ) -> std::result::Result<tonic::Response<()>, tonic::Status> {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = ::tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/corpus.well_known.WellKnown/Empty",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(GrpcMethod::new("corpus.well_known.WellKnown", "Empty"));
            self.inner.unary(req, path, codec).await
        }
        pub async fn ticks(
            &mut self,
            request: impl tonic::IntoRequest<()>,
        ) -> std::result::Result<
            tonic::Response<
                tonic::codec::Streaming<::trefoil::codegen::prost_types::Timestamp>,
            >,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = ::tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/corpus.well_known.WellKnown/Ticks",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(GrpcMethod::new("corpus.well_known.WellKnown", "Ticks"));
            self.inner.server_streaming(req, path, codec).await
        }
        pub async fn sink(
            &mut self,
            request: impl tonic::IntoStreamingRequest<
                Message = ::trefoil::codegen::prost_types::Any,
            >,
        ) -> std::result::Result<tonic::Response<()>, tonic::Status> {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = ::tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/corpus.well_known.WellKnown/Sink",
            );
            let mut req = request.into_streaming_request();
            req.extensions_mut()
                .insert(GrpcMethod::new("corpus.well_known.WellKnown", "Sink"));
            self.inner.client_streaming(req, path, codec).await
        }
        pub async fn empties(
            &mut self,
            request: impl tonic::IntoStreamingRequest<Message = ()>,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<()>>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = ::tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/corpus.well_known.WellKnown/Empties",
            );
            let mut req = request.into_streaming_request();
            req.extensions_mut()
                .insert(GrpcMethod::new("corpus.well_known.WellKnown", "Empties"));
            self.inner.streaming(req, path, codec).await
        }
        pub async fn strings(
            &mut self,
            request: impl tonic::IntoStreamingRequest<
                Message = ::trefoil::codegen::prost::alloc::string::String,
            >,
        ) -> std::result::Result<
            tonic::Response<
                tonic::codec::Streaming<::trefoil::codegen::prost::alloc::vec::Vec<u8>>,
            >,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = ::tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/corpus.well_known.WellKnown/Strings",
            );
            let mut req = request.into_streaming_request();
            req.extensions_mut()
                .insert(GrpcMethod::new("corpus.well_known.WellKnown", "Strings"));
            self.inner.streaming(req, path, codec).await
        }
        pub async fn numbers(
            &mut self,
            request: impl tonic::IntoRequest<::core::primitive::i64>,
        ) -> std::result::Result<
            tonic::Response<::core::primitive::f64>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = ::tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/corpus.well_known.WellKnown/Numbers",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(GrpcMethod::new("corpus.well_known.WellKnown", "Numbers"));
            self.inner.unary(req, path, codec).await
        }
        pub async fn bool(
            &mut self,
            request: impl tonic::IntoRequest<::core::primitive::bool>,
        ) -> std::result::Result<
            tonic::Response<::trefoil::codegen::prost_types::Struct>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = ::tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/corpus.well_known.WellKnown/Bool",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(GrpcMethod::new("corpus.well_known.WellKnown", "Bool"));
            self.inner.unary(req, path, codec).await
        }
        pub async fn describe(
            &mut self,
            request: impl tonic::IntoRequest<()>,
        ) -> std::result::Result<
            tonic::Response<::trefoil::codegen::prost_types::FileDescriptorSet>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = ::tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/corpus.well_known.WellKnown/Describe",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(GrpcMethod::new("corpus.well_known.WellKnown", "Describe"));
            self.inner.unary(req, path, codec).await
        }
    }
}
/// Generated server implementations.
pub mod well_known_server {
    #![allow(
        unused_variables,
        dead_code,
        missing_docs,
        clippy::wildcard_imports,
        clippy::let_unit_value,
    )]
    use tonic::codegen::*;
    /// Generated trait containing gRPC methods that should be implemented for use with WellKnownServer.
    #[async_trait]
    pub trait WellKnown: std::marker::Send + std::marker::Sync + 'static {
        async fn empty(
            &self,
            request: tonic::Request<()>,
        ) -> std::result::Result<tonic::Response<()>, tonic::Status>;
        /// Server streaming response type for the Ticks method.
        type TicksStream: tonic::codegen::tokio_stream::Stream<
                Item = std::result::Result<
                    ::trefoil::codegen::prost_types::Timestamp,
                    tonic::Status,
                >,
            >
            + std::marker::Send
            + 'static;
        async fn ticks(
            &self,
            request: tonic::Request<()>,
        ) -> std::result::Result<tonic::Response<Self::TicksStream>, tonic::Status>;
        async fn sink(
            &self,
            request: tonic::Request<
                tonic::Streaming<::trefoil::codegen::prost_types::Any>,
            >,
        ) -> std::result::Result<tonic::Response<()>, tonic::Status>;
        /// Server streaming response type for the Empties method.
        type EmptiesStream: tonic::codegen::tokio_stream::Stream<
                Item = std::result::Result<(), tonic::Status>,
            >
            + std::marker::Send
            + 'static;
        async fn empties(
            &self,
            request: tonic::Request<tonic::Streaming<()>>,
        ) -> std::result::Result<tonic::Response<Self::EmptiesStream>, tonic::Status>;
        /// Server streaming response type for the Strings method.
        type StringsStream: tonic::codegen::tokio_stream::Stream<
                Item = std::result::Result<
                    ::trefoil::codegen::prost::alloc::vec::Vec<u8>,
                    tonic::Status,
                >,
            >
            + std::marker::Send
            + 'static;
        async fn strings(
            &self,
            request: tonic::Request<
                tonic::Streaming<::trefoil::codegen::prost::alloc::string::String>,
            >,
        ) -> std::result::Result<tonic::Response<Self::StringsStream>, tonic::Status>;
        async fn numbers(
            &self,
            request: tonic::Request<::core::primitive::i64>,
        ) -> std::result::Result<tonic::Response<::core::primitive::f64>, tonic::Status>;
        async fn bool(
            &self,
            request: tonic::Request<::core::primitive::bool>,
        ) -> std::result::Result<
            tonic::Response<::trefoil::codegen::prost_types::Struct>,
            tonic::Status,
        >;
        async fn describe(
            &self,
            request: tonic::Request<()>,
        ) -> std::result::Result<
            tonic::Response<::trefoil::codegen::prost_types::FileDescriptorSet>,
            tonic::Status,
        >;
    }
    #[derive(Debug)]
    pub struct WellKnownServer<T> {
        inner: Arc<T>,
        accept_compression_encodings: EnabledCompressionEncodings,
        send_compression_encodings: EnabledCompressionEncodings,
        max_decoding_message_size: Option<usize>,
        max_encoding_message_size: Option<usize>,
    }
    impl<T> WellKnownServer<T> {
        pub fn new(inner: T) -> Self {
            Self::from_arc(Arc::new(inner))
        }
        pub fn from_arc(inner: Arc<T>) -> Self {
            Self {
                inner,
                accept_compression_encodings: Default::default(),
                send_compression_encodings: Default::default(),
                max_decoding_message_size: None,
                max_encoding_message_size: None,
            }
        }
        pub fn with_interceptor<F>(
            inner: T,
            interceptor: F,
        ) -> InterceptedService<Self, F>
        where
            F: tonic::service::Interceptor,
        {
            InterceptedService::new(Self::new(inner), interceptor)
        }
        /// Enable decompressing requests with the given encoding.
        #[must_use]
        pub fn accept_compressed(mut self, encoding: CompressionEncoding) -> Self {
            self.accept_compression_encodings.enable(encoding);
            self
        }
        /// Compress responses with the given encoding, if the client supports it.
        #[must_use]
        pub fn send_compressed(mut self, encoding: CompressionEncoding) -> Self {
            self.send_compression_encodings.enable(encoding);
            self
        }
        /// Limits the maximum size of a decoded message.
        ///
        /// Default: `4MB`
        #[must_use]
        pub fn max_decoding_message_size(mut self, limit: usize) -> Self {
            self.max_decoding_message_size = Some(limit);
            self
        }
        /// Limits the maximum size of an encoded message.
        ///
        /// Default: `usize::MAX`
        #[must_use]
        pub fn max_encoding_message_size(mut self, limit: usize) -> Self {
            self.max_encoding_message_size = Some(limit);
            self
        }
    }
    impl<T, B> tonic::codegen::Service<http::Request<B>> for WellKnownServer<T>
    where
        T: WellKnown,
        B: Body + std::marker::Send + 'static,
        B::Error: Into<StdError> + std::marker::Send + 'static,
    {
        type Response = http::Response<tonic::body::Body>;
        type Error = std::convert::Infallible;
        type Future = BoxFuture<Self::Response, Self::Error>;
        fn poll_ready(
            &mut self,
            _cx: &mut Context<'_>,
        ) -> Poll<std::result::Result<(), Self::Error>> {
            Poll::Ready(Ok(()))
        }
        fn call(&mut self, req: http::Request<B>) -> Self::Future {
            match req.uri().path() {
                "/corpus.well_known.WellKnown/Empty" => {
                    #[allow(non_camel_case_types)]
                    struct EmptySvc<T: WellKnown>(pub Arc<T>);
                    impl<T: WellKnown> tonic::server::UnaryService<()> for EmptySvc<T> {
                        type Response = ();
                        type Future = BoxFuture<
                            tonic::Response<Self::Response>,
                            tonic::Status,
                        >;
                        fn call(&mut self, request: tonic::Request<()>) -> Self::Future {
                            let inner = Arc::clone(&self.0);
                            let fut = async move {
                                <T as WellKnown>::empty(&inner, request).await
                            };
                            Box::pin(fut)
                        }
                    }
                    let accept_compression_encodings = self.accept_compression_encodings;
                    let send_compression_encodings = self.send_compression_encodings;
                    let max_decoding_message_size = self.max_decoding_message_size;
                    let max_encoding_message_size = self.max_encoding_message_size;
                    let inner = self.inner.clone();
                    let fut = async move {
                        let method = EmptySvc(inner);
                        let codec = ::tonic_prost::ProstCodec::default();
                        let mut grpc = tonic::server::Grpc::new(codec)
                            .apply_compression_config(
                                accept_compression_encodings,
                                send_compression_encodings,
                            )
                            .apply_max_message_size_config(
                                max_decoding_message_size,
                                max_encoding_message_size,
                            );
                        let res = grpc.unary(method, req).await;
                        Ok(res)
                    };
                    Box::pin(fut)
                }
                "/corpus.well_known.WellKnown/Ticks" => {
                    #[allow(non_camel_case_types)]
                    struct TicksSvc<T: WellKnown>(pub Arc<T>);
                    impl<T: WellKnown> tonic::server::ServerStreamingService<()>
                    for TicksSvc<T> {
                        type Response = ::trefoil::codegen::prost_types::Timestamp;
                        type ResponseStream = T::TicksStream;
                        type Future = BoxFuture<
                            tonic::Response<Self::ResponseStream>,
                            tonic::Status,
                        >;
                        fn call(&mut self, request: tonic::Request<()>) -> Self::Future {
                            let inner = Arc::clone(&self.0);
                            let fut = async move {
                                <T as WellKnown>::ticks(&inner, request).await
                            };
                            Box::pin(fut)
                        }
                    }
                    let accept_compression_encodings = self.accept_compression_encodings;
                    let send_compression_encodings = self.send_compression_encodings;
                    let max_decoding_message_size = self.max_decoding_message_size;
                    let max_encoding_message_size = self.max_encoding_message_size;
                    let inner = self.inner.clone();
                    let fut = async move {
                        let method = TicksSvc(inner);
                        let codec = ::tonic_prost::ProstCodec::default();
                        let mut grpc = tonic::server::Grpc::new(codec)
                            .apply_compression_config(
                                accept_compression_encodings,
                                send_compression_encodings,
                            )
                            .apply_max_message_size_config(
                                max_decoding_message_size,
                                max_encoding_message_size,
                            );
                        let res = grpc.server_streaming(method, req).await;
                        Ok(res)
                    };
                    Box::pin(fut)
                }
                "/corpus.well_known.WellKnown/Sink" => {
                    #[allow(non_camel_case_types)]
                    struct SinkSvc<T: WellKnown>(pub Arc<T>);
                    impl<
                        T: WellKnown,
                    > tonic::server::ClientStreamingService<
                        ::trefoil::codegen::prost_types::Any,
                    > for SinkSvc<T> {
                        type Response = ();
                        type Future = BoxFuture<
                            tonic::Response<Self::Response>,
                            tonic::Status,
                        >;
                        fn call(
                            &mut self,
                            request: tonic::Request<
                                tonic::Streaming<::trefoil::codegen::prost_types::Any>,
                            >,
                        ) -> Self::Future {
                            let inner = Arc::clone(&self.0);
                            let fut = async move {
                                <T as WellKnown>::sink(&inner, request).await
                            };
                            Box::pin(fut)
                        }
                    }
                    let accept_compression_encodings = self.accept_compression_encodings;
                    let send_compression_encodings = self.send_compression_encodings;
                    let max_decoding_message_size = self.max_decoding_message_size;
                    let max_encoding_message_size = self.max_encoding_message_size;
                    let inner = self.inner.clone();
                    let fut = async move {
                        let method = SinkSvc(inner);
                        let codec = ::tonic_prost::ProstCodec::default();
                        let mut grpc = tonic::server::Grpc::new(codec)
                            .apply_compression_config(
                                accept_compression_encodings,
                                send_compression_encodings,
                            )
                            .apply_max_message_size_config(
                                max_decoding_message_size,
                                max_encoding_message_size,
                            );
                        let res = grpc.client_streaming(method, req).await;
                        Ok(res)
                    };
                    Box::pin(fut)
                }
                "/corpus.well_known.WellKnown/Empties" => {
                    #[allow(non_camel_case_types)]
                    struct EmptiesSvc<T: WellKnown>(pub Arc<T>);
                    impl<T: WellKnown> tonic::server::StreamingService<()>
                    for EmptiesSvc<T> {
                        type Response = ();
                        type ResponseStream = T::EmptiesStream;
                        type Future = BoxFuture<
                            tonic::Response<Self::ResponseStream>,
                            tonic::Status,
                        >;
                        fn call(
                            &mut self,
                            request: tonic::Request<tonic::Streaming<()>>,
                        ) -> Self::Future {
                            let inner = Arc::clone(&self.0);
                            let fut = async move {
                                <T as WellKnown>::empties(&inner, request).await
                            };
                            Box::pin(fut)
                        }
                    }
                    let accept_compression_encodings = self.accept_compression_encodings;
                    let send_compression_encodings = self.send_compression_encodings;
                    let max_decoding_message_size = self.max_decoding_message_size;
                    let max_encoding_message_size = self.max_encoding_message_size;
                    let inner = self.inner.clone();
                    let fut = async move {
                        let method = EmptiesSvc(inner);
                        let codec = ::tonic_prost::ProstCodec::default();
                        let mut grpc = tonic::server::Grpc::new(codec)
                            .apply_compression_config(
                                accept_compression_encodings,
                                send_compression_encodings,
                            )
                            .apply_max_message_size_config(
                                max_decoding_message_size,
                                max_encoding_message_size,
                            );
                        let res = grpc.streaming(method, req).await;
                        Ok(res)
                    };
                    Box::pin(fut)
                }
                "/corpus.well_known.WellKnown/Strings" => {
                    #[allow(non_camel_case_types)]
                    struct StringsSvc<T: WellKnown>(pub Arc<T>);
                    impl<
                        T: WellKnown,
                    > tonic::server::StreamingService<
                        ::trefoil::codegen::prost::alloc::string::String,
                    > for StringsSvc<T> {
                        type Response = ::trefoil::codegen::prost::alloc::vec::Vec<u8>;
                        type ResponseStream = T::StringsStream;
                        type Future = BoxFuture<
                            tonic::Response<Self::ResponseStream>,
                            tonic::Status,
                        >;
                        fn call(
                            &mut self,
                            request: tonic::Request<
                                tonic::Streaming<
                                    ::trefoil::codegen::prost::alloc::string::String,
                                >,
                            >,
                        ) -> Self::Future {
                            let inner = Arc::clone(&self.0);
                            let fut = async move {
                                <T as WellKnown>::strings(&inner, request).await
                            };
                            Box::pin(fut)
                        }
                    }
                    let accept_compression_encodings = self.accept_compression_encodings;
                    let send_compression_encodings = self.send_compression_encodings;
                    let max_decoding_message_size = self.max_decoding_message_size;
                    let max_encoding_message_size = self.max_encoding_message_size;
                    let inner = self.inner.clone();
                    let fut = async move {
                        let method = StringsSvc(inner);
                        let codec = ::tonic_prost::ProstCodec::default();
                        let mut grpc = tonic::server::Grpc::new(codec)
                            .apply_compression_config(
                                accept_compression_encodings,
                                send_compression_encodings,
                            )
                            .apply_max_message_size_config(
                                max_decoding_message_size,
                                max_encoding_message_size,
                            );
                        let res = grpc.streaming(method, req).await;
                        Ok(res)
                    };
                    Box::pin(fut)
                }
                "/corpus.well_known.WellKnown/Numbers" => {
                    #[allow(non_camel_case_types)]
                    struct NumbersSvc<T: WellKnown>(pub Arc<T>);
                    impl<
                        T: WellKnown,
                    > tonic::server::UnaryService<::core::primitive::i64>
                    for NumbersSvc<T> {
                        type Response = ::core::primitive::f64;
                        type Future = BoxFuture<
                            tonic::Response<Self::Response>,
                            tonic::Status,
                        >;
                        fn call(
                            &mut self,
                            request: tonic::Request<::core::primitive::i64>,
                        ) -> Self::Future {
                            let inner = Arc::clone(&self.0);
                            let fut = async move {
                                <T as WellKnown>::numbers(&inner, request).await
                            };
                            Box::pin(fut)
                        }
                    }
                    let accept_compression_encodings = self.accept_compression_encodings;
                    let send_compression_encodings = self.send_compression_encodings;
                    let max_decoding_message_size = self.max_decoding_message_size;
                    let max_encoding_message_size = self.max_encoding_message_size;
                    let inner = self.inner.clone();
                    let fut = async move {
                        let method = NumbersSvc(inner);
                        let codec = ::tonic_prost::ProstCodec::default();
                        let mut grpc = tonic::server::Grpc::new(codec)
                            .apply_compression_config(
                                accept_compression_encodings,
                                send_compression_encodings,
                            )
                            .apply_max_message_size_config(
                                max_decoding_message_size,
                                max_encoding_message_size,
                            );
                        let res = grpc.unary(method, req).await;
                        Ok(res)
                    };
                    Box::pin(fut)
                }
                "/corpus.well_known.WellKnown/Bool" => {
                    #[allow(non_camel_case_types)]
                    struct BoolSvc<T: WellKnown>(pub Arc<T>);
                    impl<
                        T: WellKnown,
                    > tonic::server::UnaryService<::core::primitive::bool>
                    for BoolSvc<T> {
                        type Response = ::trefoil::codegen::prost_types::Struct;
                        type Future = BoxFuture<
                            tonic::Response<Self::Response>,
                            tonic::Status,
                        >;
                        fn call(
                            &mut self,
                            request: tonic::Request<::core::primitive::bool>,
                        ) -> Self::Future {
                            let inner = Arc::clone(&self.0);
                            let fut = async move {
                                <T as WellKnown>::bool(&inner, request).await
                            };
                            Box::pin(fut)
                        }
                    }
                    let accept_compression_encodings = self.accept_compression_encodings;
                    let send_compression_encodings = self.send_compression_encodings;
                    let max_decoding_message_size = self.max_decoding_message_size;
                    let max_encoding_message_size = self.max_encoding_message_size;
                    let inner = self.inner.clone();
                    let fut = async move {
                        let method = BoolSvc(inner);
                        let codec = ::tonic_prost::ProstCodec::default();
                        let mut grpc = tonic::server::Grpc::new(codec)
                            .apply_compression_config(
                                accept_compression_encodings,
                                send_compression_encodings,
                            )
                            .apply_max_message_size_config(
                                max_decoding_message_size,
                                max_encoding_message_size,
                            );
                        let res = grpc.unary(method, req).await;
                        Ok(res)
                    };
                    Box::pin(fut)
                }
                "/corpus.well_known.WellKnown/Describe" => {
                    #[allow(non_camel_case_types)]
                    struct DescribeSvc<T: WellKnown>(pub Arc<T>);
                    impl<T: WellKnown> tonic::server::UnaryService<()>
                    for DescribeSvc<T> {
                        type Response = ::trefoil::codegen::prost_types::FileDescriptorSet;
                        type Future = BoxFuture<
                            tonic::Response<Self::Response>,
                            tonic::Status,
                        >;
                        fn call(&mut self, request: tonic::Request<()>) -> Self::Future {
                            let inner = Arc::clone(&self.0);
                            let fut = async move {
                                <T as WellKnown>::describe(&inner, request).await
                            };
                            Box::pin(fut)
                        }
                    }
                    let accept_compression_encodings = self.accept_compression_encodings;
                    let send_compression_encodings = self.send_compression_encodings;
                    let max_decoding_message_size = self.max_decoding_message_size;
                    let max_encoding_message_size = self.max_encoding_message_size;
                    let inner = self.inner.clone();
                    let fut = async move {
                        let method = DescribeSvc(inner);
                        let codec = ::tonic_prost::ProstCodec::default();
                        let mut grpc = tonic::server::Grpc::new(codec)
                            .apply_compression_config(
                                accept_compression_encodings,
                                send_compression_encodings,
                            )
                            .apply_max_message_size_config(
                                max_decoding_message_size,
                                max_encoding_message_size,
                            );
                        let res = grpc.unary(method, req).await;
                        Ok(res)
                    };
                    Box::pin(fut)
                }
                _ => {
                    Box::pin(async move {
                        let mut response = http::Response::new(
                            tonic::body::Body::default(),
                        );
                        let headers = response.headers_mut();
                        headers
                            .insert(
                                tonic::Status::GRPC_STATUS,
                                (tonic::Code::Unimplemented as i32).into(),
                            );
                        headers
                            .insert(
                                http::header::CONTENT_TYPE,
                                tonic::metadata::GRPC_CONTENT_TYPE,
                            );
                        Ok(response)
                    })
                }
            }
        }
    }
    impl<T> Clone for WellKnownServer<T> {
        fn clone(&self) -> Self {
            let inner = self.inner.clone();
            Self {
                inner,
                accept_compression_encodings: self.accept_compression_encodings,
                send_compression_encodings: self.send_compression_encodings,
                max_decoding_message_size: self.max_decoding_message_size,
                max_encoding_message_size: self.max_encoding_message_size,
            }
        }
    }
    /// Generated gRPC service name
    pub const SERVICE_NAME: &str = "corpus.well_known.WellKnown";
    impl<T> tonic::server::NamedService for WellKnownServer<T> {
        const NAME: &'static str = SERVICE_NAME;
    }
}
}
}
