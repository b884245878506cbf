//! Reference points: servers that answer without decoding anything, the
//! plain-TCP floor, and the neutral raw-h2 probe client.
use bytes::Bytes;
use std::sync::OnceLock;

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind {
    Echo,
    Ingest,
    Blob,
    Down,
    Up,
    Chat,
}

pub fn kind(path: &str) -> Kind {
    match path.rsplit('/').next().unwrap_or("") {
        "Ingest" => Kind::Ingest,
        "Blob" => Kind::Blob,
        "Down" => Kind::Down,
        "Up" => Kind::Up,
        "Chat" => Kind::Chat,
        _ => Kind::Echo,
    }
}

fn varint(mut v: u64, out: &mut Vec<u8>) {
    while v > 127 {
        out.push(v as u8 | 128);
        v >>= 7;
    }
    out.push(v as u8);
}

/// A framed message holding one length-delimited field 1.
pub fn framed(field1: &[u8]) -> Vec<u8> {
    let mut body = vec![0x0a];
    varint(field1.len() as u64, &mut body);
    body.extend_from_slice(field1);
    grpc_frame(&body)
}

pub fn grpc_frame(body: &[u8]) -> Vec<u8> {
    let mut out = vec![0];
    out.extend_from_slice(&(body.len() as u32).to_be_bytes());
    out.extend_from_slice(body);
    out
}

/// The precomputed reply body for a method.
pub fn reply(k: Kind) -> Bytes {
    static ALL: OnceLock<[Bytes; 5]> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let text = common::text(common::TEXT);
        let chunk = framed(text.as_bytes());
        let two = |a: u64, b: u64| {
            let mut m = vec![8];
            varint(a, &mut m);
            m.push(16);
            varint(b, &mut m);
            grpc_frame(&m)
        };
        [
            chunk.clone().into(),
            two(50, 12345).into(),
            framed(&vec![7u8; common::BLOB]).into(),
            chunk.repeat(common::STREAM_LEN as usize).into(),
            two(common::STREAM_LEN as u64, common::STREAM_LEN as u64 * 100).into(),
        ]
    });
    all[match k {
        Kind::Echo | Kind::Chat => 0,
        Kind::Ingest => 1,
        Kind::Blob => 2,
        Kind::Down => 3,
        Kind::Up => 4,
    }]
    .clone()
}
