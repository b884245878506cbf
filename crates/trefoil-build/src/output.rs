//! Where the file goes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::file::HEADER;

/// What `include_protos!()` includes.
pub(crate) const DEFAULT_NAME: &str = "trefoil.rs";

/// The folder to write to: the one given, or else cargo's.
pub(crate) fn folder(given: Option<&Path>) -> Result<PathBuf> {
    if let Some(given) = given {
        return Ok(given.to_owned());
    }
    std::env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| {
            Error::new("there is no folder to write to: OUT_DIR is not set").help(
                "call trefoil_build in build.rs, for which cargo sets OUT_DIR;\n\
             anywhere else name a folder with Config::out_dir",
            )
        })
}

/// Writes the file unless it has this content already, so that nothing behind it is built again.
pub(crate) fn write(folder: &Path, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> Result {
    let path = folder.join(name);
    let content = content.as_ref();
    if fs::read(&path).is_ok_and(|present| present == content) {
        return Ok(());
    }
    let parent = path.parent().unwrap_or(folder);
    let made = fs::create_dir_all(parent).and_then(|()| fs::write(&path, content));
    made.map_err(|error| unwritable(&path, error))
}

/// Compares the file with what it should be.
pub(crate) fn check(folder: &Path, name: &str, text: &str) -> Result {
    let path = folder.join(name);
    let help = "generate it again with the same Config and `compile()`, and check it in";
    let present = fs::read_to_string(&path).map_err(|error| {
        Error::new(format!("cannot read `{}`: {error}", path.display()))
            .help(help)
            .with_source(error)
    })?;
    if present == text {
        return Ok(());
    }
    let mut lines = present.lines().zip(text.lines());
    let common = present.lines().count().min(text.lines().count());
    let line = lines.position(|(old, new)| old != new).unwrap_or(common) + 1;
    let at = |text: &str| text.lines().nth(line - 1).unwrap_or("(nothing)").to_owned();
    Err(Error::new(format!(
        "{}:{line}: the file is not what the .proto files say now\n  there: {}\n  due:   {}",
        path.display(),
        at(&present),
        at(text)
    ))
    .help(help))
}

fn unwritable(path: &Path, error: io::Error) -> Error {
    Error::new(format!("cannot write `{}`: {error}", path.display()))
        .help(
            "make the folder writable for the user that runs cargo, \
             or name another one with Config::out_dir",
        )
        .with_source(error)
}

/// Puts an error in the place of the files that an earlier build left in cargo's folder, which it never empties,
/// and in that of the default file if it is not `made`: what includes one of them learns what to include.
///
/// The first call of a build script does this; further calls overwrite what is theirs.
pub(crate) fn retire(folder: &Path, made: &str) -> Result {
    let mut names = vec![DEFAULT_NAME.to_owned()];
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_ours = fs::read(entry.path()).is_ok_and(|text| text.starts_with(HEADER.as_bytes()));
        match entry.file_name().into_string() {
            Ok(name) if is_ours => names.push(name),
            _ => {}
        }
    }
    names.retain(|name| name != made);
    for name in names {
        write(folder, &name, left_over(&name, made))?;
    }
    Ok(())
}

/// A file that is an error.
fn left_over(name: &str, made: &str) -> String {
    let include = match made {
        DEFAULT_NAME => "trefoil::include_protos!();".to_owned(),
        made => format!("trefoil::include_protos!({made:?});"),
    };
    let text = format!(
        "build.rs does not make `{name}`, but `{made}`: write `{include}`, or call \
         `Config::file_name({name:?})` in build.rs"
    );
    format!("{HEADER}compile_error!({text:?});\n")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{HEADER, retire};

    #[test]
    fn what_is_left_over_says_so() {
        let folder = std::env::temp_dir().join(format!("trefoil-left-over-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
        fs::write(folder.join("old.rs"), format!("{HEADER}mod a {{}}")).unwrap();
        fs::write(folder.join("mine.rs"), "mod a {}").unwrap();
        retire(&folder, "new.rs").unwrap();
        assert_eq!(
            read("old.rs"),
            format!(
                "{HEADER}compile_error!(\"build.rs does not make `old.rs`, but `new.rs`: write \
                 `trefoil::include_protos!(\\\"new.rs\\\");`, or call \
                 `Config::file_name(\\\"old.rs\\\")` in build.rs\");\n"
            )
        );
        assert!(read("trefoil.rs").contains("does not make `trefoil.rs`, but `new.rs`"));
        assert_eq!(read("mine.rs"), "mod a {}");
        let before = read("trefoil.rs");
        retire(&folder, "trefoil.rs").unwrap();
        assert_eq!(read("trefoil.rs"), before);
        assert!(
            read("new.rs").is_empty() && read("old.rs").contains("`trefoil::include_protos!();`")
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
