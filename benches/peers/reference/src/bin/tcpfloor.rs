//! The floor for a binary protocol: a 16-byte header (magic, flags, id,
//! length) and a body, echoed. `--mode server` or `--mode client`.
use common::{Args, Meter};
use std::time::Instant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Calls `f(header, body)` for each whole message; returns the bytes used.
fn each(buf: &[u8], mut f: impl FnMut(&[u8], &[u8])) -> usize {
    let mut at = 0;
    while buf.len() - at >= 16 {
        let n = u32::from_be_bytes(buf[at + 12..at + 16].try_into().unwrap()) as usize;
        if buf.len() - at < 16 + n {
            break;
        }
        f(&buf[at..at + 16], &buf[at + 16..at + 16 + n]);
        at += 16 + n;
    }
    at
}

async fn serve(mut io: TcpStream) -> std::io::Result<()> {
    let (mut buf, mut out, mut have) = (vec![0u8; 64 << 10], Vec::with_capacity(64 << 10), 0);
    loop {
        let n = io.read(&mut buf[have..]).await?;
        if n == 0 {
            return Ok(());
        }
        have += n;
        let used = each(&buf[..have], |h, b| {
            out.extend_from_slice(h);
            out.extend_from_slice(b);
        });
        buf.copy_within(used..have, 0);
        have -= used;
        io.write_all(&out).await?;
        out.clear();
    }
}

async fn load(a: Args, inflight: u64, calls: u64) -> Vec<std::time::Duration> {
    let mut io = TcpStream::connect(a.addr()).await.unwrap();
    io.set_nodelay(true).unwrap();
    let body = common::text(common::TEXT);
    let put = |out: &mut Vec<u8>, id: u64| {
        out.extend_from_slice(&[0xda, 0xbb, 0xc2, 0]);
        out.extend_from_slice(&id.to_be_bytes());
        out.extend_from_slice(&(body.len() as u32).to_be_bytes());
        out.extend_from_slice(body.as_bytes());
    };
    let mut sent: Vec<Instant> = Vec::with_capacity(calls as usize);
    let mut lat = Vec::with_capacity(calls as usize);
    let (mut buf, mut out, mut have) = (vec![0u8; 64 << 10], Vec::new(), 0);
    while (lat.len() as u64) < calls {
        while (sent.len() as u64) < calls && ((sent.len() - lat.len()) as u64) < inflight {
            put(&mut out, sent.len() as u64);
            sent.push(Instant::now());
        }
        if !out.is_empty() {
            io.write_all(&out).await.unwrap();
            out.clear();
        }
        have += io.read(&mut buf[have..]).await.unwrap();
        let used = each(&buf[..have], |h, _| {
            let id = u64::from_be_bytes(h[4..12].try_into().unwrap());
            lat.push(sent[id as usize].elapsed());
        });
        buf.copy_within(used..have, 0);
        have -= used;
    }
    lat
}

fn main() {
    let a = Args::parse();
    common::block_on(a.num("threads", 1), async move {
        if a.str("mode") == Some("client") {
            let (conns, inflight, calls) = (
                a.num("conns", 1),
                a.num("inflight", 1),
                a.num("calls", 1000),
            );
            let m = Meter::start();
            let tasks: Vec<_> = (0..conns)
                .map(|_| tokio::spawn(load(Args::parse(), inflight / conns, calls / conns)))
                .collect();
            let mut lat = Vec::new();
            for t in tasks {
                lat.extend(t.await.unwrap());
            }
            m.report(calls, lat);
        } else {
            let l = TcpListener::bind(a.addr()).await.unwrap();
            loop {
                let (io, _) = l.accept().await.unwrap();
                io.set_nodelay(true).unwrap();
                tokio::spawn(serve(io));
            }
        }
    });
}
