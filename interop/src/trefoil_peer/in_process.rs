//! The cases without a wire: what fails here is an error of the cases or of the service.

use super::Client;
use super::server::Service;
use crate::matrix::cases;
use crate::proto::trefoil::interop::v1::InteropClient;

/// What takes a wire: limits of messages, paths that lead nowhere, and a server's own clock.
const OF_A_WIRE: [&str; 5] = [
    "too_large",
    "unimplemented_method",
    "unimplemented_service",
    "deadline_unary",
    "deadline_server_stream",
];

#[tokio::test]
async fn every_case_passes_in_process() {
    let client = || Client {
        interop: InteropClient::local(Service::default()),
        url: String::new(),
    };
    for case in cases::table::<Client>() {
        if !OF_A_WIRE.contains(&case.name) {
            let result = (case.run)(client()).await;
            assert!(result.is_ok(), "{}: {result:?}", case.name);
        }
    }
}
