//! Fields that a derive of serde's cannot go through: those of `google.protobuf`.
//!
//! The derives that build.rs asks for are for field-wise serde, which the types of `prost-types` do not have.
//! rustc says only that a trait is not there for `Timestamp`. The JSON that protobuf defines is another matter,
//! with an option of its own; nothing here is about that.

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};

use crate::options::Options;
use crate::paths;
use crate::source::Pool;

pub(super) fn well_known_fields(pool: &Pool, options: &Options) -> Vec<String> {
    let derives = derives(options);
    if derives.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for message in pool.descriptors.all_messages() {
        let name = format!(".{}", message.full_name());
        let derived = derives.iter().any(|path| paths::covers(path, &name));
        if !derived || message.is_map_entry() || is_elsewhere(&message, options) {
            continue;
        }
        for field in message.fields() {
            let Some(type_) = well_known(&field, options) else {
                continue;
            };
            let name = field.full_name();
            let path = paths::of_field(&field);
            let handled = options.field_attributes.iter().any(|(given, attribute)| {
                attribute.contains("serde") && paths::covers(given, &path)
            });
            if !handled {
                let path = path.trim_start_matches('.');
                out.push(format!(
                    "{}: the field `{name}` is a `{type_}`, which serde does not know, and its message \
                     derives serde's traits; in build.rs add `.field_attribute(\"{path}\", \"#[serde(skip)]\")`, or `#[serde(with = \"..\")]` with a \
                     module of yours",
                    super::place(pool, &field.parent_message().parent_file(), field.path()).head(),
                ));
            }
        }
    }
    out
}

/// If serde's derives are asked for in a package whose manifest does not name serde.
pub(crate) fn missing_dependency(manifest: &str, options: &Options) -> Option<String> {
    let is_missing = !derives(options).is_empty() && !manifest.contains("serde");
    is_missing.then(|| {
        "build.rs derives serde's traits for messages, and Cargo.toml does not have serde: below [dependencies] \
         add `serde = { version = \"1\", features = [\"derive\"] }`"
            .to_owned()
    })
}

/// The paths whose messages derive serde's traits.
fn derives(options: &Options) -> Vec<&str> {
    options
        .type_attributes
        .iter()
        .filter(|(_, attribute)| {
            attribute.contains("derive")
                && (attribute.contains("Serialize") || attribute.contains("Deserialize"))
        })
        .map(|(path, _)| path.as_str())
        .collect()
}

fn is_elsewhere(message: &MessageDescriptor, options: &Options) -> bool {
    message.package_name() == "google.protobuf" || options.is_extern(message.full_name())
}

/// The type of `google.protobuf` that a field has, or its map's values have.
fn well_known(field: &FieldDescriptor, options: &Options) -> Option<String> {
    let kind = match field.kind() {
        Kind::Message(entry) if entry.is_map_entry() => entry.map_entry_value_field().kind(),
        kind => kind,
    };
    let name = match &kind {
        Kind::Message(message) => message.full_name(),
        _ => return None,
    };
    // Wrappers and `Empty` are Rust's own types.
    let is_plain = name.ends_with("Value")
        && name != "google.protobuf.Value"
        && name != "google.protobuf.ListValue";
    let is_meant = name.starts_with("google.protobuf.")
        && !(is_plain || name == "google.protobuf.Empty" || options.is_extern(name));
    is_meant.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::missing_dependency;
    use crate::options::Options;

    #[test]
    fn a_manifest_without_serde() {
        let mut options = Options::default();
        let manifest = "[dependencies]\ntrefoil = \"0.1\"\n";
        assert_eq!(missing_dependency(manifest, &options), None);
        let derive = "#[derive(serde::Serialize)]";
        options.type_attributes.push((".".into(), derive.into()));
        assert_eq!(
            missing_dependency(manifest, &options).as_deref(),
            Some(
                "build.rs derives serde's traits for messages, and Cargo.toml does not have serde: below \
                 [dependencies] add `serde = { version = \"1\", features = [\"derive\"] }`"
            )
        );
        assert_eq!(missing_dependency("serde.workspace = true", &options), None);
    }
}
