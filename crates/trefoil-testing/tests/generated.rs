//! What generated code makes of a table, with names that meet those of mocks, and without a stub.

#![allow(missing_docs)]

use std::sync::Arc;

use trefoil_core::client::{Bidi, Caller, Unary};
use trefoil_core::{MethodDescriptor, MethodKind, ServiceDescriptor, Streaming};
use trefoil_injvm::Local;

static METHODS: [MethodDescriptor; 3] = [
    MethodDescriptor::new("Verify", "/demo.Hostile/Verify", MethodKind::Unary),
    MethodDescriptor::new("match", "/demo.Hostile/match", MethodKind::Unary),
    MethodDescriptor::new("Clone", "/demo.Hostile/Clone", MethodKind::Bidi),
];
static HOSTILE: ServiceDescriptor = ServiceDescriptor::new("demo.Hostile", &METHODS);

/// What the mock stands for.
pub trait Hostile {}

trefoil_testing::mock_service! {
    HostileMock HostileExpect HostileReceived "Hostile" = HOSTILE;
    0 verify: One<String> => One<String>;
    1 r#match: One<u32> => One<()>;
    2 clone: Many<String> => Many<String>;
}

#[tokio::test(start_paused = true)]
async fn rpcs_named_like_methods_of_a_mock_do_not_meet_them() {
    let mock = HostileMock::new();
    mock.expect().verify().returns("verified".to_owned());
    mock.expect()
        .r#match()
        .with(|number| *number == 7)
        .returns(());
    mock.expect().clone().streams(["a".to_owned()]);

    let caller = Caller::new(Arc::new(Local::new(mock.invoker()))).unwrap();
    let verified: Unary<String, String> = Unary::new(&caller, 0, String::new());
    assert_eq!(verified.await.unwrap().into_inner(), "verified");
    let matched: Unary<u32, ()> = Unary::new(&caller, 1, 7);
    matched.await.unwrap();
    let cloned: Bidi<String, String> = Bidi::new(&caller, 2, Streaming::empty());
    let mut cloned = cloned.await.unwrap().into_inner();
    assert_eq!(cloned.message().await.unwrap().as_deref(), Some("a"));
    assert_eq!(cloned.message().await.unwrap(), None);

    assert_eq!(mock.received().r#match()[0].request(), &7);
    mock.verify();
}

#[test]
#[should_panic(expected = "Verify is used with two different types")]
fn a_method_has_one_pair_of_types() {
    use trefoil_testing::{Mock, One};
    Mock::expect::<One<u32>, One<u32>>(&HostileMock::new(), 0);
}
