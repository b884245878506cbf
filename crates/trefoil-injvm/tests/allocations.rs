//! What a call within the process costs in heap allocations.

use std::sync::Arc;

use trefoil_contract::{Client, EchoService};
use trefoil_core::client::Unary;
use trefoil_core::codec::Prost;
use trefoil_core::{
    BoxFuture, Invocation, Invoker, Protocol, Reply, Request, Response, Result, Service, server,
};
use trefoil_injvm::InJvm;

struct Zero(Service);

impl Invoker for Zero {
    fn service(&self) -> Service {
        self.0.clone()
    }
    fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> {
        server::unary(Prost, call, |request: Request<u64>| async move {
            Ok(Response::new(request.into_inner()))
        })
    }
}

/// Counted: the caller's context, the request, the call, the service's context, the handler, the reply.
const WITHOUT_DEADLINE: u64 = 6;
/// A deadline costs none: nothing waits for it here.
const WITH_DEADLINE: u64 = 6;

#[tokio::test(flavor = "current_thread")]
async fn a_unary_call_allocates_so_much() {
    let protocol = InJvm::new();
    let service = EchoService::descriptor(EchoService::NAME);
    let url = trefoil_core::Url::parse("injvm://local")
        .unwrap()
        .with_path(EchoService::NAME);
    let exported = protocol
        .export(url.clone(), Arc::new(Zero(service.clone())))
        .await;
    let _exporter = exported.unwrap();
    let client = Client::new(protocol.refer(url, service).await.unwrap());
    let caller = trefoil_core::client::Caller::new(Arc::clone(client.invoker())).unwrap();
    let call = |timed: bool| {
        let call = Unary::<u64, u64>::new(&caller, 0, 7);
        let call = if timed { call } else { call.no_timeout() };
        // Nothing in the call waits, so one poll is the whole of it.
        let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
        match std::pin::pin!(call.into_future()).poll(&mut cx) {
            std::task::Poll::Ready(reply) => assert_eq!(reply.unwrap().into_inner(), 7),
            std::task::Poll::Pending => panic!("the call waits"),
        }
    };
    call(true);
    for (timed, expected) in [(false, WITHOUT_DEADLINE), (true, WITH_DEADLINE)] {
        let info = allocation_counter::measure(|| call(timed));
        assert_eq!(info.count_total, expected, "timed: {timed}");
        assert_eq!(info.count_current, 0, "nothing is kept");
    }
}
