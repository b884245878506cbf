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
pub mod a {
#[derive(Clone, PartialEq, Eq, Hash, ::trefoil::codegen::prost::Message)]
#[prost(prost_path = "::trefoil::codegen::prost")]
pub struct B {
    #[prost(message, optional, tag = "1")]
    pub inner: ::core::option::Option<b::Inner>,
    #[prost(message, optional, tag = "2")]
    pub deep: ::core::option::Option<b::c::Deep>,
    #[prost(enumeration = "b::Kind", tag = "3")]
    pub kind: i32,
    #[prost(oneof = "b::Choice", tags = "4, 5")]
    pub choice: ::core::option::Option<b::Choice>,
}
impl ::trefoil::codegen::prost::Name for B {
    const NAME: &'static str = "B";
    const PACKAGE: &'static str = "corpus.a";
    fn full_name() -> ::trefoil::codegen::prost::alloc::string::String {
        "corpus.a.B".into()
    }
    fn type_url() -> ::trefoil::codegen::prost::alloc::string::String {
        "type.googleapis.com/corpus.a.B".into()
    }
}
/// The service `corpus.a.A`.
pub trait A: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn get(
        &self,
        request: ::trefoil::Request<b::Inner>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<b::c::Deep>>,
    > + ::core::marker::Send;
}
/// Calls a [`A`] that is elsewhere, or in this process.
///
/// A clone is cheap and shares everything. The stub is a [`A`] itself.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct AClient(::trefoil::client::Caller);
impl ::trefoil::client::Client for AClient {
    const SERVICE: &'static ::trefoil::ServiceDescriptor = &A;
    fn from_caller(caller: ::trefoil::client::Caller) -> Self {
        Self(caller)
    }
    fn caller(&self) -> &::trefoil::client::Caller {
        &self.0
    }
}
impl AClient {
    /// A stub for the service at a URL.
    pub async fn connect(
        url: impl ::core::convert::AsRef<::core::primitive::str>,
    ) -> ::core::result::Result<Self, ::trefoil::Error> {
        ::trefoil::connect::<Self>(url).await
    }
    /// A stub for an implementation in this process. Nothing is serialized.
    pub fn local(service: impl A) -> Self {
        ::trefoil::local(AServer::new(service))
    }
    pub fn get(
        &self,
        request: impl ::trefoil::IntoRequest<b::Inner>,
    ) -> ::trefoil::client::Unary<b::Inner, b::c::Deep> {
        ::trefoil::client::Unary::new(&self.0, 0, request)
    }
}
impl A for AClient {
    async fn get(
        &self,
        request: ::trefoil::Request<b::Inner>,
    ) -> ::trefoil::Result<::trefoil::Response<b::c::Deep>> {
        Self::get(self, request).await
    }
}
/// Makes an `Invoker` of an implementation of [`A`].
pub struct AServer<S>(::std::sync::Arc<S>);
impl<S: A> AServer<S> {
    /// Serves an implementation.
    pub fn new(service: S) -> Self {
        Self(::std::sync::Arc::new(service))
    }
    /// Serves an implementation that others hold, too.
    pub fn from_arc(service: ::std::sync::Arc<S>) -> Self {
        Self(service)
    }
}
impl<S> ::core::clone::Clone for AServer<S> {
    fn clone(&self) -> Self {
        Self(<::std::sync::Arc<S> as ::core::clone::Clone>::clone(&self.0))
    }
}
impl<S: A> ::trefoil::Invoker for AServer<S> {
    fn service(&self) -> ::trefoil::Service {
        ::trefoil::Service::from_static(&A)
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
                    move |request| async move { <S as A>::get(&service, request).await },
                )
            }
            _ => ::trefoil::server::unimplemented(call),
        }
    }
}
/// Describes `corpus.a.A`: its rpcs, in the order of their indices.
pub static A: ::trefoil::ServiceDescriptor = {
    static METHODS: [::trefoil::MethodDescriptor; 1usize] = [
        ::trefoil::MethodDescriptor::new(
                "Get",
                "/corpus.a.A/Get",
                ::trefoil::MethodKind::Unary,
            )
            .types("corpus.a.B.Inner", "corpus.a.b.c.Deep"),
    ];
    ::trefoil::ServiceDescriptor::new("corpus.a.A", &METHODS)
};
/// Nested message and enum types in `B`.
pub mod b {
#[derive(Clone, PartialEq, Eq, Hash, ::trefoil::codegen::prost::Message)]
#[prost(prost_path = "::trefoil::codegen::prost")]
pub struct Inner {
    #[prost(string, tag = "1")]
    pub text: ::trefoil::codegen::prost::alloc::string::String,
}
impl ::trefoil::codegen::prost::Name for Inner {
    const NAME: &'static str = "Inner";
    const PACKAGE: &'static str = "corpus.a";
    fn full_name() -> ::trefoil::codegen::prost::alloc::string::String {
        "corpus.a.B.Inner".into()
    }
    fn type_url() -> ::trefoil::codegen::prost::alloc::string::String {
        "type.googleapis.com/corpus.a.B.Inner".into()
    }
}
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    ::trefoil::codegen::prost::Enumeration
)]
#[prost(prost_path = "::trefoil::codegen::prost")]
#[repr(i32)]
pub enum Kind {
    Unknown = 0,
    One = 1,
}
impl Kind {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unknown => "KIND_UNKNOWN",
            Self::One => "KIND_ONE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "KIND_UNKNOWN" => Some(Self::Unknown),
            "KIND_ONE" => Some(Self::One),
            _ => None,
        }
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::trefoil::codegen::prost::Oneof)]
#[prost(prost_path = "::trefoil::codegen::prost")]
pub enum Choice {
    #[prost(message, tag = "4")]
    Left(Inner),
    #[prost(string, tag = "5")]
    Right(::trefoil::codegen::prost::alloc::string::String),
}
/// The service `corpus.a.b.Between`.
pub trait Between: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn get(
        &self,
        request: ::trefoil::Request<super::B>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<super::b::Inner>>,
    > + ::core::marker::Send;
    fn watch(
        &self,
        request: ::trefoil::Request<c::Deep>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<
            ::trefoil::Response<::trefoil::Streaming<super::b::Inner>>,
        >,
    > + ::core::marker::Send;
}
/// Calls a [`Between`] that is elsewhere, or in this process.
///
/// A clone is cheap and shares everything. The stub is a [`Between`] itself.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct BetweenClient(::trefoil::client::Caller);
impl ::trefoil::client::Client for BetweenClient {
    const SERVICE: &'static ::trefoil::ServiceDescriptor = &BETWEEN;
    fn from_caller(caller: ::trefoil::client::Caller) -> Self {
        Self(caller)
    }
    fn caller(&self) -> &::trefoil::client::Caller {
        &self.0
    }
}
impl BetweenClient {
    /// A stub for the service at a URL.
    pub async fn connect(
        url: impl ::core::convert::AsRef<::core::primitive::str>,
    ) -> ::core::result::Result<Self, ::trefoil::Error> {
        ::trefoil::connect::<Self>(url).await
    }
    /// A stub for an implementation in this process. Nothing is serialized.
    pub fn local(service: impl Between) -> Self {
        ::trefoil::local(BetweenServer::new(service))
    }
    pub fn get(
        &self,
        request: impl ::trefoil::IntoRequest<super::B>,
    ) -> ::trefoil::client::Unary<super::B, super::b::Inner> {
        ::trefoil::client::Unary::new(&self.0, 0, request)
    }
    pub fn watch(
        &self,
        request: impl ::trefoil::IntoRequest<c::Deep>,
    ) -> ::trefoil::client::ServerStreaming<c::Deep, super::b::Inner> {
        ::trefoil::client::ServerStreaming::new(&self.0, 1, request)
    }
}
impl Between for BetweenClient {
    async fn get(
        &self,
        request: ::trefoil::Request<super::B>,
    ) -> ::trefoil::Result<::trefoil::Response<super::b::Inner>> {
        Self::get(self, request).await
    }
    async fn watch(
        &self,
        request: ::trefoil::Request<c::Deep>,
    ) -> ::trefoil::Result<::trefoil::Response<::trefoil::Streaming<super::b::Inner>>> {
        Self::watch(self, request).await
    }
}
/// Makes an `Invoker` of an implementation of [`Between`].
pub struct BetweenServer<S>(::std::sync::Arc<S>);
impl<S: Between> BetweenServer<S> {
    /// Serves an implementation.
    pub fn new(service: S) -> Self {
        Self(::std::sync::Arc::new(service))
    }
    /// Serves an implementation that others hold, too.
    pub fn from_arc(service: ::std::sync::Arc<S>) -> Self {
        Self(service)
    }
}
impl<S> ::core::clone::Clone for BetweenServer<S> {
    fn clone(&self) -> Self {
        Self(<::std::sync::Arc<S> as ::core::clone::Clone>::clone(&self.0))
    }
}
impl<S: Between> ::trefoil::Invoker for BetweenServer<S> {
    fn service(&self) -> ::trefoil::Service {
        ::trefoil::Service::from_static(&BETWEEN)
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
                        <S as Between>::get(&service, request).await
                    },
                )
            }
            1 => {
                ::trefoil::server::server_streaming(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as Between>::watch(&service, request).await
                    },
                )
            }
            _ => ::trefoil::server::unimplemented(call),
        }
    }
}
/// Describes `corpus.a.b.Between`: its rpcs, in the order of their indices.
pub static BETWEEN: ::trefoil::ServiceDescriptor = {
    static METHODS: [::trefoil::MethodDescriptor; 2usize] = [
        ::trefoil::MethodDescriptor::new(
                "Get",
                "/corpus.a.b.Between/Get",
                ::trefoil::MethodKind::Unary,
            )
            .types("corpus.a.B", "corpus.a.B.Inner"),
        ::trefoil::MethodDescriptor::new(
                "Watch",
                "/corpus.a.b.Between/Watch",
                ::trefoil::MethodKind::ServerStreaming,
            )
            .types("corpus.a.b.c.Deep", "corpus.a.B.Inner"),
    ];
    ::trefoil::ServiceDescriptor::new("corpus.a.b.Between", &METHODS)
};
pub mod c {
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::trefoil::codegen::prost::Message)]
#[prost(prost_path = "::trefoil::codegen::prost")]
pub struct Deep {
    #[prost(message, optional, tag = "1")]
    pub deeper: ::core::option::Option<deep::Deeper>,
}
/// Nested message and enum types in `Deep`.
pub mod deep {
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::trefoil::codegen::prost::Message)]
    #[prost(prost_path = "::trefoil::codegen::prost")]
    pub struct Deeper {
        #[prost(message, optional, tag = "1")]
        pub deepest: ::core::option::Option<deeper::Deepest>,
    }
    /// Nested message and enum types in `Deeper`.
    pub mod deeper {
        #[derive(Clone, Copy, PartialEq, Eq, Hash, ::trefoil::codegen::prost::Message)]
        #[prost(prost_path = "::trefoil::codegen::prost")]
        pub struct Deepest {}
        impl ::trefoil::codegen::prost::Name for Deepest {
            const NAME: &'static str = "Deepest";
            const PACKAGE: &'static str = "corpus.a.b.c";
            fn full_name() -> ::trefoil::codegen::prost::alloc::string::String {
                "corpus.a.b.c.Deep.Deeper.Deepest".into()
            }
            fn type_url() -> ::trefoil::codegen::prost::alloc::string::String {
                "type.googleapis.com/corpus.a.b.c.Deep.Deeper.Deepest".into()
            }
        }
    }
    impl ::trefoil::codegen::prost::Name for Deeper {
        const NAME: &'static str = "Deeper";
        const PACKAGE: &'static str = "corpus.a.b.c";
        fn full_name() -> ::trefoil::codegen::prost::alloc::string::String {
            "corpus.a.b.c.Deep.Deeper".into()
        }
        fn type_url() -> ::trefoil::codegen::prost::alloc::string::String {
            "type.googleapis.com/corpus.a.b.c.Deep.Deeper".into()
        }
    }
}
impl ::trefoil::codegen::prost::Name for Deep {
    const NAME: &'static str = "Deep";
    const PACKAGE: &'static str = "corpus.a.b.c";
    fn full_name() -> ::trefoil::codegen::prost::alloc::string::String {
        "corpus.a.b.c.Deep".into()
    }
    fn type_url() -> ::trefoil::codegen::prost::alloc::string::String {
        "type.googleapis.com/corpus.a.b.c.Deep".into()
    }
}
}
}
}
}
