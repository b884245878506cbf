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
pub mod greet {
pub mod v1 {
/// Whom to greet.
#[derive(Clone, PartialEq, Eq, Hash, ::trefoil::codegen::prost::Message)]
#[prost(prost_path = "::trefoil::codegen::prost")]
pub struct HelloRequest {
    /// The name of the person.
    #[prost(string, tag = "1")]
    pub name: ::trefoil::codegen::prost::alloc::string::String,
}
impl ::trefoil::codegen::prost::Name for HelloRequest {
    const NAME: &'static str = "HelloRequest";
    const PACKAGE: &'static str = "greet.v1";
    fn full_name() -> ::trefoil::codegen::prost::alloc::string::String {
        "greet.v1.HelloRequest".into()
    }
    fn type_url() -> ::trefoil::codegen::prost::alloc::string::String {
        "type.googleapis.com/greet.v1.HelloRequest".into()
    }
}
/// The greeting.
#[derive(Clone, PartialEq, Eq, Hash, ::trefoil::codegen::prost::Message)]
#[prost(prost_path = "::trefoil::codegen::prost")]
pub struct HelloReply {
    #[prost(string, tag = "1")]
    pub message: ::trefoil::codegen::prost::alloc::string::String,
}
impl ::trefoil::codegen::prost::Name for HelloReply {
    const NAME: &'static str = "HelloReply";
    const PACKAGE: &'static str = "greet.v1";
    fn full_name() -> ::trefoil::codegen::prost::alloc::string::String {
        "greet.v1.HelloReply".into()
    }
    fn type_url() -> ::trefoil::codegen::prost::alloc::string::String {
        "type.googleapis.com/greet.v1.HelloReply".into()
    }
}
/// The greeter.
pub trait Greeter: ::core::marker::Send + ::core::marker::Sync + 'static {
    /// Greets one person.
    fn say_hello(
        &self,
        request: ::trefoil::Request<HelloRequest>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<HelloReply>>,
    > + ::core::marker::Send;
    /// Greets one person many times.
    fn lots_of_replies(
        &self,
        request: ::trefoil::Request<HelloRequest>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<::trefoil::Streaming<HelloReply>>>,
    > + ::core::marker::Send;
    /// Greets many persons at once.
    fn lots_of_greetings(
        &self,
        request: ::trefoil::Request<::trefoil::Streaming<HelloRequest>>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<HelloReply>>,
    > + ::core::marker::Send;
    /// Greets many persons, one after the other.
    fn bidi_hello(
        &self,
        request: ::trefoil::Request<::trefoil::Streaming<HelloRequest>>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<::trefoil::Streaming<HelloReply>>>,
    > + ::core::marker::Send;
}
/// Calls a [`Greeter`] that is elsewhere, or in this process.
///
/// A clone is cheap and shares everything. The stub is a [`Greeter`] itself.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct GreeterClient(::trefoil::client::Caller);
impl ::trefoil::client::Client for GreeterClient {
    const SERVICE: &'static ::trefoil::ServiceDescriptor = &GREETER;
    fn from_caller(caller: ::trefoil::client::Caller) -> Self {
        Self(caller)
    }
    fn caller(&self) -> &::trefoil::client::Caller {
        &self.0
    }
}
impl GreeterClient {
    /// A stub for the service at a URL.
    pub async fn connect(
        url: impl ::core::convert::AsRef<::core::primitive::str>,
    ) -> ::core::result::Result<Self, ::trefoil::Error> {
        ::trefoil::connect::<Self>(url).await
    }
    /// A stub for an implementation in this process. Nothing is serialized.
    pub fn local(service: impl Greeter) -> Self {
        ::trefoil::local(GreeterServer::new(service))
    }
    /// Greets one person.
    pub fn say_hello(
        &self,
        request: impl ::trefoil::IntoRequest<HelloRequest>,
    ) -> ::trefoil::client::Unary<HelloRequest, HelloReply> {
        ::trefoil::client::Unary::new(&self.0, 0, request)
    }
    /// Greets one person many times.
    pub fn lots_of_replies(
        &self,
        request: impl ::trefoil::IntoRequest<HelloRequest>,
    ) -> ::trefoil::client::ServerStreaming<HelloRequest, HelloReply> {
        ::trefoil::client::ServerStreaming::new(&self.0, 1, request)
    }
    /// Greets many persons at once.
    pub fn lots_of_greetings(
        &self,
        requests: impl ::trefoil::IntoStreamingRequest<HelloRequest>,
    ) -> ::trefoil::client::ClientStreaming<HelloRequest, HelloReply> {
        ::trefoil::client::ClientStreaming::new(&self.0, 2, requests)
    }
    /// Greets many persons, one after the other.
    pub fn bidi_hello(
        &self,
        requests: impl ::trefoil::IntoStreamingRequest<HelloRequest>,
    ) -> ::trefoil::client::Bidi<HelloRequest, HelloReply> {
        ::trefoil::client::Bidi::new(&self.0, 3, requests)
    }
}
impl Greeter for GreeterClient {
    async fn say_hello(
        &self,
        request: ::trefoil::Request<HelloRequest>,
    ) -> ::trefoil::Result<::trefoil::Response<HelloReply>> {
        Self::say_hello(self, request).await
    }
    async fn lots_of_replies(
        &self,
        request: ::trefoil::Request<HelloRequest>,
    ) -> ::trefoil::Result<::trefoil::Response<::trefoil::Streaming<HelloReply>>> {
        Self::lots_of_replies(self, request).await
    }
    async fn lots_of_greetings(
        &self,
        request: ::trefoil::Request<::trefoil::Streaming<HelloRequest>>,
    ) -> ::trefoil::Result<::trefoil::Response<HelloReply>> {
        Self::lots_of_greetings(self, request).await
    }
    async fn bidi_hello(
        &self,
        request: ::trefoil::Request<::trefoil::Streaming<HelloRequest>>,
    ) -> ::trefoil::Result<::trefoil::Response<::trefoil::Streaming<HelloReply>>> {
        Self::bidi_hello(self, request).await
    }
}
/// Makes an `Invoker` of an implementation of [`Greeter`].
pub struct GreeterServer<S>(::std::sync::Arc<S>);
impl<S: Greeter> GreeterServer<S> {
    /// Serves an implementation.
    pub fn new(service: S) -> Self {
        Self(::std::sync::Arc::new(service))
    }
    /// Serves an implementation that others hold, too.
    pub fn from_arc(service: ::std::sync::Arc<S>) -> Self {
        Self(service)
    }
}
impl<S> ::core::clone::Clone for GreeterServer<S> {
    fn clone(&self) -> Self {
        Self(<::std::sync::Arc<S> as ::core::clone::Clone>::clone(&self.0))
    }
}
impl<S: Greeter> ::trefoil::Invoker for GreeterServer<S> {
    fn service(&self) -> ::trefoil::Service {
        ::trefoil::Service::from_static(&GREETER)
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
                        <S as Greeter>::say_hello(&service, request).await
                    },
                )
            }
            1 => {
                ::trefoil::server::server_streaming(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as Greeter>::lots_of_replies(&service, request).await
                    },
                )
            }
            2 => {
                ::trefoil::server::client_streaming(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as Greeter>::lots_of_greetings(&service, request).await
                    },
                )
            }
            3 => {
                ::trefoil::server::bidi(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as Greeter>::bidi_hello(&service, request).await
                    },
                )
            }
            _ => ::trefoil::server::unimplemented(call),
        }
    }
}
impl<S: Greeter> ::trefoil::server::Described for GreeterServer<S> {
    const SERVICE: &'static ::trefoil::ServiceDescriptor = &GREETER;
}
/// Describes `greet.v1.Greeter`: its rpcs, in the order of their indices.
pub static GREETER: ::trefoil::ServiceDescriptor = {
    static METHODS: [::trefoil::MethodDescriptor; 4usize] = [
        ::trefoil::MethodDescriptor::new(
                "SayHello",
                "/greet.v1.Greeter/SayHello",
                ::trefoil::MethodKind::Unary,
            )
            .types("greet.v1.HelloRequest", "greet.v1.HelloReply")
            .idempotency(::trefoil::Idempotency::NoSideEffects)
            .with_options(b"\x90\x02\x01"),
        ::trefoil::MethodDescriptor::new(
                "LotsOfReplies",
                "/greet.v1.Greeter/LotsOfReplies",
                ::trefoil::MethodKind::ServerStreaming,
            )
            .types("greet.v1.HelloRequest", "greet.v1.HelloReply"),
        ::trefoil::MethodDescriptor::new(
                "LotsOfGreetings",
                "/greet.v1.Greeter/LotsOfGreetings",
                ::trefoil::MethodKind::ClientStreaming,
            )
            .types("greet.v1.HelloRequest", "greet.v1.HelloReply"),
        ::trefoil::MethodDescriptor::new(
                "BidiHello",
                "/greet.v1.Greeter/BidiHello",
                ::trefoil::MethodKind::Bidi,
            )
            .types("greet.v1.HelloRequest", "greet.v1.HelloReply"),
    ];
    ::trefoil::ServiceDescriptor::new("greet.v1.Greeter", &METHODS)
};
/// Generated client implementations.
pub mod greeter_client {
    #![allow(
        unused_variables,
        dead_code,
        missing_docs,
        clippy::wildcard_imports,
        clippy::let_unit_value,
    )]
    use tonic::codegen::*;
    use tonic::codegen::http::Uri;
    /// The greeter.
    #[derive(Debug, Clone)]
    pub struct GreeterClient<T> {
        inner: tonic::client::Grpc<T>,
    }
    impl GreeterClient<tonic::transport::Channel> {
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
    impl<T> GreeterClient<T>
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
        ) -> GreeterClient<InterceptedService<T, F>>
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
            GreeterClient::new(InterceptedService::new(inner, interceptor))
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
        /// Greets one person.
        pub async fn say_hello(
            &mut self,
            request: impl tonic::IntoRequest<super::HelloRequest>,
        ) -> std::result::Result<tonic::Response<super::HelloReply>, tonic::Status> {
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
                "/greet.v1.Greeter/SayHello",
            );
            let mut req = request.into_request();
            req.extensions_mut().insert(GrpcMethod::new("greet.v1.Greeter", "SayHello"));
            self.inner.unary(req, path, codec).await
        }
        /// Greets one person many times.
        pub async fn lots_of_replies(
            &mut self,
            request: impl tonic::IntoRequest<super::HelloRequest>,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<super::HelloReply>>,
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
                "/greet.v1.Greeter/LotsOfReplies",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(GrpcMethod::new("greet.v1.Greeter", "LotsOfReplies"));
            self.inner.server_streaming(req, path, codec).await
        }
        /// Greets many persons at once.
        pub async fn lots_of_greetings(
            &mut self,
            request: impl tonic::IntoStreamingRequest<Message = super::HelloRequest>,
        ) -> std::result::Result<tonic::Response<super::HelloReply>, tonic::Status> {
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
                "/greet.v1.Greeter/LotsOfGreetings",
            );
            let mut req = request.into_streaming_request();
            req.extensions_mut()
                .insert(GrpcMethod::new("greet.v1.Greeter", "LotsOfGreetings"));
            self.inner.client_streaming(req, path, codec).await
        }
        /// Greets many persons, one after the other.
        pub async fn bidi_hello(
            &mut self,
            request: impl tonic::IntoStreamingRequest<Message = super::HelloRequest>,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<super::HelloReply>>,
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
                "/greet.v1.Greeter/BidiHello",
            );
            let mut req = request.into_streaming_request();
            req.extensions_mut()
                .insert(GrpcMethod::new("greet.v1.Greeter", "BidiHello"));
            self.inner.streaming(req, path, codec).await
        }
    }
}
/// Generated server implementations.
pub mod greeter_server {
    #![allow(
        unused_variables,
        dead_code,
        missing_docs,
        clippy::wildcard_imports,
        clippy::let_unit_value,
    )]
    use tonic::codegen::*;
    /// Generated trait containing gRPC methods that should be implemented for use with GreeterServer.
    #[async_trait]
    pub trait Greeter: std::marker::Send + std::marker::Sync + 'static {
        /// Greets one person.
        async fn say_hello(
            &self,
            request: tonic::Request<super::HelloRequest>,
        ) -> std::result::Result<tonic::Response<super::HelloReply>, tonic::Status>;
        /// Server streaming response type for the LotsOfReplies method.
        type LotsOfRepliesStream: tonic::codegen::tokio_stream::Stream<
                Item = std::result::Result<super::HelloReply, tonic::Status>,
            >
            + std::marker::Send
            + 'static;
        /// Greets one person many times.
        async fn lots_of_replies(
            &self,
            request: tonic::Request<super::HelloRequest>,
        ) -> std::result::Result<
            tonic::Response<Self::LotsOfRepliesStream>,
            tonic::Status,
        >;
        /// Greets many persons at once.
        async fn lots_of_greetings(
            &self,
            request: tonic::Request<tonic::Streaming<super::HelloRequest>>,
        ) -> std::result::Result<tonic::Response<super::HelloReply>, tonic::Status>;
        /// Server streaming response type for the BidiHello method.
        type BidiHelloStream: tonic::codegen::tokio_stream::Stream<
                Item = std::result::Result<super::HelloReply, tonic::Status>,
            >
            + std::marker::Send
            + 'static;
        /// Greets many persons, one after the other.
        async fn bidi_hello(
            &self,
            request: tonic::Request<tonic::Streaming<super::HelloRequest>>,
        ) -> std::result::Result<tonic::Response<Self::BidiHelloStream>, tonic::Status>;
    }
    /// The greeter.
    #[derive(Debug)]
    pub struct GreeterServer<T> {
        inner: Arc<T>,
        accept_compression_encodings: EnabledCompressionEncodings,
        send_compression_encodings: EnabledCompressionEncodings,
        max_decoding_message_size: Option<usize>,
        max_encoding_message_size: Option<usize>,
    }
    impl<T> GreeterServer<T> {
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
    impl<T, B> tonic::codegen::Service<http::Request<B>> for GreeterServer<T>
    where
        T: Greeter,
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
                "/greet.v1.Greeter/SayHello" => {
                    #[allow(non_camel_case_types)]
                    struct SayHelloSvc<T: Greeter>(pub Arc<T>);
                    impl<T: Greeter> tonic::server::UnaryService<super::HelloRequest>
                    for SayHelloSvc<T> {
                        type Response = super::HelloReply;
                        type Future = BoxFuture<
                            tonic::Response<Self::Response>,
                            tonic::Status,
                        >;
                        fn call(
                            &mut self,
                            request: tonic::Request<super::HelloRequest>,
                        ) -> Self::Future {
                            let inner = Arc::clone(&self.0);
                            let fut = async move {
                                <T as Greeter>::say_hello(&inner, request).await
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
                        let method = SayHelloSvc(inner);
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
                "/greet.v1.Greeter/LotsOfReplies" => {
                    #[allow(non_camel_case_types)]
                    struct LotsOfRepliesSvc<T: Greeter>(pub Arc<T>);
                    impl<
                        T: Greeter,
                    > tonic::server::ServerStreamingService<super::HelloRequest>
                    for LotsOfRepliesSvc<T> {
                        type Response = super::HelloReply;
                        type ResponseStream = T::LotsOfRepliesStream;
                        type Future = BoxFuture<
                            tonic::Response<Self::ResponseStream>,
                            tonic::Status,
                        >;
                        fn call(
                            &mut self,
                            request: tonic::Request<super::HelloRequest>,
                        ) -> Self::Future {
                            let inner = Arc::clone(&self.0);
                            let fut = async move {
                                <T as Greeter>::lots_of_replies(&inner, request).await
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
                        let method = LotsOfRepliesSvc(inner);
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
                "/greet.v1.Greeter/LotsOfGreetings" => {
                    #[allow(non_camel_case_types)]
                    struct LotsOfGreetingsSvc<T: Greeter>(pub Arc<T>);
                    impl<
                        T: Greeter,
                    > tonic::server::ClientStreamingService<super::HelloRequest>
                    for LotsOfGreetingsSvc<T> {
                        type Response = super::HelloReply;
                        type Future = BoxFuture<
                            tonic::Response<Self::Response>,
                            tonic::Status,
                        >;
                        fn call(
                            &mut self,
                            request: tonic::Request<
                                tonic::Streaming<super::HelloRequest>,
                            >,
                        ) -> Self::Future {
                            let inner = Arc::clone(&self.0);
                            let fut = async move {
                                <T as Greeter>::lots_of_greetings(&inner, request).await
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
                        let method = LotsOfGreetingsSvc(inner);
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
                "/greet.v1.Greeter/BidiHello" => {
                    #[allow(non_camel_case_types)]
                    struct BidiHelloSvc<T: Greeter>(pub Arc<T>);
                    impl<T: Greeter> tonic::server::StreamingService<super::HelloRequest>
                    for BidiHelloSvc<T> {
                        type Response = super::HelloReply;
                        type ResponseStream = T::BidiHelloStream;
                        type Future = BoxFuture<
                            tonic::Response<Self::ResponseStream>,
                            tonic::Status,
                        >;
                        fn call(
                            &mut self,
                            request: tonic::Request<
                                tonic::Streaming<super::HelloRequest>,
                            >,
                        ) -> Self::Future {
                            let inner = Arc::clone(&self.0);
                            let fut = async move {
                                <T as Greeter>::bidi_hello(&inner, request).await
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
                        let method = BidiHelloSvc(inner);
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
    impl<T> Clone for GreeterServer<T> {
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
    pub const SERVICE_NAME: &str = "greet.v1.Greeter";
    impl<T> tonic::server::NamedService for GreeterServer<T> {
        const NAME: &'static str = SERVICE_NAME;
    }
}
}
}
