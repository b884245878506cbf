//! [`Metadata`]: what travels beside the messages of a call.

mod key;
mod value;

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use bytes::Bytes;

pub use key::InvalidMetadata;
pub use value::MetadataValue;

/// Keys and values beside a call: gRPC's metadata, Dubbo's attachments.
///
/// Ordered, with duplicates. A lookup ignores the case of a key; the case that was given is kept,
/// because Dubbo consumers care for it. Metadata that came over a wire is not parsed before somebody
/// asks for it.
///
/// ```
/// use trefoil_core::Metadata;
/// # fn main() -> Result<(), trefoil_core::InvalidMetadata> {
/// let mut metadata = Metadata::new();
/// metadata.insert("x-user", "ada")?;
/// metadata.append("x-user", "bob")?;
/// metadata.insert_bin("trace-bin", vec![0, 255])?;
/// assert_eq!(metadata.get("X-User"), Some("ada"));
/// assert_eq!(metadata.get_all("x-user").count(), 2);
/// assert_eq!(metadata.get_bin("trace-bin"), Some(&[0, 255][..]));
/// # Ok(()) }
/// ```
#[derive(Default)]
pub struct Metadata {
    source: Option<Box<dyn MetadataSource>>,
    entries: OnceLock<Vec<Entry>>,
}

type Entry = (Cow<'static, str>, MetadataValue);

/// Metadata in the form a wire received it in, to be parsed on demand.
pub trait MetadataSource: Send + Sync {
    /// Gives every entry a user may see, in order. A value of a `-bin` key that cannot be decoded is left out.
    fn parse(&self, entry: &mut dyn FnMut(Cow<'static, str>, MetadataValue));

    /// A copy, as unparsed as this one.
    fn boxed_clone(&self) -> Box<dyn MetadataSource>;
}

impl Metadata {
    /// No entries; allocates nothing.
    pub const fn new() -> Self {
        Self {
            source: None,
            entries: OnceLock::new(),
        }
    }

    /// Metadata that is parsed when somebody looks at it.
    pub fn from_source(source: Box<dyn MetadataSource>) -> Self {
        Self {
            source: Some(source),
            entries: OnceLock::new(),
        }
    }

    fn entries(&self) -> &[Entry] {
        match &self.source {
            None => self.entries.get().map_or(&[], Vec::as_slice),
            Some(source) => self.entries.get_or_init(|| parse(&**source)),
        }
    }

    #[expect(clippy::expect_used, reason = "OnceLock has no get_mut_or_init yet")]
    fn entries_mut(&mut self) -> &mut Vec<Entry> {
        let parsed = self.entries.take();
        let entries = match self.source.take() {
            Some(source) => parsed.unwrap_or_else(|| parse(&*source)),
            None => parsed.unwrap_or_default(),
        };
        self.entries = OnceLock::from(entries);
        self.entries.get_mut().expect("was set in the line above")
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }

    /// The number of entries, each duplicate counted.
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// The first text of this key.
    pub fn get(&self, key: &str) -> Option<&str> {
        let mut found = self
            .entries()
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case(key));
        found.find_map(|(_, value)| value.as_str())
    }

    /// The first bytes of this key, which may be written with or without its `-bin`.
    pub fn get_bin(&self, key: &str) -> Option<&[u8]> {
        self.entries()
            .iter()
            .filter(|(name, value)| {
                value.is_binary()
                    && (name.eq_ignore_ascii_case(key)
                        || name[..name.len().saturating_sub(4)].eq_ignore_ascii_case(key))
            })
            .map(|(_, value)| value.as_bytes())
            .next()
    }

    /// Every value of this key, in order.
    pub fn get_all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a MetadataValue> {
        self.entries()
            .iter()
            .filter(move |(name, _)| name.eq_ignore_ascii_case(key))
            .map(|(_, value)| value)
    }

    /// Whether the key has a value.
    pub fn contains_key(&self, key: &str) -> bool {
        self.get_all(key).next().is_some()
    }

    /// Every entry, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &MetadataValue)> {
        self.entries().iter().map(|(key, value)| (&**key, value))
    }

    /// Sets the only value of a key. For a key that ends in `-bin` the value is taken as bytes.
    ///
    /// # Errors
    /// If the key is not a legal or a reserved one, or the text has a control character.
    pub fn insert(
        &mut self,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<MetadataValue>,
    ) -> Result<(), InvalidMetadata> {
        let (key, value) = checked(key.into(), value.into())?;
        self.remove(&key);
        self.entries_mut().push((key, value));
        Ok(())
    }

    /// Adds a value to a key.
    ///
    /// # Errors
    /// As [`Metadata::insert`].
    pub fn append(
        &mut self,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<MetadataValue>,
    ) -> Result<(), InvalidMetadata> {
        let entry = checked(key.into(), value.into())?;
        self.entries_mut().push(entry);
        Ok(())
    }

    /// Sets the only bytes of a key; `-bin` is added to the key if it is missing.
    ///
    /// # Errors
    /// As [`Metadata::insert`].
    pub fn insert_bin(
        &mut self,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<Bytes>,
    ) -> Result<(), InvalidMetadata> {
        self.insert(with_suffix(key.into()), MetadataValue::binary(value))
    }

    /// Adds bytes to a key; `-bin` is added to the key if it is missing.
    ///
    /// # Errors
    /// As [`Metadata::insert`].
    pub fn append_bin(
        &mut self,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<Bytes>,
    ) -> Result<(), InvalidMetadata> {
        self.append(with_suffix(key.into()), MetadataValue::binary(value))
    }

    /// Removes a key with all its values and says whether it was there.
    pub fn remove(&mut self, key: &str) -> bool {
        if !self.contains_key(key) {
            return false;
        }
        self.entries_mut()
            .retain(|(name, _)| !name.eq_ignore_ascii_case(key));
        true
    }

    /// Adds all entries of another one behind those of this one.
    pub fn extend(&mut self, other: Metadata) {
        if self.source.is_none() && self.entries.get().is_none_or(Vec::is_empty) {
            *self = other;
        } else if !other.is_empty() {
            let mut other = other;
            let entries = std::mem::take(other.entries_mut());
            self.entries_mut().extend(entries);
        }
    }
}

fn parse(source: &dyn MetadataSource) -> Vec<Entry> {
    let mut entries = Vec::new();
    source.parse(&mut |key, value| {
        if !key::is_reserved(&key) {
            entries.push((key, value));
        }
    });
    entries
}

fn checked(key: Cow<'static, str>, value: MetadataValue) -> Result<Entry, InvalidMetadata> {
    key::check(&key)?;
    if key::is_binary(&key) {
        return Ok((key, MetadataValue::binary(value.into_bytes())));
    }
    if value.is_binary() {
        return Err(InvalidMetadata::new(
            &key,
            "has bytes but does not end in `-bin`",
        ));
    }
    key::check_text(&key, value.as_bytes())?;
    Ok((key, value))
}

fn with_suffix(key: Cow<'static, str>) -> Cow<'static, str> {
    if key::is_binary(&key) {
        key
    } else {
        Cow::Owned(format!("{key}-bin"))
    }
}

impl Clone for Metadata {
    fn clone(&self) -> Self {
        match &self.source {
            Some(source) => Self::from_source(source.boxed_clone()),
            None => Self {
                source: None,
                entries: self.entries.clone(),
            },
        }
    }
}

impl PartialEq for Metadata {
    fn eq(&self, other: &Self) -> bool {
        self.entries() == other.entries()
    }
}

impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Wire;

    impl MetadataSource for Wire {
        fn parse(&self, entry: &mut dyn FnMut(Cow<'static, str>, MetadataValue)) {
            entry("a".into(), "1".into());
            entry("grpc-timeout".into(), "1S".into());
            entry("a".into(), "2".into());
        }

        fn boxed_clone(&self) -> Box<dyn MetadataSource> {
            Box::new(Wire)
        }
    }

    #[test]
    fn received_metadata_keeps_duplicates_and_hides_the_protocols_own_keys() {
        let metadata = Metadata::from_source(Box::new(Wire));
        assert_eq!(metadata.len(), 2);
        assert_eq!(metadata.get("A"), Some("1"));
        assert_eq!(metadata.clone(), metadata);
    }

    #[test]
    fn received_metadata_can_be_changed() {
        let mut metadata = Metadata::from_source(Box::new(Wire));
        metadata.insert("b", "3").unwrap();
        assert!(metadata.remove("a"));
        assert!(!metadata.remove("a"));
        assert_eq!(
            metadata.iter().map(|(key, _)| key).collect::<Vec<_>>(),
            ["b"]
        );
    }

    #[test]
    fn a_key_or_value_that_would_break_the_wire_is_refused() {
        let mut metadata = Metadata::new();
        for key in ["", "a b", ":path", "é", "TE", "Grpc-Message", "Connection"] {
            assert!(metadata.insert(key, "x").is_err(), "{key}");
        }
        assert!(metadata.insert("a", "line\nfeed").is_err());
        assert!(
            metadata
                .append("a", MetadataValue::binary(vec![1]))
                .is_err()
        );
        assert!(metadata.is_empty());
        metadata.insert("a", "ü").unwrap();
    }

    #[test]
    fn bytes_are_found_with_and_without_the_suffix() {
        let mut metadata = Metadata::new();
        metadata.insert_bin("binKey", vec![1]).unwrap();
        assert_eq!(metadata.get_bin("binkey"), Some(&[1][..]));
        assert_eq!(metadata.get_bin("binkey-BIN"), Some(&[1][..]));
        assert_eq!(metadata.get("binkey-bin"), None);
    }
}
