//! [`suite!`](crate::suite): the whole contract as tests.

/// Makes a `#[test]` of each behaviour of [`behaviours`](crate::behaviours), in modules by topic. The arguments are a
/// protocol value and where it exports, `suite!(MyProtocol::new(), "my://127.0.0.1:0")`, or one expression that makes a
/// [`Subject`](crate::Subject). They are evaluated for each test.
#[macro_export]
macro_rules! suite {
    ($protocol:expr, $url:expr) => {
        $crate::suite!($crate::Subject::new(|| ::std::sync::Arc::new($protocol), $url));
    };
    ($subject:expr) => {
        $crate::suite! {
            @tests $subject;
            calls {
                refer_runs_what_was_exported
                a_thousand_messages_each_way
                empty_streams
                messages_of_any_size
                a_conversation
                half_close
                opening_a_stream_does_not_wait_for_the_service
                requests_go_on_while_nobody_reads_replies
                an_answer_before_the_end_of_the_requests
                a_hundred_calls_at_once
            }
            deadlines {
                the_service_knows_the_deadline
                a_silent_handler_ends_at_the_deadline
                a_stream_that_stalls_ends_at_the_deadline
                a_stream_that_never_pauses_ends_at_the_deadline
                requests_without_an_end_end_at_the_deadline
                an_expired_deadline_runs_no_handler
                calls_work_after_a_late_one
            }
            cancellation {
                dropping_a_call_reaches_the_handler
                dropping_the_replies_reaches_the_handler
                a_call_that_ends_is_not_cancelled
                a_dropped_sender_is_not_an_end
                calls_work_after_a_dropped_one
            }
            errors {
                a_status_comes_over_whole
                a_status_behind_messages_comes_over_whole
                a_business_error_keeps_code_and_message
                a_panic_fails_its_own_call_only
                methods_are_found_by_name
                an_unknown_service_is_an_error
            }
            metadata {
                attachments_reach_the_service
                attachments_come_back
                initial_metadata_does_not_wait_for_a_message
            }
            addresses {
                the_service_sees_the_callers_address
                the_url_of_an_export_is_the_real_one
                group_and_version_are_part_of_the_address
                two_applications_do_not_meet
            }
            exports {
                a_second_export_of_a_service_is_the_first
                another_service_under_a_taken_url_is_a_conflict
                an_occupied_port_is_an_error_that_says_so
                unexport_stops_one_service
                calls_under_way_outlive_unexport
                destroy_closes_everything_and_the_protocol_works_again
                destroy_of_an_unused_protocol
                destroy_lets_go_of_the_service
            }
            refers {
                an_unchecked_reference_recovers
                a_checked_reference_fails_fast
                a_check_that_is_no_boolean_is_an_error
                destroying_an_invoker_ends_it_alone
                nobody_there_is_told_within_the_deadline
            }
        }
    };
    (@tests $subject:expr; $($topic:ident { $($behaviour:ident)* })*) => {
        $(
            mod $topic {
                #[allow(unused_imports)] // What the subject is made of.
                use super::*;
                $(
                    #[test]
                    fn $behaviour() {
                        $crate::run(&$subject, &$crate::behaviours::$behaviour);
                    }
                )*
            }
        )*
    };
}
