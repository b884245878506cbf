//! In-process calls: what a call costs when nothing is put on a wire.
use common::Args;
use std::future::Future;
use std::hint::black_box;
use std::pin::Pin;
use std::sync::Arc;

#[derive(Clone, PartialEq, prost::Message)]
pub struct Msg {
    #[prost(string, tag = "1")]
    pub message: String,
}

type Fut<'a> = Pin<Box<dyn Future<Output = Result<Msg, u32>> + Send + 'a>>;
trait Echo: Send + Sync {
    fn echo(&self, m: Msg) -> Fut<'_>;
}
struct Svc;
impl Echo for Svc {
    fn echo(&self, m: Msg) -> Fut<'_> {
        Box::pin(async move { Ok(m) })
    }
}

async fn plain(m: Msg) -> Result<Msg, u32> {
    Ok(m)
}

fn main() {
    use prost::Message;
    let n = Args::parse().num("calls", 2_000_000);
    let svc: Arc<dyn Echo> = Arc::new(Svc);
    let text = common::text(common::TEXT);
    let show = |name: &str, t: u64, n: u64| {
        println!(
            "{{\"name\":\"{name}\",\"ns\":{:.2}}}",
            (common::cpu_ns() - t) as f64 / n as f64
        )
    };
    common::block_on(1, async {
        let mut m = Msg {
            message: text.clone(),
        };
        let t = common::cpu_ns();
        for _ in 0..n {
            m = plain(black_box(m)).await.unwrap();
        }
        show("static_async", t, n);
        let t = common::cpu_ns();
        for _ in 0..n {
            m = svc.echo(black_box(m)).await.unwrap();
        }
        show("arc_dyn_boxed", t, n);
        let t = common::cpu_ns();
        for _ in 0..n {
            black_box(
                svc.echo(Msg {
                    message: text.clone(),
                })
                .await
                .unwrap(),
            );
        }
        show("arc_dyn_boxed_new_string", t, n);
        let t = common::cpu_ns();
        for _ in 0..n {
            let b = black_box(&m).encode_to_vec();
            let r = svc.echo(Msg::decode(&b[..]).unwrap()).await.unwrap();
            let b = r.encode_to_vec();
            black_box(Msg::decode(&b[..]).unwrap());
        }
        show("arc_dyn_prost_both_ways", t, n);
        let k = n / 10;
        let t = common::cpu_ns();
        for _ in 0..k {
            let (s, x) = (svc.clone(), std::mem::take(&mut m));
            m = tokio::spawn(async move { s.echo(x).await })
                .await
                .unwrap()
                .unwrap();
        }
        show("arc_dyn_spawned", t, k);
    });
}
