//! The plain data of the workloads, and the macros that bring it into a peer's own types.

/// Messages in a stream.
pub const STREAM_LEN: u32 = 1000;
/// Bytes in a small message.
pub const TEXT: usize = 100;
/// Bytes in a large message.
pub const BLOB: usize = 1 << 20;

/// A text of this many bytes.
pub fn text(len: usize) -> String {
    (0..len).map(|i| (b'a' + (i % 26) as u8) as char).collect()
}

/// Plain form of one log record; each peer copies it into its own type.
pub struct Rec {
    pub timestamp_ns: u64,
    pub severity: i32,
    pub severity_text: &'static str,
    pub body: String,
    pub service: &'static str,
    pub host: String,
    pub trace_id: String,
    pub span_id: String,
    pub flags: u32,
    pub file: &'static str,
    pub line: u32,
    pub function: &'static str,
    pub thread: String,
    pub duration_us: i64,
    pub method: &'static str,
    pub path: String,
    pub status: u32,
    pub attributes: Vec<(String, String)>,
    pub counters: Vec<(String, i64)>,
    pub tags: Vec<String>,
    pub ratio: f64,
    pub sampled: bool,
}

/// The batch of log records: 50 of 22 fields, 26 KB encoded.
pub fn batch() -> Vec<Rec> {
    (0..50u64)
        .map(|i| Rec {
            timestamp_ns: 1_760_000_000_000_000_000 + i * 1_000_003,
            severity: 9 + (i % 4) as i32,
            severity_text: ["INFO", "INFO2", "WARN", "ERROR"][(i % 4) as usize],
            body: format!("request {i} finished after retry, upstream answered in time; cache miss on shard {}", i * 7 % 13),
            service: "checkout-frontend",
            host: format!("node-{:03}.zone-b.internal", i % 17),
            trace_id: format!("{:032x}", 0x9e3779b97f4a7c15u128.wrapping_mul(i as u128 + 1)),
            span_id: format!("{:016x}", 0x9e3779b97f4a7c15u64.wrapping_mul(i + 1)),
            flags: (i % 2) as u32,
            file: "src/handlers/checkout/session.rs",
            line: 100 + 3 * i as u32,
            function: "checkout::session::Session::finish",
            thread: format!("worker-{}", i % 8),
            duration_us: 1200 + 37 * i as i64,
            method: "POST",
            path: format!("/api/v2/cart/{}/checkout", 10_000 + i),
            status: 200 + (i % 3) as u32,
            attributes: vec![
                ("region".into(), "eu-central-1".into()),
                ("customer.tier".into(), format!("tier-{}", i % 5)),
                ("http.user_agent".into(), "Mozilla/5.0 (X11; Linux x86_64)".into()),
                ("k8s.pod".into(), format!("checkout-{:05}", i * 31)),
            ],
            counters: vec![("db.rows".into(), 17 * i as i64), ("retries".into(), (i % 3) as i64)],
            tags: vec!["payment".into(), "blue".into(), format!("exp-{}", i % 6)],
            ratio: 0.25 + i as f64 / 100.0,
            sampled: i % 10 == 0,
        })
        .collect()
}

/// The batch as prost messages of the module `$pb`.
#[macro_export]
macro_rules! log_batch {
    ($pb:ident) => {
        $pb::LogBatch {
            records: $crate::batch()
                .into_iter()
                .map(|r| $pb::LogRecord {
                    timestamp_ns: r.timestamp_ns,
                    severity: r.severity,
                    severity_text: r.severity_text.into(),
                    body: r.body,
                    service: r.service.into(),
                    host: r.host,
                    trace_id: r.trace_id,
                    span_id: r.span_id,
                    flags: r.flags,
                    file: r.file.into(),
                    line: r.line,
                    function: r.function.into(),
                    thread: r.thread,
                    duration_us: r.duration_us,
                    method: r.method.into(),
                    path: r.path,
                    status: r.status,
                    attributes: r.attributes.into_iter().collect(),
                    counters: r.counters.into_iter().collect(),
                    tags: r.tags,
                    ratio: r.ratio,
                    sampled: r.sampled,
                })
                .collect(),
        }
    };
}

/// What the handler of `Ingest` does: it reads every string of a prost record.
#[macro_export]
macro_rules! weigh {
    ($r:expr) => {{
        let r = $r;
        let texts = [
            &r.severity_text,
            &r.body,
            &r.service,
            &r.host,
            &r.trace_id,
            &r.span_id,
            &r.file,
            &r.function,
            &r.thread,
            &r.method,
            &r.path,
        ];
        let mut sum: u64 = texts.iter().map(|t| t.len() as u64).sum();
        sum += r
            .attributes
            .iter()
            .map(|(k, v)| (k.len() + v.len()) as u64)
            .sum::<u64>();
        sum += r
            .counters
            .iter()
            .map(|(k, v)| k.len() as u64 + *v as u64)
            .sum::<u64>();
        sum += r.tags.iter().map(|t| t.len() as u64).sum::<u64>();
        sum + u64::from(r.line) + u64::from(r.status) + r.duration_us as u64
    }};
}
