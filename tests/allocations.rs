//! What a call costs a server in heap allocations, counted on the server's own thread.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test fails by panic.

use std::sync::mpsc;
use std::thread;

use trefoil::{Export, Request, Response, Result, Server, Streaming};

trefoil::include_protos!("examples.rs");
use greet::v1::{Greeter, GreeterClient, GreeterServer, HelloReply, HelloRequest};

const CALLS: u64 = 400;
const MESSAGES: u64 = 1000;

struct Hello;

impl Greeter for Hello {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        Ok(Response::new(HelloReply {
            message: request.into_inner().name,
        }))
    }

    async fn lots_of_replies(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let name = request.into_inner().name;
        // The clone is the service's own allocation.
        let replies = (0..MESSAGES).map(move |_| HelloReply {
            message: name.clone(),
        });
        Ok(Response::streaming(replies))
    }

    async fn lots_of_greetings(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>> {
        let mut requests = request.into_inner();
        let mut count = 0;
        while requests.message().await?.is_some() {
            count += 1;
        }
        assert_eq!(count, MESSAGES);
        Ok(Response::new(HelloReply::default()))
    }

    async fn bidi_hello(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let requests = request.into_inner();
        Ok(Response::new(Streaming::new(futures_util::StreamExt::map(
            requests,
            |request| {
                Ok(HelloReply {
                    message: request?.name,
                })
            },
        ))))
    }
}

fn ada() -> HelloRequest {
    HelloRequest {
        name: "a name of more than a few letters".into(),
    }
}

async fn call(client: &GreeterClient, kind: &str) {
    match kind {
        "unary" => {
            client.say_hello(ada()).await.unwrap();
        }
        "down" => {
            let mut replies = client.lots_of_replies(ada()).await.unwrap().into_inner();
            let mut count = 0;
            while replies.message().await.unwrap().is_some() {
                count += 1;
            }
            assert_eq!(count, MESSAGES);
        }
        "up" => {
            let requests = Streaming::from_iter((0..MESSAGES).map(|_| ada()));
            client.lots_of_greetings(requests).await.unwrap();
        }
        other => panic!("{other}"),
    }
}

/// Allocations of the server thread for each of `calls` calls, with this many services exported.
fn allocations(kind: &'static str, calls: u64, services: usize) -> f64 {
    let runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
    };
    let server_runtime = runtime();
    let server = server_runtime.block_on(async {
        let mut builder = Server::builder()
            .export("tri://127.0.0.1:0")
            .add(GreeterServer::new(Hello));
        for group in 1..services {
            let export = Export::new(GreeterServer::new(Hello)).group(format!("group{group}"));
            builder = builder.add(export);
        }
        builder.start().await.unwrap()
    });
    let url = server.urls()[0].to_string();
    let (warm, warmed) = tokio::sync::oneshot::channel();
    let (go, start) = mpsc::channel::<()>();
    let (done, finished) = tokio::sync::oneshot::channel();
    let client = thread::spawn(move || {
        runtime().block_on(async {
            let client = GreeterClient::connect(&url).await.unwrap();
            for _ in 0..20 {
                call(&client, kind).await;
            }
            warm.send(()).unwrap();
            start.recv().unwrap();
            for _ in 0..calls {
                call(&client, kind).await;
            }
            done.send(()).unwrap();
        });
    });
    server_runtime.block_on(warmed).unwrap();
    let counted = allocation_counter::measure(|| {
        go.send(()).unwrap();
        server_runtime.block_on(finished).unwrap();
    });
    client.join().unwrap();
    server_runtime.block_on(server.shutdown());
    counted.count_total as f64 / calls as f64
}

#[test]
fn a_unary_call_costs_at_most_sixteen_allocations() {
    let one = allocations("unary", CALLS, 1);
    println!("unary: {one:.2} allocations a call");
    assert!(one <= 16.0, "{one}");
}

#[test]
fn what_a_call_costs_does_not_grow_with_the_number_of_services() {
    let (one, many) = (
        allocations("unary", CALLS, 1),
        allocations("unary", CALLS, 50),
    );
    assert!(
        (one - many).abs() < 0.2,
        "{one} with one service, {many} with fifty"
    );
}

#[test]
fn a_streamed_message_costs_at_most_two_allocations_either_way() {
    for kind in ["down", "up"] {
        let each = allocations(kind, 10, 1) / MESSAGES as f64;
        println!("{kind}: {each:.3} allocations a message");
        assert!(each <= 2.0, "{kind}: {each}");
    }
}
