//! How to test a service, and what calls one, without a socket.
//!
//! Run it with `cargo run --example testing`, or as tests with `cargo test --example testing`. Each
//! function below is one way; all of them use the same trait.

#![allow(clippy::unwrap_used)] // A test fails by panic.

mod kit;

use std::time::Duration;

use trefoil::{Application, Code, Request, Response, Result, Server, Status, Streaming};

// In a crate of your own: `trefoil::include_protos!();`
trefoil::include_protos!("examples.rs");
use greet::v1::{Greeter, GreeterClient, GreeterServer, HelloReply, HelloRequest};

/// The service under test.
struct Hello;

impl Greeter for Hello {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        match request.get_ref().name.as_str() {
            "" => Err(Status::invalid_argument("a greeting needs a name")),
            name => Ok(Response::new(reply(&format!("Hello, {name}!")))),
        }
    }

    async fn lots_of_replies(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let name = request.into_inner().name;
        let replies = (1..=3).map(move |time| reply(&format!("Hello, {name}, time {time}!")));
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
        Ok(Response::new(reply(&format!("Hello, all {count}!"))))
    }

    async fn bidi_hello(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let mut requests = request.into_inner();
        let (mut replies, stream) = Streaming::channel(1);
        tokio::spawn(async move {
            loop {
                let name = match requests.message().await {
                    Ok(Some(request)) => request.name,
                    Ok(None) => return replies.finish(),
                    Err(status) => return replies.fail(status),
                };
                if replies.send(reply(&name)).await.is_err() {
                    return;
                }
            }
        });
        Ok(Response::new(stream))
    }
}

fn named(name: &str) -> HelloRequest {
    HelloRequest { name: name.into() }
}

fn reply(message: &str) -> HelloReply {
    HelloReply {
        message: message.into(),
    }
}

/// A handler is a method of a trait: call it. There is no wire and no client; filters do not run.
async fn the_handler_itself() -> Result<()> {
    let mut request = Request::new(named("Ada"));
    request.metadata_mut().insert("x-user", "ada")?;
    let answer = Hello.say_hello(request).await?;
    assert_eq!(answer.get_ref().message, "Hello, Ada!");

    let status = Hello.say_hello(Request::new(named(""))).await.unwrap_err();
    assert_eq!(status.code(), Code::InvalidArgument);

    // A stream of requests is made of a list, and a stream of replies is read like any other.
    let requests = Streaming::from_iter(["Bob", "Cleo"].map(named));
    let answer = Hello.lots_of_greetings(Request::new(requests)).await?;
    assert_eq!(answer.get_ref().message, "Hello, all 2!");
    Ok(())
}

/// A stub on a service of this process: as over a wire (deadline, cancellation, a panic is INTERNAL), but
/// with nothing serialized.
async fn a_local_stub() -> Result<()> {
    let greeter = GreeterClient::local(Hello);
    let answer = greeter
        .say_hello(named("Ada"))
        .timeout(Duration::from_secs(1))
        .await?;
    assert_eq!(answer.into_inner().message, "Hello, Ada!");

    let mut replies = greeter.lots_of_replies(named("Bob")).await?.into_inner();
    let mut count = 0;
    while let Some(reply) = replies.message().await? {
        count += 1;
        assert_eq!(reply.message, format!("Hello, Bob, time {count}!"));
    }
    assert_eq!(count, 3);

    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = greeter.bidi_hello(requests).await?.into_inner();
    for name in ["Cleo", "Dan"] {
        sender.send(named(name)).await?;
        assert_eq!(replies.message().await?, Some(reply(name)));
    }
    sender.finish();
    assert_eq!(replies.message().await?, None);
    Ok(())
}

/// What the tests below are about: code that greets through whatever greeter it is given.
async fn greet_politely(greeter: &impl Greeter, name: &str) -> String {
    match greeter.say_hello(Request::new(named(name))).await {
        Ok(answer) => answer.into_inner().message,
        Err(status) if status.code() == Code::Unavailable => "Nobody is at home.".to_owned(),
        Err(status) => format!("Sorry: {status}"),
    }
}

/// A service that answers what a test wants: just another implementation. `kit.rs` has mocks that are made.
struct Mock(Result<HelloReply>);

impl Greeter for Mock {
    async fn say_hello(&self, _: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        self.0.clone().map(Response::new)
    }

    async fn lots_of_replies(
        &self,
        _: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        Err(Status::unimplemented("the tests do not need it"))
    }

    async fn lots_of_greetings(
        &self,
        _: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>> {
        Err(Status::unimplemented("the tests do not need it"))
    }

    async fn bidi_hello(
        &self,
        _: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        Err(Status::unimplemented("the tests do not need it"))
    }
}

async fn another_implementation() -> Result<()> {
    let works = Mock(Ok(reply("Good morning.")));
    assert_eq!(greet_politely(&works, "Ada").await, "Good morning.");
    let down = Mock(Err(Status::unavailable("down")));
    assert_eq!(greet_politely(&down, "Ada").await, "Nobody is at home.");

    // What takes a stub gets one on the mock.
    let stub = GreeterClient::local(Mock(Err(Status::not_found("no such name"))));
    let text = greet_politely(&stub, "Ada").await;
    assert_eq!(text, "Sorry: NOT_FOUND: no such name");
    Ok(())
}

/// A service that hands its calls on. The stub is a `Greeter` itself, so that requests and answers fit as
/// they are: with metadata, and streams as streams.
struct Proxy(GreeterClient);

impl Greeter for Proxy {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        self.0.say_hello(request).await
    }

    async fn lots_of_replies(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        self.0.lots_of_replies(request).await
    }

    async fn lots_of_greetings(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>> {
        self.0.lots_of_greetings(request).await
    }

    async fn bidi_hello(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        self.0.bidi_hello(request).await
    }
}

async fn a_proxy() -> Result<()> {
    let proxy = Proxy(GreeterClient::local(Hello));
    assert_eq!(greet_politely(&proxy, "Ada").await, "Hello, Ada!");

    let caller = GreeterClient::local(proxy);
    let mut replies = caller.lots_of_replies(named("Bob")).await?.into_inner();
    let first = replies.message().await?;
    assert_eq!(first, Some(reply("Hello, Bob, time 1!")));
    Ok(())
}

/// All of the wire (HTTP/2, framing, headers), with memory in the place of a socket. Names of the memory
/// transport are known within one application, so that tests do not meet.
async fn the_wire_in_memory() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let application = Application::new();
    let server = Server::builder()
        .application(&application)
        .add(GreeterServer::new(Hello))
        .export("tri://memory:greeter")
        .start()
        .await?;
    let greeter: GreeterClient = application.refer("tri://memory:greeter").await?;
    let answer = greeter.say_hello(named("Ada")).await?;
    assert_eq!(answer.into_inner().message, "Hello, Ada!");
    let status = greeter.say_hello(named("")).await.unwrap_err();
    assert_eq!(status.message(), "a greeting needs a name");
    server.shutdown().await;
    Ok(())
}

#[tokio::main]
async fn by_hand() -> std::result::Result<(), Box<dyn std::error::Error>> {
    the_handler_itself().await?;
    println!("ok the handler itself");
    a_local_stub().await?;
    println!("ok a local stub");
    another_implementation().await?;
    println!("ok another implementation");
    a_proxy().await?;
    println!("ok a proxy");
    the_wire_in_memory().await?;
    println!("ok the wire in memory");
    Ok(())
}

/// No delay takes time here. In a test: `#[tokio::test(start_paused = true)]`.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn with_the_kit() -> Result<()> {
    kit::a_mock().await?;
    println!("ok a mock");
    kit::delays_and_deadlines().await?;
    println!("ok delays and deadlines");
    kit::a_scripted_service().await?;
    println!("ok a scripted service");
    kit::a_scripted_caller().await;
    println!("ok a scripted caller");
    Ok(())
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    by_hand()?;
    with_the_kit()?;
    Ok(())
}

/// The same as tests: in a crate of your own this is all there is.
#[cfg(test)]
mod tests {
    use trefoil::Result;

    #[tokio::test]
    async fn a_handler_is_called_directly() -> Result<()> {
        super::the_handler_itself().await
    }

    #[tokio::test]
    async fn a_stub_calls_a_service_of_this_process() -> Result<()> {
        super::a_local_stub().await
    }

    #[tokio::test]
    async fn another_implementation_stands_for_the_service() -> Result<()> {
        super::another_implementation().await
    }

    #[tokio::test(start_paused = true)]
    async fn a_mock_answers_what_is_expected() -> Result<()> {
        super::kit::a_mock().await
    }

    #[tokio::test(start_paused = true)]
    async fn delays_and_deadlines_take_no_time() -> Result<()> {
        super::kit::delays_and_deadlines().await
    }

    #[tokio::test(start_paused = true)]
    async fn a_service_follows_a_script() -> Result<()> {
        super::kit::a_scripted_service().await
    }

    #[tokio::test(start_paused = true)]
    async fn a_caller_follows_a_script() {
        super::kit::a_scripted_caller().await;
    }
}
