//! What a mock, its clients and its calls under way have in common.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use trefoil_core::{BoxFuture, Invocation, Method, Reply, Result, Service, Status};

use crate::script::Play;
use crate::{Message, lock};

pub(super) struct Shared {
    pub(super) service: Service,
    /// By the method's index; those whose types are known.
    pub(super) methods: Mutex<Vec<Option<Arc<dyn AnyMethod>>>>,
    failures: Mutex<Vec<String>>,
    scripts: Mutex<Vec<(String, Arc<dyn Unmet>)>>,
    /// Somebody has heard of the failures.
    pub(super) reported: AtomicBool,
}

/// A method whose types its users know.
pub(super) trait AnyMethod: Send + Sync + 'static {
    fn invoke(self: Arc<Self>, report: Report, call: Invocation) -> BoxFuture<Result<Reply>>;

    /// The calls that are missing.
    fn missing(&self) -> Vec<String>;

    fn into_any(self: Arc<Self>) -> Arc<dyn std::any::Any + Send + Sync>;
}

/// A script that may still wait for something.
trait Unmet: Send + Sync {
    fn unmet(&self) -> Option<String>;
}

impl<S: Message, R: Message> Unmet for Play<S, R> {
    fn unmet(&self) -> Option<String> {
        Play::unmet(self)
    }
}

impl Shared {
    pub(super) fn new(service: Service) -> Self {
        let methods = service.methods().iter().map(|_| None).collect();
        Self {
            service,
            methods: Mutex::new(methods),
            failures: Mutex::default(),
            scripts: Mutex::default(),
            reported: AtomicBool::new(false),
        }
    }

    /// What went wrong, and then what is missing.
    pub(super) fn failures(&self) -> Vec<String> {
        let mut list = lock(&self.failures).clone();
        let methods = lock(&self.methods).clone();
        list.extend(methods.iter().flatten().flat_map(|method| method.missing()));
        let scripts = lock(&self.scripts);
        let unmet = scripts
            .iter()
            .filter_map(|(name, script)| Some((name, script.unmet()?)));
        list.extend(
            unmet.map(|(name, unmet)| format!("the script of {name} is not done: {unmet}")),
        );
        list
    }
}

/// Where what goes wrong in a call is told.
#[derive(Clone)]
pub(super) struct Report {
    shared: Arc<Shared>,
    method: Method,
}

impl Report {
    pub(super) fn new(shared: Arc<Shared>, method: Method) -> Self {
        Self { shared, method }
    }

    /// Keeps a failure for the verification; the status for the caller. The text follows the method's name.
    pub(super) fn fail(&self, text: &str) -> Status {
        let text = format!("{} {text}", self.method.name());
        lock(&self.shared.failures).push(text.clone());
        Status::internal(format!("mock: {text}"))
    }

    pub(super) fn watch<S: Message, R: Message>(&self, script: Arc<Play<S, R>>) {
        lock(&self.shared.scripts).push((self.method.name().to_owned(), script));
    }
}
