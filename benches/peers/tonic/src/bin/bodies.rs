//! `tonic-bodies DIR`: writes the request bodies for the raw load generators, framed for gRPC.

use std::path::Path;

use peer_tonic::pb::{self, *};
use prost::Message;

fn framed(message: &impl Message) -> Vec<u8> {
    let body = message.encode_to_vec();
    let mut out = vec![0];
    out.extend_from_slice(&(body.len() as u32).to_be_bytes());
    out.extend_from_slice(&body);
    out
}

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).expect("a folder");
    std::fs::create_dir_all(&folder)?;
    let message = common::text(common::TEXT);
    let payload = message.clone();
    let chunks = framed(&Chunk { payload }).repeat(common::STREAM_LEN as usize);
    let down = DownRequest {
        count: common::STREAM_LEN,
        size: common::TEXT as u32,
    };
    let data = vec![7; common::BLOB];
    for (name, body) in [
        ("echo", framed(&EchoRequest { message })),
        ("ingest", framed(&common::log_batch!(pb))),
        ("blob", framed(&BlobRequest { data })),
        ("down", framed(&down)),
        ("up", chunks.clone()),
        ("chat", chunks),
    ] {
        std::fs::write(Path::new(&folder).join(format!("{name}.bin")), body)?;
    }
    Ok(())
}
