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
#[derive(serde::Serialize)]
#[derive(Clone, PartialEq, Eq, Hash, ::trefoil::codegen::prost::Message)]
#[prost(prost_path = "::trefoil::codegen::prost")]
pub struct HelloRequest {
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
#[derive(serde::Serialize)]
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
/// The service `greet.v1.Greeter`.
pub trait Greeter: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn say_hello(
        &self,
        request: ::trefoil::Request<HelloRequest>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<HelloReply>>,
    > + ::core::marker::Send;
    fn greet_all(
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
    pub fn say_hello(
        &self,
        request: impl ::trefoil::IntoRequest<HelloRequest>,
    ) -> ::trefoil::client::Unary<HelloRequest, HelloReply> {
        ::trefoil::client::Unary::new(&self.0, 0, request)
    }
    pub fn greet_all(
        &self,
        requests: impl ::trefoil::IntoStreamingRequest<HelloRequest>,
    ) -> ::trefoil::client::Bidi<HelloRequest, HelloReply> {
        ::trefoil::client::Bidi::new(&self.0, 1, requests)
    }
}
impl Greeter for GreeterClient {
    async fn say_hello(
        &self,
        request: ::trefoil::Request<HelloRequest>,
    ) -> ::trefoil::Result<::trefoil::Response<HelloReply>> {
        Self::say_hello(self, request).await
    }
    async fn greet_all(
        &self,
        request: ::trefoil::Request<::trefoil::Streaming<HelloRequest>>,
    ) -> ::trefoil::Result<::trefoil::Response<::trefoil::Streaming<HelloReply>>> {
        Self::greet_all(self, request).await
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
                ::trefoil::server::bidi(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as Greeter>::greet_all(&service, request).await
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
    static METHODS: [::trefoil::MethodDescriptor; 2usize] = [
        ::trefoil::MethodDescriptor::new(
                "SayHello",
                "/greet.v1.Greeter/SayHello",
                ::trefoil::MethodKind::Unary,
            )
            .types("greet.v1.HelloRequest", "greet.v1.HelloReply"),
        ::trefoil::MethodDescriptor::new(
                "GreetAll",
                "/greet.v1.Greeter/GreetAll",
                ::trefoil::MethodKind::Bidi,
            )
            .types("greet.v1.HelloRequest", "greet.v1.HelloReply"),
    ];
    ::trefoil::ServiceDescriptor::new("greet.v1.Greeter", &METHODS)
};
}
}
