//! A neutral raw-h2 client. Modes: verify, echo, ingest,
//! blob, chat, rate, idle, streams.
use bytes::Bytes;
use common::{Args, Meter};
use h2::client::SendRequest;
use h2::{RecvStream, SendStream};
use http::{Method, Request};
use peer_reference::{Kind, framed, reply};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

async fn connect(a: SocketAddr) -> Result<SendRequest<Bytes>> {
    let io = tokio::net::TcpStream::connect(a).await?;
    io.set_nodelay(true)?;
    let (send, conn) = h2::client::Builder::new()
        .initial_window_size(4 << 20)
        .initial_connection_window_size(8 << 20)
        .handshake(io)
        .await?;
    tokio::spawn(async move {
        let _ = conn.await;
    });
    Ok(send)
}

fn request(a: SocketAddr, method: &str) -> Request<()> {
    Request::builder()
        .method(Method::POST)
        .uri(format!("http://{a}/bench.v1.Bench/{method}"))
        .header("content-type", "application/grpc")
        .header("te", "trailers")
        .body(())
        .unwrap()
}

async fn push(s: &mut SendStream<Bytes>, mut b: Bytes, end: bool) -> Result<()> {
    loop {
        s.reserve_capacity(b.len());
        let n = if s.capacity() > 0 || b.is_empty() {
            s.capacity()
        } else {
            std::future::poll_fn(|cx| s.poll_capacity(cx))
                .await
                .ok_or("closed")??
        };
        let part = b.split_to(n.min(b.len()));
        s.send_data(part, end && b.is_empty())?;
        if b.is_empty() {
            return Ok(());
        }
    }
}

async fn pull(r: &mut RecvStream) -> Result<Option<usize>> {
    match r.data().await {
        None => Ok(None),
        Some(d) => {
            let n = d?.len();
            r.flow_control().release_capacity(n)?;
            Ok(Some(n))
        }
    }
}

async fn unary(s: &SendRequest<Bytes>, a: SocketAddr, method: &str, body: Bytes) -> Result<usize> {
    let mut s = s.clone().ready().await?;
    let (resp, mut out) = s.send_request(request(a, method), false)?;
    // Small bodies go out at once; large ones must not block the answer.
    let mut up = None;
    if body.len() <= 65_000 {
        push(&mut out, body, true).await?;
    } else {
        up = Some(tokio::spawn(
            async move { push(&mut out, body, true).await },
        ));
    }
    let resp = resp.await?;
    let early = resp.headers().get("grpc-status").cloned();
    let mut body = resp.into_body();
    let mut n = 0;
    while let Some(k) = pull(&mut body).await? {
        n += k;
    }
    let t = body.trailers().await?.unwrap_or_default();
    match t.get("grpc-status").or(early.as_ref()) {
        Some(v) if v == "0" => {}
        v => return Err(format!("grpc-status {v:?} {:?}", t.get("grpc-message")).into()),
    }
    if let Some(up) = up {
        up.await??;
    }
    Ok(n)
}

/// Opens a chat stream and exchanges one message on it.
async fn open(
    s: &SendRequest<Bytes>,
    a: SocketAddr,
    msg: &Bytes,
) -> Result<(SendStream<Bytes>, RecvStream)> {
    let mut s = s.clone().ready().await?;
    let (resp, mut out) = s.send_request(request(a, "Chat"), false)?;
    push(&mut out, msg.clone(), false).await?;
    let mut body = resp.await?.into_body();
    turn(&mut body, msg.len()).await?;
    Ok((out, body))
}

async fn turn(r: &mut RecvStream, want: usize) -> Result<()> {
    let mut n = 0;
    while n < want {
        n += pull(r).await?.ok_or("stream ended")?;
    }
    Ok(())
}

async fn wait() {
    let mut s = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).unwrap();
    println!("ready");
    s.recv().await;
}

async fn run(args: Args) -> Result<()> {
    let a = args.addr();
    let msg = Bytes::from(framed(common::text(common::TEXT).as_bytes()));
    let conns = args.num("conns", 1);
    match args.str("mode").unwrap_or("verify") {
        "verify" => {
            let dir = args.str("bodies").unwrap_or("bodies");
            let s = connect(a).await?;
            let only = args.str("only").unwrap_or("echo,ingest,blob,down,up,chat");
            for (name, method, k) in [
                ("echo", "Echo", Kind::Echo),
                ("ingest", "Ingest", Kind::Ingest),
                ("blob", "Blob", Kind::Blob),
                ("down", "Down", Kind::Down),
                ("up", "Up", Kind::Up),
                ("chat", "Chat", Kind::Down),
            ] {
                if !only.split(',').any(|o| o == name) {
                    continue;
                }
                let n = unary(
                    &s,
                    a,
                    method,
                    std::fs::read(format!("{dir}/{name}.bin"))?.into(),
                )
                .await?;
                let want = reply(k).len();
                if n != want && k != Kind::Ingest {
                    return Err(format!("{name}: {n} bytes, expected {want}").into());
                }
            }
            println!("ok");
        }
        // The limit for client libraries: fixed bodies, no encoding. `--mode`
        // is the workload name, like in the other clients.
        m @ ("echo" | "ingest" | "blob") => {
            let (inflight, calls) = (args.num("inflight", 1), args.num("calls", 1000));
            let method = ["Echo", "Ingest", "Blob"][["echo", "ingest", "blob"]
                .iter()
                .position(|x| *x == m)
                .unwrap()];
            let body = Bytes::from(std::fs::read(format!(
                "{}/{m}.bin",
                args.str("bodies").unwrap_or("bodies")
            ))?);
            let mut cs = Vec::new();
            for _ in 0..conns {
                let c = connect(a).await?;
                unary(&c, a, method, body.clone()).await?;
                cs.push(c);
            }
            let left = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(calls));
            let meter = Meter::start();
            let mut tasks = Vec::new();
            for i in 0..inflight as usize {
                let (c, left, body) = (cs[i % cs.len()].clone(), left.clone(), body.clone());
                tasks.push(tokio::spawn(async move {
                    use std::sync::atomic::Ordering::Relaxed;
                    let mut lat = Vec::new();
                    while left
                        .fetch_update(Relaxed, Relaxed, |v| v.checked_sub(1))
                        .is_ok()
                    {
                        let t = Instant::now();
                        unary(&c, a, method, body.clone()).await.unwrap();
                        lat.push(t.elapsed());
                    }
                    lat
                }));
            }
            let mut lat = Vec::new();
            for t in tasks {
                lat.extend(t.await?);
            }
            meter.report(calls, lat);
        }
        "chat" => {
            let (streams, n) = (args.num("streams", 1), args.num("calls", 1000));
            let mut open_streams = Vec::new();
            let mut held = Vec::new();
            for _ in 0..conns {
                let c = connect(a).await?;
                for _ in 0..streams / conns {
                    open_streams.push(open(&c, a, &msg).await?);
                }
                held.push(c);
            }
            let m = Meter::start();
            let tasks: Vec<_> = open_streams
                .into_iter()
                .map(|(mut out, mut body)| {
                    let msg = msg.clone();
                    tokio::spawn(async move {
                        let mut lat = Vec::with_capacity(n as usize);
                        for _ in 0..n {
                            let t = Instant::now();
                            push(&mut out, msg.clone(), false).await.unwrap();
                            turn(&mut body, msg.len()).await.unwrap();
                            lat.push(t.elapsed());
                        }
                        lat
                    })
                })
                .collect();
            let mut lat = Vec::new();
            for t in tasks {
                lat.extend(t.await?);
            }
            m.report(n * streams, lat);
        }
        "rate" => {
            let (rate, secs) = (args.num("rate", 500), args.num("secs", 4));
            let c = connect(a).await?;
            unary(&c, a, "Echo", msg.clone()).await?;
            let m = Meter::start();
            let gap = Duration::from_nanos(1_000_000_000 / rate);
            let begin = Instant::now();
            let mut tasks = Vec::new();
            for i in 0..(rate * secs) as u32 {
                tokio::time::sleep_until((begin + gap * i).into()).await;
                let (c, msg) = (c.clone(), msg.clone());
                tasks.push(tokio::spawn(async move {
                    let t = Instant::now();
                    unary(&c, a, "Echo", msg).await.unwrap();
                    t.elapsed()
                }));
            }
            let mut lat = Vec::new();
            for t in tasks {
                lat.push(t.await?);
            }
            m.report(rate * secs, lat);
        }
        "idle" => {
            let mut held = Vec::new();
            for _ in 0..conns {
                let c = connect(a).await?;
                unary(&c, a, "Echo", msg.clone()).await?;
                held.push(c);
            }
            wait().await;
        }
        "streams" => {
            let streams = args.num("streams", 1000);
            let mut held = Vec::new();
            for _ in 0..conns {
                let c = connect(a).await?;
                for _ in 0..streams / conns {
                    held.push((c.clone(), open(&c, a, &msg).await?));
                }
            }
            wait().await;
        }
        m => return Err(format!("mode {m}").into()),
    }
    Ok(())
}

fn main() {
    let args = Args::parse();
    if let Err(e) = common::block_on(args.num("threads", 1), run(args)) {
        eprintln!("probe: {e}");
        std::process::exit(1);
    }
}
