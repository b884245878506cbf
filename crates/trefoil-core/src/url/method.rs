//! Settings of one method over those of the whole service.

use super::Url;
use super::error::ParamError;
use super::typed::{FromParam, convert};

/// What dubbo-go writes in front of the method.
const GO_PREFIX: &str = "methods.";

impl Url {
    /// The value of a parameter for one method: `{method}.{key}` (dubbo-java) or
    /// `methods.{method}.{key}` (dubbo-go), else what [`param`](Url::param) says about `key`.
    ///
    /// The first letter of the method may be in either case, because the same method is `sayHello`
    /// in Java and `SayHello` in Go and in a proto file; or it is spelled as in Rust, `say_hello`, where case
    /// and `_` do not count. The exact spelling goes first, that of Rust last.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h/svc?timeout=1s&sayHello.timeout=5s").unwrap();
    /// assert_eq!(url.method_param("SayHello", "timeout"), Some("5s"));
    /// assert_eq!(url.method_param("other", "timeout"), Some("1s"));
    /// ```
    #[must_use]
    pub fn method_param(&self, method: &str, key: &str) -> Option<&str> {
        self.find_method(method, key).map(|(_, value)| value)
    }

    /// [`method_param`](Url::method_param) as a `T`, like [`get`](Url::get).
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h/svc?timeout=1s&sayHello.timeout=5s").unwrap();
    /// assert_eq!(url.method_get("sayHello", "timeout"), Ok(Some(Duration::from_secs(5))));
    /// ```
    ///
    /// # Errors
    /// If the value is there but is no `T`.
    pub fn method_get<T: FromParam>(
        &self,
        method: &str,
        key: &str,
    ) -> Result<Option<T>, ParamError> {
        self.find_method(method, key)
            .map(|(key, value)| convert(self, key, value))
            .transpose()
    }

    fn find_method(&self, method: &str, key: &str) -> Option<(&str, &str)> {
        // One walk that builds no keys: this is asked on every call.
        let own = self
            .all_params()
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .filter_map(|(k, value)| Some((rank(k, method, key)?, (k, value))))
            .min_by_key(|(rank, _)| *rank);
        own.map(|(_, item)| item)
            .or_else(|| self.all_params().find(key))
    }
}

/// How well `full` names the method's setting, the least first; `None` if it does not.
fn rank(full: &str, method: &str, key: &str) -> Option<u8> {
    let before = full.strip_suffix(key)?.strip_suffix('.')?;
    let plain = spelling(before, method);
    plain.or_else(|| Some(spelling(before.strip_prefix(GO_PREFIX)?, method)? + 3))
}

/// 0 for the same name, 1 if only the case of the first letter differs, 2 for `say_hello` or `get`, as Rust has it.
fn spelling(name: &str, method: &str) -> Option<u8> {
    if name.is_empty() {
        return None;
    }
    if name == method {
        return Some(0);
    }
    let (mut a, mut b) = (name.chars(), method.chars());
    let first = a.next()?.eq_ignore_ascii_case(&b.next()?);
    if first && a.as_str() == b.as_str() {
        return Some(1);
    }
    let is_rust = !name.bytes().any(|byte| byte.is_ascii_uppercase());
    (is_rust && letters(name).eq(letters(method))).then_some(2)
}

fn letters(name: &str) -> impl Iterator<Item = u8> {
    let letters = name.bytes().filter(|byte| *byte != b'_');
    letters.map(|byte| byte.to_ascii_lowercase())
}
