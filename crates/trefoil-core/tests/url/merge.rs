//! What the provider's URL and the consumer's become together.

use trefoil_core::keys;

use crate::url;

#[test]
fn merging_keeps_the_address_and_lets_the_consumer_decide_how_to_call() {
    let provider = url("tri://u:p@h:1/svc?timeout=1&retries=0&weight=5&token=t&application=shop");
    let consumer = url("consumer://me/other?timeout=3&check=false&application=web&backup=x:1");
    let merged = provider.merge(&consumer);
    assert_eq!(
        merged,
        url(
            "tri://u:p@h:1/svc?timeout=3&retries=0&weight=5&token=t&application=web&check=false\
             &remote.application=shop"
        )
    );
}

#[test]
fn merging_drops_how_the_provider_runs_its_threads() {
    let provider =
        url("tri://h?threads=9&default.threads=9&threadpool=x&queues=1&transporter=n&a=1");
    assert_eq!(provider.merge(&url("c://me")), url("tri://h?a=1"));
}

#[test]
fn merging_keeps_what_identifies_the_provider() {
    let provider = url("tri://h/s?group=a&timestamp=1&release=3&methods=x&dubbo=2&dubbo.tag=t");
    let consumer =
        url("c://me/s?group=*&version=1&timestamp=2&release=4&methods=y&dubbo=1&dubbo.tag=u");
    assert_eq!(
        provider.merge(&consumer),
        provider.with_param(keys::VERSION, "1")
    );
}

#[test]
fn merging_joins_filters_and_listeners() {
    let provider = url("tri://h?reference.filter=a&invoker.listener=l");
    let merged = provider.merge(&url("c://me?reference.filter=b,c"));
    assert_eq!(merged.param(keys::REFERENCE_FILTER), Some("a,b,c"));
    assert_eq!(merged.param(keys::INVOKER_LISTENER), Some("l"));
}

#[test]
fn merging_sees_defaults_and_method_settings_as_what_they_are() {
    let provider = url("tri://h?timeout=1&m.timeout=2&default.retries=3");
    let merged = provider.merge(&url("c://me?default.timeout=5&retries="));
    assert_eq!(merged.param("timeout"), Some("5"));
    assert_eq!(merged.method_param("m", "timeout"), Some("2"));
    assert_eq!(merged.param("retries"), None);
    let merged = provider.merge(&url("c://me?default.timeout=5&timeout=6"));
    assert_eq!(merged.param("timeout"), Some("6"));
}
