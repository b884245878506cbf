//! A service that answers as a test says.

mod answer;
mod expectation;
mod failures;
mod matcher;
mod method;
mod received;
mod sequence;
mod shared;
mod times;

use std::fmt;
use std::panic::Location;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use trefoil_core::client::Client;
use trefoil_core::{BoxFuture, Invocation, Invoker, Reply, Result, Service, server};
use trefoil_injvm::Local;

pub use expectation::Expectation;
pub use failures::Failures;
use method::MockMethod;
pub use received::Received;
pub use sequence::Sequence;
use shared::{Report, Shared};
pub use times::Times;

use crate::{Input, Output, lock};

/// A mock of a service: it answers from [`Expectation`]s, keeps what it was asked, and says at the end what was
/// not as expected.
///
/// Generated code wraps one for each service, with methods that know the types (`GreeterMock`). By hand:
///
/// ```
/// use trefoil_core::{MethodDescriptor, MethodKind, ServiceDescriptor};
/// use trefoil_testing::{Mock, One};
///
/// static METHODS: [MethodDescriptor; 1] =
///     [MethodDescriptor::new("Say", "/demo.Echo/Say", MethodKind::Unary)];
/// static ECHO: ServiceDescriptor = ServiceDescriptor::new("demo.Echo", &METHODS);
///
/// let mock = Mock::new(&ECHO);
/// mock.expect::<One<String>, One<String>>(0).returns("hello".to_owned()).times(..);
/// mock.verify();
/// ```
///
/// # Panics
/// A mock that is dropped verifies itself, unless somebody has asked for its failures before ([`Mock::check`],
/// [`Mock::verify`]) or the thread is panicking already. What it was lent to (clients, servers) does not keep
/// it from that.
pub struct Mock(Arc<Shared>);

impl Mock {
    /// A mock without expectations: every call is a failure.
    pub fn new(service: impl Into<Service>) -> Self {
        Self(Arc::new(Shared::new(service.into())))
    }

    /// Expects calls of the method at this place, which takes `I` and gives `O`.
    ///
    /// # Panics
    /// If the service has no such method, or it was used with other types before.
    #[track_caller]
    pub fn expect<I: Input, O: Output>(&self, method: usize) -> Expectation<I, O> {
        let method = self.method::<I, O>(method);
        let index = method.add(Location::caller());
        Expectation::new(method, index)
    }

    /// The calls that the method at this place has received, in order, expected or not.
    ///
    /// # Panics
    /// As [`Mock::expect`].
    #[track_caller]
    pub fn received<I: Input, O: Output>(&self, method: usize) -> Vec<Received<I>> {
        self.method::<I, O>(method).received()
    }

    /// Tells the types of a method, so that failures can show its requests before anything is expected of it.
    ///
    /// # Panics
    /// As [`Mock::expect`].
    #[track_caller]
    pub fn typed<I: Input, O: Output>(self, method: usize) -> Self {
        let _ = self.method::<I, O>(method);
        self
    }

    #[track_caller]
    #[allow(clippy::panic)] // A kit for tests fails by panic.
    fn method<I: Input, O: Output>(&self, index: usize) -> Arc<MockMethod<I, O>> {
        let service = &self.0.service;
        let Some(method) = service.method(index) else {
            panic!("{} has no method {index}", service.name());
        };
        let mut methods = lock(&self.0.methods);
        let known = methods[index]
            .get_or_insert_with(|| Arc::new(MockMethod::<I, O>::new(method.clone())))
            .clone();
        drop(methods);
        match known.into_any().downcast() {
            Ok(known) => known,
            Err(_) => panic!("{} is used with two different types", method.name()),
        }
    }

    /// What answers: to be exported by a server, or to be wrapped.
    pub fn invoker(&self) -> MockInvoker {
        MockInvoker(Arc::clone(&self.0))
    }

    /// A client of this mock in this process: nothing is serialized; deadlines, cancellation and metadata are
    /// those of a wire. Each call of this method makes another client of the same mock.
    pub fn client<C: Client>(&self) -> C {
        C::from_invoker(Local::new(self.invoker()))
    }

    /// Whether all went as expected so far: no call but expected ones, none missing, every script done.
    ///
    /// Looks at what has happened by now: await the end of a call first.
    ///
    /// # Errors
    /// All that did not, as one text. A mock that has told does not panic when it is dropped.
    pub fn check(&self) -> Result<(), Failures> {
        let list = self.0.failures();
        if list.is_empty() {
            return Ok(());
        }
        self.0.reported.store(true, Ordering::Release);
        Err(Failures::new(self.0.service.name(), list))
    }

    /// As [`Mock::check`], for the end of a test.
    ///
    /// # Panics
    /// With the text of the failures, if there are any.
    #[track_caller]
    #[allow(clippy::panic)] // A kit for tests fails by panic.
    pub fn verify(&self) {
        if let Err(failures) = self.check() {
            panic!("{failures}");
        }
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        if !std::thread::panicking() && !self.0.reported.load(Ordering::Acquire) {
            self.verify();
        }
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mock").field(&self.0.service.name()).finish()
    }
}

/// The [`Invoker`] of a [`Mock`]; clones answer from the same expectations.
#[derive(Clone)]
pub struct MockInvoker(Arc<Shared>);

impl Invoker for MockInvoker {
    fn service(&self) -> Service {
        self.0.service.clone()
    }

    fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> {
        let index = call.method_index();
        let report = Report::new(Arc::clone(&self.0), call.method().clone());
        let method = lock(&self.0.methods).get(index).cloned().flatten();
        match method {
            Some(method) => method.invoke(report, call),
            None if index >= self.0.service.methods().len() => server::unimplemented(call),
            None => {
                let status = report.fail("was called, and no call is expected");
                Box::pin(std::future::ready(Err(status)))
            }
        }
    }
}

impl fmt::Debug for MockInvoker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MockInvoker")
            .field(&self.0.service.name())
            .finish()
    }
}
