//! Connections inside one process, for tests and for what must not touch a network.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::DuplexStream;
use tokio::sync::mpsc;

/// How much one side may write before the other reads.
const PIPE: usize = 256 * 1024;

/// Names that can be listened at and connected to within one protocol value. Two networks do not know
/// each other.
#[derive(Clone, Debug, Default)]
pub struct MemoryNetwork(Arc<Mutex<HashMap<String, mpsc::UnboundedSender<DuplexStream>>>>);

impl MemoryNetwork {
    pub(super) fn listen(&self, name: &str) -> io::Result<MemoryListener> {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match names.entry(name.to_owned()) {
            Entry::Occupied(entry) if !entry.get().is_closed() => {
                Err(io::ErrorKind::AddrInUse.into())
            }
            entry => {
                let (sender, incoming) = mpsc::unbounded_channel();
                entry.insert_entry(sender);
                Ok(MemoryListener { incoming })
            }
        }
    }

    pub(super) fn connect(&self, name: &str) -> io::Result<DuplexStream> {
        let (ours, theirs) = tokio::io::duplex(PIPE);
        let names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let listener = names.get(name).ok_or(io::ErrorKind::ConnectionRefused)?;
        listener
            .send(theirs)
            .map_err(|_| io::ErrorKind::ConnectionRefused)?;
        Ok(ours)
    }
}

#[derive(Debug)]
pub(super) struct MemoryListener {
    incoming: mpsc::UnboundedReceiver<DuplexStream>,
}

impl MemoryListener {
    pub(super) async fn accept(&mut self) -> io::Result<DuplexStream> {
        self.incoming
            .recv()
            .await
            .ok_or_else(|| io::ErrorKind::NotConnected.into())
    }
}
