//! `injvm` keeps the contract of a protocol.

use trefoil_injvm::InJvm;

trefoil_contract::suite!(InJvm::new(), "injvm://local");
