//! `trefoil-client --port P --mode WORKLOAD --conns C --inflight I --calls N`.

use std::sync::Arc;

use common::{Args, Plan};
use peer_trefoil::pb::{self, *};
use trefoil::Streaming;

async fn call(client: &BenchClient, mode: &str, text: &str, logs: &LogBatch) {
    match mode {
        "echo" => {
            let message = text.to_owned();
            let reply = client.echo(EchoRequest { message }).await.unwrap();
            assert_eq!(reply.get_ref().message.len(), text.len());
        }
        "ingest" => {
            let reply = client.ingest(logs.clone()).await.unwrap();
            assert_eq!(reply.get_ref().records, 50);
        }
        "blob" => {
            let data = vec![7; common::BLOB];
            let reply = client.blob(BlobRequest { data }).await.unwrap();
            assert_eq!(reply.get_ref().data.len(), common::BLOB);
        }
        "down" => down(client).await,
        "up" => {
            let payload = text.to_owned();
            let chunks = (0..common::STREAM_LEN).map(move |_| Chunk {
                payload: payload.clone(),
            });
            let reply = client.up(Streaming::from_iter(chunks)).await.unwrap();
            assert_eq!(reply.get_ref().count, common::STREAM_LEN);
        }
        "chat" => chat(client, text).await,
        mode => panic!("mode {mode}"),
    }
}

async fn down(client: &BenchClient) {
    let (count, size) = (common::STREAM_LEN, common::TEXT as u32);
    let reply = client.down(DownRequest { count, size }).await.unwrap();
    let (mut chunks, mut bytes) = (reply.into_inner(), 0);
    while let Some(chunk) = chunks.message().await.unwrap() {
        bytes += chunk.payload.len();
    }
    assert_eq!(bytes, common::STREAM_LEN as usize * common::TEXT);
}

async fn chat(client: &BenchClient, text: &str) {
    let chunk = || Chunk {
        payload: text.to_owned(),
    };
    let (mut sender, chunks) = Streaming::channel(1);
    sender.send(chunk()).await.unwrap();
    let mut back = client.chat(chunks).await.unwrap().into_inner();
    for left in (0..common::STREAM_LEN).rev() {
        back.message().await.unwrap().unwrap();
        if left > 0 {
            sender.send(chunk()).await.unwrap();
        }
    }
    sender.finish();
    assert!(back.message().await.unwrap().is_none());
}

fn main() {
    let args = Args::parse();
    let plan = Plan::from(&args);
    let url = format!("tri://{}?max_message_size=16777216", args.addr());
    common::block_on(args.num("threads", 1), async move {
        let mut clients = Vec::new();
        for _ in 0..plan.conns {
            let client = BenchClient::connect(url.as_str()).await.expect("connect");
            clients.push(Arc::new(client));
        }
        let work = Arc::new((
            plan.mode.clone(),
            common::text(common::TEXT),
            common::log_batch!(pb),
        ));
        common::drive(&plan, clients, move |client| {
            let work = Arc::clone(&work);
            async move { call(&client, &work.0, &work.1, &work.2).await }
        })
        .await;
    });
}
