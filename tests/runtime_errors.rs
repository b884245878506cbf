//! What people read when an address, a name or a parameter is wrong: the text says what to write.

#![allow(clippy::unwrap_used, missing_docs)] // A test fails by panic.

mod support;

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use support::{GreeterClient, GreeterServer, Hello, HelloRequest, named, serve};
use trefoil::client::Unary;
use trefoil::{Application, Code, MethodDescriptor, MethodKind, Server, ServiceDescriptor, Status};

async fn refused(url: &str) -> String {
    GreeterClient::connect(url).await.unwrap_err().to_string()
}

#[tokio::test]
async fn another_scheme_for_grpc_is_tri_here() {
    assert_eq!(
        refused("http://127.0.0.1:50051").await,
        "there is no protocol `http`; registered are: injvm, tri; gRPC and Triple have the scheme `tri`: write \
         `tri://127.0.0.1:50051`"
    );
    let server = Server::builder()
        .add(GreeterServer::new(Hello))
        .export("grpc://user:secret@0.0.0.0:50051?token=secret")
        .start();
    let error = server.await.err().unwrap().to_string();
    assert!(error.contains("write `tri://"), "{error}");
    assert!(!error.contains("secret"), "{error}");
    let secure = refused("https://127.0.0.1").await;
    assert!(
        secure.ends_with("write `tri://127.0.0.1` (plaintext)"),
        "{secure}"
    );
    assert_eq!(
        refused("redis://127.0.0.1").await,
        "there is no protocol `redis`; registered are: injvm, tri"
    );
}

#[tokio::test]
async fn an_empty_url() {
    assert_eq!(
        refused(" ").await,
        "the URL is empty: write for example `tri://127.0.0.1:50051`"
    );
}

#[tokio::test]
async fn a_filter_that_nobody_registered() {
    assert_eq!(
        refused("tri://127.0.0.1?filter=log").await,
        "there is no filter `log`: none is registered; `Application::builder().filter(\"log\", ..)` registers one"
    );
}

#[tokio::test]
async fn a_parameter_that_is_almost_one() {
    let hint = |written: &str, meant: &str| {
        format!(
            "`tri` has no parameter `{written}` in `tri://127.0.0.1/greet.v1.Greeter?{written}=1`: did you mean \
             `{meant}`?"
        )
    };
    for (written, meant) in [
        ("timeot", "timeout"),
        ("say_hello.tiemout", "say_hello.timeout"),
        ("maxMessageSize", "max_message_size"),
        ("maxSendMessageSize", "max_send_message_size"),
        ("keep-alive", "keepalive"),
        ("default.grup", "default.group"),
    ] {
        let error = refused(&format!("tri://127.0.0.1?{written}=1")).await;
        assert_eq!(error, hint(written, meant));
    }
    let text = refused("tri://127.0.0.1:1?connections=5000").await;
    assert!(
        text.contains("expected a whole number from 0 to 1024"),
        "{text}"
    );
    let server = Server::builder()
        .add(GreeterServer::new(Hello))
        .export("tri://127.0.0.1:0?max_streams=0");
    let error = server.start().await.err().unwrap().to_string();
    assert!(
        error.contains("expected a whole number from 1 to"),
        "{error}"
    );
    let server = Server::builder()
        .add(GreeterServer::new(Hello))
        .export("tri://127.0.0.1:0?max_stream=1");
    let error = server.start().await.err().unwrap();
    assert!(error.is_invalid() && error.to_string().contains("`max_streams`?"));
}

/// As Dubbo writes it into a registry.
#[tokio::test]
async fn parameters_of_dubbo_are_nobodys_slips() {
    let dubbo = "anyhost=true&application=a&background=false&bind.ip=10.0.0.1&bind.port=20880&deprecated=false&\
        dubbo=2.0.2&dynamic=true&environment=product&executor-management-mode=isolation&\
        file-cache=true&generic=false&interface=greet.v1.Greeter&ipv6=::1&loadbalance=random&\
        methods=sayHello&metadata-type=remote&ns=a&organization=b&owner=c&pid=1&prefer.serialization=protobuf&\
        protocol=tri&qos.enable=false&register-mode=instance&release=3.2.0&retries=2&revision=1.0.0&\
        serialization=protobuf&service-name-mapping=true&service.filter=-default&side=provider&\
        sayHello.retries=1&sayHello.timeout=1000&sticky=false&connect.timeout=3000&heartbeat=60000&\
        timestamp=1700000000000&token=a&warmup=100&weight=100&accesslog=true&category=providers&enabled=true&\
        router=tag&priority=1&proxy=nativestub&stub=a&mock=false&cache=lru&validation=true&async=false&\
        connections=1&delay=5&document=d&layer=l&port=1&path=p&host=h&tls=false&codec=tri&charset=utf8&\
        threads=200&iothreads=8&queues=0&accepts=0&server=netty4&client=netty4&dispatcher=all&ondisconnect=a";
    GreeterClient::connect(format!("tri://127.0.0.1?{dubbo}"))
        .await
        .unwrap();
}

/// A stub of another service, or of methods that the service does not have.
async fn call(service: &'static ServiceDescriptor, url: String) -> Status {
    let url = url.parse().unwrap();
    let invoker = Application::new()
        .refer_invoker(url, trefoil::Service::from_static(service))
        .await
        .unwrap();
    let caller = trefoil::client::Caller::new(invoker).unwrap();
    let call: Unary<HelloRequest, HelloRequest> = Unary::new(&caller, 0, named("Ada"));
    call.await.unwrap_err()
}

#[tokio::test]
async fn a_service_that_is_not_there_is_told_from_a_method_that_is_not() {
    static SERVICE: ServiceDescriptor = {
        static METHODS: [MethodDescriptor; 1] = [MethodDescriptor::new(
            "SayHello",
            "/greet.Greeter/SayHello",
            MethodKind::Unary,
        )];
        ServiceDescriptor::new("greet.Greeter", &METHODS)
    };
    static METHOD: ServiceDescriptor = {
        static METHODS: [MethodDescriptor; 1] = [MethodDescriptor::new(
            "SayGoodbye",
            "/greet.v1.Greeter/SayGoodbye",
            MethodKind::Unary,
        )];
        ServiceDescriptor::new("greet.v1.Greeter", &METHODS)
    };
    let (server, _client) = serve(Hello).await;
    let url = || {
        let url = server.urls()[0].clone();
        format!("tri://{}", url.address())
    };
    let status = call(&SERVICE, url()).await;
    assert_eq!(status.code(), Code::Unimplemented);
    assert_eq!(
        status.message(),
        "there is no service `greet.Greeter` here: compare the caller's package and service name, or the path of \
         its URL, with what is exported"
    );
    let status = call(&METHOD, url()).await;
    assert_eq!(status.code(), Code::Unimplemented);
    assert_eq!(
        status.message(),
        "the service `greet.v1.Greeter` is here, but has no method `SayGoodbye`"
    );
    server.shutdown().await;
}

/// Answers whatever comes with these bytes.
fn foreign(answer: &'static [u8]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().take(8) {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 24]);
            let _ = stream.write_all(answer);
            // Until the other side has enough: a reset could overtake the answer.
            let _ = stream.read_to_end(&mut Vec::new());
        }
    });
    address
}

#[tokio::test]
async fn a_peer_that_speaks_something_else() {
    let http1 = foreign(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    let client = GreeterClient::connect(format!("tri://{http1}"))
        .await
        .unwrap();
    let status = client.say_hello(named("Ada")).await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable, "{status}");
    assert_eq!(
        status.message(),
        "the peer does not speak HTTP/2: it answers in HTTP/1.1; the address is that of another server, or HTTP/2 \
         is switched off there"
    );
    let tls = foreign(&[0x15, 3, 1, 0, 2, 2, 70]);
    let client = GreeterClient::connect(format!("tri://{tls}"))
        .await
        .unwrap();
    let status = client.say_hello(named("Ada")).await.unwrap_err();
    assert_eq!(
        status.message(),
        "the peer does not speak HTTP/2: it speaks TLS, and this connection is plaintext"
    );
}

#[tokio::test]
async fn a_deadline_that_passes_while_connecting() {
    // A listener that accepts nobody, with its queue full, answers no further connection.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queue = Vec::new();
    while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(100)) {
        queue.push(stream);
        assert!(queue.len() < 100, "the queue takes everybody");
    }
    let client = GreeterClient::connect(format!("tri://{address}"))
        .await
        .unwrap();
    let call = client.say_hello(named("Ada"));
    let status = call.timeout(Duration::from_millis(100)).await.unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    assert_eq!(
        status.message(),
        format!("the deadline has passed while connecting to `{address}`")
    );
}
