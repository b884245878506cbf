//! A consumer's wishes over a provider's URL.

use super::{Url, keys};

/// How a provider runs its own threads is nothing to a consumer.
const PROVIDER_ONLY: [&str; 7] = [
    keys::THREAD_NAME,
    keys::THREAD_POOL,
    keys::CORE_THREADS,
    keys::THREADS,
    keys::QUEUES,
    keys::ALIVE,
    keys::TRANSPORTER,
];

/// What a provider says about itself: a consumer's own value is about the consumer.
const ABOUT_PROVIDER: [&str; 6] = [
    keys::RELEASE,
    keys::DUBBO,
    keys::METHODS,
    keys::TIMESTAMP,
    keys::TAG,
    keys::BACKUP,
];

/// What identifies the service: a consumer may have asked with a pattern (`*`, `a,b`).
const PROVIDER_FIRST: [&str; 3] = [keys::GROUP, keys::VERSION, keys::GENERIC];

/// Lists to which both sides add.
const JOINED: [&str; 2] = [keys::REFERENCE_FILTER, keys::INVOKER_LISTENER];

impl Url {
    /// The URL by which a consumer calls this provider.
    ///
    /// | what | whose |
    /// |---|---|
    /// | scheme, credentials, address, `backup`, path | the provider's |
    /// | `threads`, `threadpool`, `threadname`, `corethreads`, `queues`, `alive`, `transporter` | dropped from the provider's |
    /// | `release`, `dubbo`, `methods`, `timestamp`, `dubbo.tag` | the provider's alone |
    /// | `group`, `version`, `generic` | the provider's if it has one, else the consumer's |
    /// | `reference.filter`, `invoker.listener` | the provider's, then the consumer's |
    /// | all others, so `timeout`, `retries`, `loadbalance`, `application`, `side` | the consumer's if it has one, else the provider's, so `token`, `weight`, `serialization` |
    /// | `remote.application` | the provider's `application` |
    ///
    /// A setting of a method stays above one of the whole service, whichever side wrote it. A value
    /// the consumer left empty (`timeout=`) takes the provider's away.
    ///
    /// The rule is dubbo-java's (`DefaultProviderURLMergeProcessor`), with `backup` added because it
    /// is an address here. dubbo-go lets the provider win everywhere, but for four keys.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let provider = Url::parse("tri://h:1/svc?timeout=1s&weight=5&threads=200&group=a").unwrap();
    /// let consumer = Url::parse("consumer://me/svc?timeout=3s&check=false&group=*").unwrap();
    /// assert_eq!(
    ///     provider.merge(&consumer).to_string(),
    ///     "tri://h:1/svc?timeout=3s&weight=5&group=a&check=false"
    /// );
    /// ```
    #[must_use]
    pub fn merge(&self, consumer: &Self) -> Self {
        let mut merged = self
            .clone()
            .retain_params(|key| !PROVIDER_ONLY.contains(&plain(key)));
        for (key, value) in consumer.params() {
            // `default.timeout` of the consumer is still the consumer's wish; its `timeout` is more.
            let name = plain(key);
            let overruled = name != key && consumer.all_params().raw(name).is_some();
            let kept = PROVIDER_FIRST.contains(&name) && self.param(name).is_some();
            if overruled || kept || ABOUT_PROVIDER.contains(&name) {
                continue;
            }
            let old = merged.param(name).filter(|_| JOINED.contains(&name));
            let new = match old {
                Some(old) if value.is_empty() => old.to_owned(),
                Some(old) => format!("{old},{value}"),
                None => value.to_owned(),
            };
            merged = merged.with_param(name, new);
            if value.is_empty() {
                // Else the provider's `default.` value would come back in.
                merged = merged.retain_params(|k| k == name || plain(k) != name);
            }
        }
        match self.param(keys::APPLICATION) {
            Some(application) => merged.with_param(keys::REMOTE_APPLICATION, application),
            None => merged,
        }
    }
}

fn plain(key: &str) -> &str {
    key.strip_prefix(keys::DEFAULT_PREFIX)
        .filter(|key| !key.is_empty())
        .unwrap_or(key)
}
