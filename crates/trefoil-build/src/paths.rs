//! Paths of settings, as prost takes them: `.` is everything, `.a.v1` what stands below it, `M.name` what ends so.

use prost_reflect::FieldDescriptor;
use prost_types::{DescriptorProto, FieldDescriptorProto};

/// Whether a path is one of the thing with this full name, which begins with a dot, or of one around it.
pub(crate) fn covers(path: &str, name: &str) -> bool {
    if path == "." {
        return true;
    }
    let behind = match path.starts_with('.') {
        true => name.strip_prefix(path),
        false => {
            return name
                .strip_suffix(path)
                .is_some_and(|before| before.ends_with('.'));
        }
    };
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with('.'))
}

/// What the box of a field of this message is asked by, whose name begins with a dot: as [`of_field`].
pub(crate) fn in_message(
    name: &str,
    message: &DescriptorProto,
    field: &FieldDescriptorProto,
) -> String {
    let oneof = field.oneof_index.filter(|_| !field.proto3_optional());
    let oneof = oneof.and_then(|index| message.oneof_decl.get(usize::try_from(index).ok()?));
    match oneof {
        Some(oneof) => format!("{name}.{}.{}", oneof.name(), field.name()),
        None => format!("{name}.{}", field.name()),
    }
}

/// What the attributes and the box of a field are asked by: a field of a oneof is one of its enum.
pub(crate) fn of_field(field: &FieldDescriptor) -> String {
    let message = field.parent_message();
    let (message, name) = (message.full_name(), field.name());
    match field
        .containing_oneof()
        .filter(|oneof| !oneof.is_synthetic())
    {
        Some(oneof) => format!(".{message}.{}.{name}", oneof.name()),
        None => format!(".{message}.{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn paths_cover_whole_segments() {
        for path in [".", ".a", ".a.B", ".a.B.c", "c", "B.c", "a.B.c"] {
            assert!(covers(path, ".a.B.c"), "{path}");
        }
        for path in [
            "", ".B", ".a.B.", "a.B", "B", ".a.B.cc", "cc", ".aa", ".a.B.c.d",
        ] {
            assert!(!covers(path, ".a.B.c"), "{path}");
        }
    }
}
