//! The service.

use std::pin::Pin;

use futures_util::{Stream, stream};
use tonic::{Request, Response, Status, Streaming};

use crate::pb::{bench_server::Bench, *};

/// The service every peer implements.
pub struct Svc;

type Chunks = Pin<Box<dyn Stream<Item = Result<Chunk, Status>> + Send>>;

#[tonic::async_trait]
impl Bench for Svc {
    async fn echo(&self, r: Request<EchoRequest>) -> Result<Response<EchoReply>, Status> {
        let message = r.into_inner().message;
        Ok(Response::new(EchoReply { message }))
    }

    async fn ingest(&self, r: Request<LogBatch>) -> Result<Response<LogAck>, Status> {
        let batch = r.into_inner();
        let bytes = batch.records.iter().map(|r| common::weigh!(r)).sum();
        let records = batch.records.len() as u32;
        Ok(Response::new(LogAck { records, bytes }))
    }

    async fn blob(&self, r: Request<BlobRequest>) -> Result<Response<BlobReply>, Status> {
        let data = r.into_inner().data;
        Ok(Response::new(BlobReply { data }))
    }

    type DownStream = Chunks;

    async fn down(&self, r: Request<DownRequest>) -> Result<Response<Chunks>, Status> {
        let DownRequest { count, size } = r.into_inner();
        let payload = common::text(size as usize);
        // tokio_stream::iter would yield every 32 items and cost tonic twice as much.
        let chunks = stream::iter((0..count).map(move |_| {
            let payload = payload.clone();
            Ok(Chunk { payload })
        }));
        Ok(Response::new(Box::pin(chunks)))
    }

    async fn up(&self, r: Request<Streaming<Chunk>>) -> Result<Response<Summary>, Status> {
        let mut chunks = r.into_inner();
        let mut sum = Summary::default();
        while let Some(chunk) = chunks.message().await? {
            sum.count += 1;
            sum.bytes += chunk.payload.len() as u64;
        }
        Ok(Response::new(sum))
    }

    type ChatStream = Chunks;

    async fn chat(&self, r: Request<Streaming<Chunk>>) -> Result<Response<Chunks>, Status> {
        Ok(Response::new(Box::pin(r.into_inner())))
    }
}
