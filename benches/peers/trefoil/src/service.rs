//! The service.

use trefoil::{Request, Response, Status, Streaming};

use crate::pb::*;

/// The service every peer implements.
pub struct Svc;

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

    async fn down(&self, r: Request<DownRequest>) -> Result<Response<Streaming<Chunk>>, Status> {
        let DownRequest { count, size } = r.into_inner();
        let payload = common::text(size as usize);
        Ok(Response::streaming((0..count).map(move |_| Chunk {
            payload: payload.clone(),
        })))
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

    async fn chat(
        &self,
        r: Request<Streaming<Chunk>>,
    ) -> Result<Response<Streaming<Chunk>>, Status> {
        // The stream of the caller goes back as it is. Polled, so that its messages are decoded and
        // encoded again, as the other peers do.
        Ok(Response::new(Streaming::new(r.into_inner())))
    }
}
