//! Command line arguments.

use std::net::SocketAddr;

/// `--key value` pairs.
#[derive(Clone)]
pub struct Args(Vec<String>);

impl Args {
    pub fn parse() -> Self {
        Args(std::env::args().skip(1).collect())
    }

    pub fn str(&self, key: &str) -> Option<&str> {
        let want = format!("--{key}");
        let at = self.0.iter().position(|arg| *arg == want)?;
        self.0.get(at + 1).map(String::as_str)
    }

    pub fn num(&self, key: &str, default: u64) -> u64 {
        self.str(key)
            .map_or(default, |value| value.parse().expect("a number"))
    }

    /// Where to listen or connect: always loopback.
    pub fn addr(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.num("port", 50051) as u16))
    }
}
