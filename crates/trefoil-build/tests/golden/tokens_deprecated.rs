/// The service `corpus.deprecated.Some`.
pub trait Some: ::core::marker::Send + ::core::marker::Sync + 'static {
    #[deprecated]
    fn old(
        &self,
        request: ::trefoil::Request<M>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<M>>,
    > + ::core::marker::Send;
    #[deprecated]
    fn old_watch(
        &self,
        request: ::trefoil::Request<M>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<::trefoil::Streaming<M>>>,
    > + ::core::marker::Send;
    #[deprecated]
    fn old_collect(
        &self,
        request: ::trefoil::Request<::trefoil::Streaming<M>>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<M>>,
    > + ::core::marker::Send;
    #[deprecated]
    fn old_chat(
        &self,
        request: ::trefoil::Request<::trefoil::Streaming<M>>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<::trefoil::Streaming<M>>>,
    > + ::core::marker::Send;
    #[deprecated]
    fn once(
        &self,
        request: ::trefoil::Request<M>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<M>>,
    > + ::core::marker::Send;
}
/// Calls a [`Some`] that is elsewhere, or in this process.
///
/// A clone is cheap and shares everything. The stub is a [`Some`] itself.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct SomeClient(::trefoil::client::Caller);
impl ::trefoil::client::Client for SomeClient {
    const SERVICE: &'static ::trefoil::ServiceDescriptor = &SOME;
    fn from_caller(caller: ::trefoil::client::Caller) -> Self {
        Self(caller)
    }
    fn caller(&self) -> &::trefoil::client::Caller {
        &self.0
    }
}
impl SomeClient {
    /// A stub for the service at a URL.
    pub async fn connect(
        url: impl ::core::convert::AsRef<::core::primitive::str>,
    ) -> ::core::result::Result<Self, ::trefoil::Error> {
        ::trefoil::connect::<Self>(url).await
    }
    /// A stub for an implementation in this process. Nothing is serialized.
    pub fn local(service: impl Some) -> Self {
        ::trefoil::local(SomeServer::new(service))
    }
    #[deprecated]
    pub fn old(
        &self,
        request: impl ::trefoil::IntoRequest<M>,
    ) -> ::trefoil::client::Unary<M, M> {
        ::trefoil::client::Unary::new(&self.0, 0, request)
    }
    #[deprecated]
    pub fn old_watch(
        &self,
        request: impl ::trefoil::IntoRequest<M>,
    ) -> ::trefoil::client::ServerStreaming<M, M> {
        ::trefoil::client::ServerStreaming::new(&self.0, 1, request)
    }
    #[deprecated]
    pub fn old_collect(
        &self,
        requests: impl ::trefoil::IntoStreamingRequest<M>,
    ) -> ::trefoil::client::ClientStreaming<M, M> {
        ::trefoil::client::ClientStreaming::new(&self.0, 2, requests)
    }
    #[deprecated]
    pub fn old_chat(
        &self,
        requests: impl ::trefoil::IntoStreamingRequest<M>,
    ) -> ::trefoil::client::Bidi<M, M> {
        ::trefoil::client::Bidi::new(&self.0, 3, requests)
    }
    #[deprecated]
    pub fn once(
        &self,
        request: impl ::trefoil::IntoRequest<M>,
    ) -> ::trefoil::client::Unary<M, M> {
        ::trefoil::client::Unary::new(&self.0, 4, request)
    }
}
impl Some for SomeClient {
    async fn old(
        &self,
        request: ::trefoil::Request<M>,
    ) -> ::trefoil::Result<::trefoil::Response<M>> {
        Self::old(self, request).await
    }
    async fn old_watch(
        &self,
        request: ::trefoil::Request<M>,
    ) -> ::trefoil::Result<::trefoil::Response<::trefoil::Streaming<M>>> {
        Self::old_watch(self, request).await
    }
    async fn old_collect(
        &self,
        request: ::trefoil::Request<::trefoil::Streaming<M>>,
    ) -> ::trefoil::Result<::trefoil::Response<M>> {
        Self::old_collect(self, request).await
    }
    async fn old_chat(
        &self,
        request: ::trefoil::Request<::trefoil::Streaming<M>>,
    ) -> ::trefoil::Result<::trefoil::Response<::trefoil::Streaming<M>>> {
        Self::old_chat(self, request).await
    }
    async fn once(
        &self,
        request: ::trefoil::Request<M>,
    ) -> ::trefoil::Result<::trefoil::Response<M>> {
        Self::once(self, request).await
    }
}
/// Makes an `Invoker` of an implementation of [`Some`].
pub struct SomeServer<S>(::std::sync::Arc<S>);
impl<S: Some> SomeServer<S> {
    /// Serves an implementation.
    pub fn new(service: S) -> Self {
        Self(::std::sync::Arc::new(service))
    }
    /// Serves an implementation that others hold, too.
    pub fn from_arc(service: ::std::sync::Arc<S>) -> Self {
        Self(service)
    }
}
impl<S> ::core::clone::Clone for SomeServer<S> {
    fn clone(&self) -> Self {
        Self(<::std::sync::Arc<S> as ::core::clone::Clone>::clone(&self.0))
    }
}
impl<S: Some> ::trefoil::Invoker for SomeServer<S> {
    fn service(&self) -> ::trefoil::Service {
        ::trefoil::Service::from_static(&SOME)
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
                        <S as Some>::old(&service, request).await
                    },
                )
            }
            1 => {
                ::trefoil::server::server_streaming(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as Some>::old_watch(&service, request).await
                    },
                )
            }
            2 => {
                ::trefoil::server::client_streaming(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as Some>::old_collect(&service, request).await
                    },
                )
            }
            3 => {
                ::trefoil::server::bidi(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as Some>::old_chat(&service, request).await
                    },
                )
            }
            4 => {
                ::trefoil::server::unary(
                    ::trefoil::codec::Prost,
                    call,
                    move |request| async move {
                        <S as Some>::once(&service, request).await
                    },
                )
            }
            _ => ::trefoil::server::unimplemented(call),
        }
    }
}
impl<S: Some> ::trefoil::server::Described for SomeServer<S> {
    const SERVICE: &'static ::trefoil::ServiceDescriptor = &SOME;
}
/// Describes `corpus.deprecated.Some`: its rpcs, in the order of their indices.
pub static SOME: ::trefoil::ServiceDescriptor = {
    static METHODS: [::trefoil::MethodDescriptor; 5usize] = [
        ::trefoil::MethodDescriptor::new(
                "Old",
                "/corpus.deprecated.Some/Old",
                ::trefoil::MethodKind::Unary,
            )
            .types("corpus.deprecated.M", "corpus.deprecated.M")
            .deprecated()
            .with_options(b"\x88\x02\x01"),
        ::trefoil::MethodDescriptor::new(
                "OldWatch",
                "/corpus.deprecated.Some/OldWatch",
                ::trefoil::MethodKind::ServerStreaming,
            )
            .types("corpus.deprecated.M", "corpus.deprecated.M")
            .deprecated()
            .with_options(b"\x88\x02\x01"),
        ::trefoil::MethodDescriptor::new(
                "OldCollect",
                "/corpus.deprecated.Some/OldCollect",
                ::trefoil::MethodKind::ClientStreaming,
            )
            .types("corpus.deprecated.M", "corpus.deprecated.M")
            .deprecated()
            .with_options(b"\x88\x02\x01"),
        ::trefoil::MethodDescriptor::new(
                "OldChat",
                "/corpus.deprecated.Some/OldChat",
                ::trefoil::MethodKind::Bidi,
            )
            .types("corpus.deprecated.M", "corpus.deprecated.M")
            .deprecated()
            .with_options(b"\x88\x02\x01"),
        ::trefoil::MethodDescriptor::new(
                "Once",
                "/corpus.deprecated.Some/Once",
                ::trefoil::MethodKind::Unary,
            )
            .types("corpus.deprecated.M", "corpus.deprecated.M")
            .idempotency(::trefoil::Idempotency::Idempotent)
            .deprecated()
            .with_options(b"\x88\x02\x01\x90\x02\x02"),
    ];
    ::trefoil::ServiceDescriptor::new("corpus.deprecated.Some", &METHODS)
};
/// The service `corpus.deprecated.All`.
#[deprecated]
pub trait All: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn get(
        &self,
        request: ::trefoil::Request<M>,
    ) -> impl ::core::future::Future<
        Output = ::trefoil::Result<::trefoil::Response<M>>,
    > + ::core::marker::Send;
}
/// Calls a [`All`] that is elsewhere, or in this process.
///
/// A clone is cheap and shares everything. The stub is a [`All`] itself.
#[deprecated]
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct AllClient(::trefoil::client::Caller);
impl ::trefoil::client::Client for AllClient {
    const SERVICE: &'static ::trefoil::ServiceDescriptor = &ALL;
    fn from_caller(caller: ::trefoil::client::Caller) -> Self {
        Self(caller)
    }
    fn caller(&self) -> &::trefoil::client::Caller {
        &self.0
    }
}
impl AllClient {
    /// A stub for the service at a URL.
    pub async fn connect(
        url: impl ::core::convert::AsRef<::core::primitive::str>,
    ) -> ::core::result::Result<Self, ::trefoil::Error> {
        ::trefoil::connect::<Self>(url).await
    }
    /// A stub for an implementation in this process. Nothing is serialized.
    pub fn local(service: impl All) -> Self {
        ::trefoil::local(AllServer::new(service))
    }
    pub fn get(
        &self,
        request: impl ::trefoil::IntoRequest<M>,
    ) -> ::trefoil::client::Unary<M, M> {
        ::trefoil::client::Unary::new(&self.0, 0, request)
    }
}
impl All for AllClient {
    async fn get(
        &self,
        request: ::trefoil::Request<M>,
    ) -> ::trefoil::Result<::trefoil::Response<M>> {
        Self::get(self, request).await
    }
}
/// Makes an `Invoker` of an implementation of [`All`].
pub struct AllServer<S>(::std::sync::Arc<S>);
impl<S: All> AllServer<S> {
    /// Serves an implementation.
    pub fn new(service: S) -> Self {
        Self(::std::sync::Arc::new(service))
    }
    /// Serves an implementation that others hold, too.
    pub fn from_arc(service: ::std::sync::Arc<S>) -> Self {
        Self(service)
    }
}
impl<S> ::core::clone::Clone for AllServer<S> {
    fn clone(&self) -> Self {
        Self(<::std::sync::Arc<S> as ::core::clone::Clone>::clone(&self.0))
    }
}
impl<S: All> ::trefoil::Invoker for AllServer<S> {
    fn service(&self) -> ::trefoil::Service {
        ::trefoil::Service::from_static(&ALL)
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
                        <S as All>::get(&service, request).await
                    },
                )
            }
            _ => ::trefoil::server::unimplemented(call),
        }
    }
}
impl<S: All> ::trefoil::server::Described for AllServer<S> {
    const SERVICE: &'static ::trefoil::ServiceDescriptor = &ALL;
}
/// Describes `corpus.deprecated.All`: its rpcs, in the order of their indices.
pub static ALL: ::trefoil::ServiceDescriptor = {
    static METHODS: [::trefoil::MethodDescriptor; 1usize] = [
        ::trefoil::MethodDescriptor::new(
                "Get",
                "/corpus.deprecated.All/Get",
                ::trefoil::MethodKind::Unary,
            )
            .types("corpus.deprecated.M", "corpus.deprecated.M"),
    ];
    ::trefoil::ServiceDescriptor::new("corpus.deprecated.All", &METHODS)
        .with_options(b"\x88\x02\x01")
};
