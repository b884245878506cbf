//! `tri` keeps the contract of a protocol, over TCP and in memory. Not at a Unix socket: the suite exports at one URL
//! more than once in a process, which a path allows once. `transports.rs` has what differs there.

use trefoil_triple::Triple;

mod tcp {
    use super::Triple;
    trefoil_contract::suite!(Triple::new(), "tri://127.0.0.1:0");
}

mod memory {
    use super::Triple;
    trefoil_contract::suite!(Triple::new(), "tri://memory:contract");
}
