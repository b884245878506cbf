//! Every way from a client to a service, through every behaviour: tonic's client and ours, tonic's service and
//! ours, in process, over `tri://`, in a router of tonic and of axum.

mod behaviours;
mod support;

macro_rules! routes {
    ($($route:ident),* $(,)?) => { $(
        mod $route {
            routes!(@ $route:
                all_four_kinds_answer,
                an_error_arrives_whole,
                an_error_behind_messages_arrives_whole,
                trailers_come_with_an_error_too,
                metadata_goes_both_ways,
                a_handler_knows_the_time_it_has,
                a_deadline_ends_a_call_and_its_handler,
                a_deadline_ends_a_stream,
                a_dropped_call_is_cancelled,
                a_dropped_stream_is_cancelled,
                requests_that_break_off_are_no_good_end,
                large_messages_pass_and_too_large_ones_do_not,
                a_panic_is_internal_and_ends_nothing_else,
                a_slow_reader_slows_the_service,
                a_bidi_call_talks_in_turns,
            );
        }
    )* };
    (@ $route:ident: $($behaviour:ident),* $(,)?) => { $(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $behaviour() {
            let route = crate::support::routes::$route().await;
            crate::support::within(crate::behaviours::$behaviour(&route)).await;
        }
    )* };
}

routes! {
    exported_by_tonic,
    exported_by_ours,
    exported_local,
    client_over_local,
    client_over_injvm,
    client_over_tri,
    both_theirs,
    mounted_in_tonic_by_tonic,
    mounted_in_tonic_by_ours,
    mounted_in_axum_by_tonic,
    mounted_in_axum_by_ours,
}
