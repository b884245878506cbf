//! `tri` keeps the contract of a protocol, over each of its transports.

use trefoil_triple::Triple;

mod tcp {
    use super::Triple;
    trefoil_contract::suite!(Triple::new(), "tri://127.0.0.1:0");
}

mod memory {
    use super::Triple;
    trefoil_contract::suite!(Triple::new(), "tri://memory:contract");
}
