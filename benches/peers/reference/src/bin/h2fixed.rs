//! Raw `h2` server: reads the request to its end and sends a precomputed
//! gRPC answer. Also the common server that client libraries are measured on.
use bytes::Bytes;
use common::Args;
use h2::server::SendResponse;
use h2::{RecvStream, SendStream};
use http::{HeaderMap, HeaderValue, Request, Response};
use peer_reference::{Kind, kind, reply};
use std::future::poll_fn;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

async fn send(s: &mut SendStream<Bytes>, mut b: Bytes) -> Result<()> {
    while !b.is_empty() {
        s.reserve_capacity(b.len());
        let n = if s.capacity() > 0 {
            s.capacity()
        } else {
            poll_fn(|cx| s.poll_capacity(cx)).await.ok_or("closed")??
        };
        let part = b.split_to(n.min(b.len()));
        s.send_data(part, false)?;
    }
    Ok(())
}

async fn drain(r: &mut RecvStream) -> Result<()> {
    while let Some(d) = r.data().await {
        let n = d?.len();
        r.flow_control().release_capacity(n)?;
    }
    Ok(())
}

async fn serve(req: Request<RecvStream>, mut out: SendResponse<Bytes>) -> Result<()> {
    let k = kind(req.uri().path());
    let mut body = req.into_body();
    let head = || {
        let mut r = Response::new(());
        r.headers_mut().insert(
            http::header::CONTENT_TYPE,
            HeaderValue::from_static("application/grpc"),
        );
        r
    };
    let mut s;
    if k == Kind::Chat {
        s = out.send_response(head(), false)?;
        while let Some(d) = body.data().await {
            let d = d?;
            body.flow_control().release_capacity(d.len())?;
            send(&mut s, d).await?;
        }
    } else {
        drain(&mut body).await?;
        s = out.send_response(head(), false)?;
        send(&mut s, reply(k)).await?;
    }
    let mut t = HeaderMap::with_capacity(1);
    t.insert("grpc-status", HeaderValue::from_static("0"));
    s.send_trailers(t)?;
    Ok(())
}

fn main() {
    let a = Args::parse();
    common::block_on(a.num("threads", 1), async move {
        let l = tokio::net::TcpListener::bind(a.addr()).await.unwrap();
        loop {
            let (io, _) = l.accept().await.unwrap();
            io.set_nodelay(true).unwrap();
            tokio::spawn(async move {
                let mut c = h2::server::Builder::new()
                    .initial_window_size(1 << 20)
                    .initial_connection_window_size(4 << 20)
                    .max_concurrent_streams(10_000)
                    .max_send_buffer_size(1 << 20)
                    .handshake::<_, Bytes>(io)
                    .await?;
                while let Some(r) = c.accept().await {
                    let (req, out) = r?;
                    tokio::spawn(serve(req, out));
                }
                Result::Ok(())
            });
        }
    });
}
