//! What a [`Config`](crate::Config) decided about the generated code, as plain data.

use std::sync::Arc;

/// A user's last word on prost's own settings.
pub(crate) type ProstHook = Arc<dyn Fn(&mut prost_build::Config) + Send + Sync>;

/// The settings that the stages after `source` read.
#[derive(Clone)]
pub(crate) struct Options {
    /// Path of the runtime crate, absolute: `::trefoil`.
    pub(crate) runtime_path: String,
    pub(crate) services: bool,
    pub(crate) client: bool,
    pub(crate) server: bool,
    /// Whether the descriptors are embedded.
    pub(crate) descriptors: bool,
    /// Whether messages have JSON; needs the descriptors.
    pub(crate) json: bool,
    /// The cargo features of the user's crate that stubs and servers are behind.
    pub(crate) client_feature: Option<String>,
    pub(crate) server_feature: Option<String>,
    /// The module of another crate that has all the messages.
    pub(crate) messages_from: Option<String>,
    pub(crate) mock: bool,
    /// tonic's stubs and servers, too.
    pub(crate) tonic: bool,
    /// Protobuf path (with its leading dot) to Rust path.
    pub(crate) extern_paths: Vec<(String, String)>,
    pub(crate) bytes: Vec<String>,
    pub(crate) btree_map: Vec<String>,
    pub(crate) boxed: Vec<String>,
    pub(crate) type_attributes: Vec<(String, String)>,
    pub(crate) field_attributes: Vec<(String, String)>,
    pub(crate) prost: Vec<ProstHook>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            runtime_path: "::trefoil".to_owned(),
            services: true,
            client: true,
            server: true,
            descriptors: false,
            json: false,
            client_feature: None,
            server_feature: None,
            messages_from: None,
            mock: false,
            tonic: false,
            extern_paths: Vec::new(),
            bytes: Vec::new(),
            btree_map: Vec::new(),
            boxed: Vec::new(),
            type_attributes: Vec::new(),
            field_attributes: Vec::new(),
            prost: Vec::new(),
        }
    }
}

impl Options {
    /// Whether `full_name` (no leading dot) lies below a path that another crate provides.
    pub(crate) fn is_extern(&self, full_name: &str) -> bool {
        self.extern_path_of(full_name).is_some()
    }

    /// The nearest of those paths.
    pub(crate) fn extern_path_of(&self, full_name: &str) -> Option<&str> {
        let paths = self.extern_paths.iter();
        let around = paths.filter(|(path, _)| {
            let rest = full_name.strip_prefix(path.trim_start_matches('.'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        around
            .map(|(path, _)| path.as_str())
            .max_by_key(|path| path.len())
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn extern_paths_match_whole_segments() {
        let options = Options {
            extern_paths: vec![(".acme.common".to_owned(), "::acme_common".to_owned())],
            ..Options::default()
        };
        assert!(options.is_extern("acme.common"));
        assert!(options.is_extern("acme.common.Search"));
        assert!(!options.is_extern("acme.commons.Search"));
        assert!(!options.is_extern("acme"));
    }
}
