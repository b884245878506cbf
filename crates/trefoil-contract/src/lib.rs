//! The contract of a [`Protocol`](trefoil_core::Protocol), as tests that any protocol can be run through.
//!
//! In a file of a protocol's `tests` folder, with `tokio` (`macros`, `rt-multi-thread`) at hand:
//!
//! ```ignore
//! trefoil_contract::suite!(MyProtocol::new(), "my://127.0.0.1:0");
//! ```
//!
//! The first argument makes a new protocol value at each use, the second is a URL that can be exported at,
//! with port 0 if the protocol has ports. Each behaviour becomes a test of its name; [`cases`] has them all.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test fails by panic.
#![allow(clippy::missing_panics_doc)] // All of them do, when the contract is broken.

pub mod cases;
mod service;
mod subject;

pub use subject::Subject;

/// Makes a test of each behaviour of the contract.
#[macro_export]
macro_rules! suite {
    ($protocol:expr, $url:expr) => {
        $crate::suite!(@ $protocol, $url;
            calls: every_mode_reaches_the_exported_invoker,
            calls: a_thousand_messages_arrive_in_order_either_way,
            calls: empty_streams_are_streams,
            calls: a_turn_is_answered_before_the_next_is_sent,
            calls: a_hundred_calls_run_at_the_same_time,
            metadata: metadata_travels_both_ways,
            metadata: metadata_of_a_stream_is_there_before_its_messages,
            metadata: the_service_sees_the_callers_address,
            errors: a_status_arrives_whole,
            errors: an_error_ends_a_stream_after_its_messages,
            errors: a_panic_is_internal_and_the_next_call_works,
            errors: an_unknown_method_is_unimplemented,
            time: a_deadline_covers_every_mode,
            time: a_deadline_covers_a_stream_that_stalls,
            time: the_handler_sees_the_deadline,
            time: a_deadline_that_has_passed_runs_no_handler,
            time: a_dropped_call_cancels_the_handler,
            time: a_dropped_stream_cancels_the_handler,
            time: a_sender_that_is_dropped_is_no_clean_end,
            lifecycle: exporting_twice_is_one_export,
            lifecycle: another_service_under_the_same_name_is_refused,
            lifecycle: an_occupied_address_is_a_clear_error,
            lifecycle: without_check_a_reference_recovers_when_the_provider_appears,
            lifecycle: with_check_a_reference_fails_fast_and_says_why,
            lifecycle: unexport_stops_one_service_and_leaves_the_others,
            lifecycle: a_destroyed_invoker_fails_its_calls,
            lifecycle: a_destroyed_protocol_can_be_used_again,
            lifecycle: two_values_of_a_protocol_do_not_see_each_other,
        );
    };
    (@ $protocol:expr, $url:expr; $($module:ident: $case:ident,)*) => { $(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            let subject = $crate::Subject::new(|| ::std::sync::Arc::new($protocol), $url);
            $crate::cases::run($crate::cases::$module::$case(subject)).await;
        }
    )* };
}
