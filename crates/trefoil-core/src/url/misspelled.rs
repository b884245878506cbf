//! Keys that look like a slip of the pen.

use super::{Url, keys};

/// Keys of Dubbo that lie close to ours and mean something else, beside those of [`keys`].
const DUBBO: [&str; 8] = [
    "connect.timeout",
    "connects",
    "heartbeat.timeout",
    "interfaces",
    "keep.alive",
    "revision",
    "shutdown.timeout",
    "versions",
];

impl Url {
    /// The first parameter whose key is almost one of `known`, and the key that was probably meant.
    ///
    /// A URL may hold parameters for anybody, so a key that nobody knows is no error, least of all one of
    /// Dubbo's. But one letter more, less, other or swapped (two in a long key), another separator or
    /// another case is a setting that somebody believes to have made. `default.` in front of a key, and a
    /// method's name in front of `timeout`, are seen through, unless with `_` for the dot it would be one of `known`.
    ///
    /// ```
    /// use trefoil_core::Url;
    ///
    /// let near = |text: &str| {
    ///     let url = Url::parse(text).unwrap();
    ///     let found = url.misspelled(&["timeout", "max_message_size"]);
    ///     found.map(|(written, meant)| format!("{written} -> {meant}"))
    /// };
    /// assert_eq!(near("tri://h?timeot=1s").unwrap(), "timeot -> timeout");
    /// assert_eq!(near("tri://h?sayHello.tiemout=1s").unwrap(), "sayHello.tiemout -> sayHello.timeout");
    /// assert_eq!(near("tri://h?max-message-size=1").unwrap(), "max-message-size -> max_message_size");
    /// assert_eq!(near("tri://h?timeout=1s&timestamp=1&loadbalance=random&mine=1"), None);
    /// ```
    #[must_use]
    pub fn misspelled(&self, known: &[&str]) -> Option<(&str, String)> {
        self.params()
            .find_map(|(key, _)| Some((key, meant(key, known)?)))
    }
}

fn meant(key: &str, known: &[&str]) -> Option<String> {
    let bare = key.strip_prefix(keys::DEFAULT_PREFIX).unwrap_or(key);
    if is_known(bare, known) {
        return None;
    }
    // `sayHello.timeout` is the only setting of a single method, whose name may be close to anything. But with
    // another separator it would be one of ours.
    let of_method = bare.rsplit_once('.');
    if of_method.is_some_and(|(_, setting)| is_known(setting, known))
        && !known.contains(&bare.replace('.', "_").as_str())
    {
        return None;
    }
    if let Some(meant) = nearest(bare, known) {
        return Some(format!("{}{meant}", &key[..key.len() - bare.len()]));
    }
    let (method, setting) = of_method.filter(|_| known.contains(&keys::TIMEOUT))?;
    let near = nearest(setting, &[keys::TIMEOUT])?;
    let before = key.len() - bare.len() + method.len() + 1;
    Some(format!("{}{near}", &key[..before]))
}

fn is_known(key: &str, known: &[&str]) -> bool {
    known.contains(&key) || keys::ALL.contains(&key) || DUBBO.contains(&key)
}

fn nearest<'a>(key: &str, known: &[&'a str]) -> Option<&'a str> {
    // Longer ones are nobody's slip, and the comparison is quadratic.
    if key.len() > 40 {
        return None;
    }
    let written = plain(key);
    let distances = known
        .iter()
        .map(|known| (distance(&written, &plain(known)), *known));
    let (distance, nearest) = distances.min_by_key(|(distance, _)| *distance)?;
    // Two letters off, a short word is another word: `folder` is no `filter`.
    let limit = if nearest.len() < 8 { 1 } else { 2 };
    (distance <= limit).then_some(nearest)
}

/// Letters and digits in lower case: separators and case are the slips made most.
fn plain(key: &str) -> Vec<char> {
    let letters = key.chars().filter(|c| !matches!(c, '_' | '-' | '.'));
    letters.flat_map(char::to_lowercase).collect()
}

/// How many letters were added, left out, mistaken or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut rows = vec![vec![0; width]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..width {
            rows[i][j] = match (i, j) {
                (0, n) | (n, 0) => n,
                _ => {
                    let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut least = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(rows[i - 2][j - 2] + 1);
                    }
                    least
                }
            };
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, meant};

    #[test]
    fn one_slip_is_one() {
        let count = |a: &str, b: &str| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            distance(&letters(a), &letters(b))
        };
        assert_eq!(count("timeout", "timeout"), 0);
        for written in ["timeot", "timeoutt", "timeaut", "tiemout"] {
            assert_eq!(count(written, "timeout"), 1, "{written}");
        }
        assert_eq!(count("", "abc"), 3);
    }

    #[test]
    fn what_dubbo_writes_is_no_slip() {
        let known = [
            "timeout",
            "group",
            "version",
            "check",
            "connect_timeout",
            "keepalive_timeout",
            "keepalive",
            "filter",
        ];
        for key in [
            "connect.timeout",
            "timestamp",
            "revision",
            "side",
            "pid",
            "release",
            "service.filter",
            "default.timeout",
            "sayHello.timeout",
            "methods.sayHello.timeout",
            "sayHello.retries",
            "anyhost",
            "folder",
            "session",
            "heartbeat.timeout",
            "keep.alive",
            // Methods whose names are close to settings.
            "KeepAlive.timeout",
            "keep_alive.timeout",
            "Connect.timeout",
        ] {
            assert_eq!(meant(key, &known), None, "{key}");
        }
        assert_eq!(
            meant("default.timout", &known).as_deref(),
            Some("default.timeout")
        );
        assert_eq!(
            meant("methods.sayHello.timout", &known).as_deref(),
            Some("methods.sayHello.timeout")
        );
        assert_eq!(
            meant("connectTimeout", &known).as_deref(),
            Some("connect_timeout")
        );
        assert_eq!(
            meant("keepalive.timeout", &known).as_deref(),
            Some("keepalive_timeout")
        );
        assert_eq!(meant("Group", &known).as_deref(), Some("group"));
        assert_eq!(meant("thread", &["threads"]).as_deref(), Some("threads"));
        assert_eq!(meant("threads", &["thread"]), None);
    }
}
