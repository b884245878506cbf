//! hyper's http2 server with the same fixed answers.
use bytes::Bytes;
use common::Args;
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body::{Body, Frame};
use hyper::body::Incoming;
use peer_reference::{Kind, kind, reply};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

enum Out {
    Fixed(Option<Bytes>, bool),
    Echo(Incoming, bool),
}

fn trailers() -> HeaderMap {
    let mut t = HeaderMap::with_capacity(1);
    t.insert("grpc-status", HeaderValue::from_static("0"));
    t
}

impl Body for Out {
    type Data = Bytes;
    type Error = hyper::Error;
    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        match &mut *self {
            Out::Fixed(b, done) => Poll::Ready(match b.take() {
                Some(b) => Some(Ok(Frame::data(b))),
                None if !std::mem::replace(done, true) => Some(Ok(Frame::trailers(trailers()))),
                None => None,
            }),
            Out::Echo(i, done) => match ready!(Pin::new(i).poll_frame(cx)) {
                Some(f) => Poll::Ready(Some(f)),
                None if !std::mem::replace(done, true) => {
                    Poll::Ready(Some(Ok(Frame::trailers(trailers()))))
                }
                None => Poll::Ready(None),
            },
        }
    }
}

async fn serve(req: Request<Incoming>) -> Result<Response<Out>, Infallible> {
    use http_body_util::BodyExt;
    let k = kind(req.uri().path());
    let mut body = req.into_body();
    let out = if k == Kind::Chat {
        Out::Echo(body, false)
    } else {
        while let Some(Ok(_)) = body.frame().await {}
        Out::Fixed(Some(reply(k)), false)
    };
    let mut r = Response::new(out);
    r.headers_mut().insert(
        http::header::CONTENT_TYPE,
        HeaderValue::from_static("application/grpc"),
    );
    Ok(r)
}

fn main() {
    let a = Args::parse();
    common::block_on(a.num("threads", 1), async move {
        let l = tokio::net::TcpListener::bind(a.addr()).await.unwrap();
        loop {
            let (io, _) = l.accept().await.unwrap();
            io.set_nodelay(true).unwrap();
            tokio::spawn(async move {
                let io = hyper_util::rt::TokioIo::new(io);
                let b =
                    hyper::server::conn::http2::Builder::new(hyper_util::rt::TokioExecutor::new());
                let _ = b
                    .serve_connection(io, hyper::service::service_fn(serve))
                    .await;
            });
        }
    });
}
