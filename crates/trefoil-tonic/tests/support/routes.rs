//! The ways from a client to a service.

use tokio::net::TcpListener;
use tonic::transport::server::TcpIncoming;
use trefoil::{Invoker as _, RunningServer, Server};

use super::Probe;
use super::ours::Ours;
use super::pb::greeter_server::GreeterServer as TonicServer;
use super::pb::{GREETER, GreeterClient, GreeterServer};
use super::stub::Stub;
use super::theirs::Theirs;

/// A stub with the service it reaches.
pub struct Route {
    pub stub: Stub,
    pub probe: Probe,
    /// Whether requests come over a wire, which bounds them.
    pub bounded: bool,
    /// Whether the service is tonic's.
    pub theirs: bool,
    /// Whether tonic's own transport is on the way: what ends a call there is CANCELLED.
    pub transport: bool,
    pub server: Option<RunningServer>,
}

fn route(stub: Stub, probe: Probe) -> Route {
    Route {
        stub,
        probe,
        bounded: false,
        theirs: false,
        transport: false,
        server: None,
    }
}

pub type TheirInvoker = trefoil_tonic::Invoker<TonicServer<Theirs>>;

pub fn their_invoker(probe: &Probe) -> TheirInvoker {
    trefoil_tonic::Invoker::new(TonicServer::new(Theirs(probe.clone())), &GREETER)
}

pub async fn export(service: impl trefoil::Invoker) -> (RunningServer, u16) {
    let server = Server::builder()
        .add(service)
        .export("tri://127.0.0.1:0")
        .start()
        .await
        .unwrap();
    let port = server.urls()[0].port().unwrap();
    (server, port)
}

/// tonic's service, exported by us, called by tonic's client over the network.
pub async fn exported_by_tonic() -> Route {
    let probe = Probe::default();
    let (server, port) = export(their_invoker(&probe)).await;
    Route {
        bounded: true,
        theirs: true,
        transport: true,
        server: Some(server),
        ..route(Stub::tonic(port).await, probe)
    }
}

/// tonic's service, exported by us, called by our stub over the network.
pub async fn exported_by_ours() -> Route {
    let probe = Probe::default();
    let (server, port) = export(their_invoker(&probe)).await;
    Route {
        bounded: true,
        theirs: true,
        server: Some(server),
        ..route(Stub::ours(port).await, probe)
    }
}

/// tonic's service, called by our stub in process.
pub async fn exported_local() -> Route {
    let probe = Probe::default();
    let stub: GreeterClient = trefoil::local(their_invoker(&probe));
    Route {
        // The service's own limit.
        bounded: true,
        theirs: true,
        ..route(Stub::Ours(stub), probe)
    }
}

/// tonic's client over our service in process.
pub async fn client_over_local() -> Route {
    let probe = Probe::default();
    let local = trefoil::Local::new(GreeterServer::new(Ours(probe.clone())));
    route(Stub::over(local), probe)
}

/// tonic's client over `injvm://`.
pub async fn client_over_injvm() -> Route {
    let probe = Probe::default();
    let application = trefoil::Application::new();
    let url = || trefoil::Url::parse("injvm://local/greet.v1.Greeter").unwrap();
    let service = GreeterServer::new(Ours(probe.clone()));
    application.export(url(), service).await.unwrap();
    let invoker = application
        .refer_invoker(url(), (&GREETER).into())
        .await
        .unwrap();
    route(Stub::over(invoker), probe)
}

/// tonic's client over `tri://`.
pub async fn client_over_tri() -> Route {
    let probe = Probe::default();
    let (server, port) = export(GreeterServer::new(Ours(probe.clone()))).await;
    let url = format!("tri://127.0.0.1:{port}").parse().unwrap();
    let application = trefoil::Application::new();
    let invoker = application
        .refer_invoker(url, (&GREETER).into())
        .await
        .unwrap();
    Route {
        bounded: true,
        server: Some(server),
        ..route(Stub::over(invoker), probe)
    }
}

/// tonic's client over tonic's service, with nothing but our invoker in between.
pub async fn both_theirs() -> Route {
    let probe = Probe::default();
    let invoker = their_invoker(&probe);
    assert!(invoker.is_available());
    Route {
        // The service's own limit.
        bounded: true,
        theirs: true,
        ..route(Stub::over(invoker), probe)
    }
}

fn mounted(probe: &Probe) -> trefoil_tonic::Service<GreeterServer<Ours>> {
    trefoil_tonic::Service::new(GreeterServer::new(Ours(probe.clone())))
}

async fn in_tonic(probe: &Probe) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tonic::transport::Server::builder()
        .add_service(mounted(probe))
        .serve_with_incoming(TcpIncoming::from(listener));
    tokio::spawn(async { server.await.unwrap() });
    port
}

async fn in_axum(probe: &Probe) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let router = axum::Router::new().route_service("/greet.v1.Greeter/{method}", mounted(probe));
    let server = axum::serve(listener, router);
    tokio::spawn(async { server.await.unwrap() });
    port
}

/// Our service in a router of tonic, called by tonic's client.
pub async fn mounted_in_tonic_by_tonic() -> Route {
    let probe = Probe::default();
    let port = in_tonic(&probe).await;
    Route {
        bounded: true,
        transport: true,
        ..route(Stub::tonic(port).await, probe)
    }
}

/// Our service in a router of tonic, called by our stub.
pub async fn mounted_in_tonic_by_ours() -> Route {
    let probe = Probe::default();
    let port = in_tonic(&probe).await;
    Route {
        bounded: true,
        transport: true,
        ..route(Stub::ours(port).await, probe)
    }
}

/// Our service in a router of axum, called by tonic's client.
pub async fn mounted_in_axum_by_tonic() -> Route {
    let probe = Probe::default();
    let port = in_axum(&probe).await;
    Route {
        bounded: true,
        transport: true,
        ..route(Stub::tonic(port).await, probe)
    }
}

/// Our service in a router of axum, called by our stub.
pub async fn mounted_in_axum_by_ours() -> Route {
    let probe = Probe::default();
    let port = in_axum(&probe).await;
    Route {
        bounded: true,
        ..route(Stub::ours(port).await, probe)
    }
}
