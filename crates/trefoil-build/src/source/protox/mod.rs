//! The pure Rust compiler as a source.

mod edition;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use protox::Compiler;
use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver};

use super::explain::explain;
use super::{Inputs, Pool, Sources, names, unreadable_options};
use crate::error::{Error, Place, Result};

/// Parses and checks the files and all they import.
pub(crate) fn compile(inputs: &Inputs) -> Result<Pool> {
    let seen = Rc::new(RefCell::new(Seen::default()));
    let mut resolver = ChainFileResolver::new();
    // First, whatever the folders hold: protox cannot read every descriptor.proto out there.
    resolver.add(GoogleFileResolver::new());
    resolver.add(Folders {
        includes: inputs.includes.clone(),
        seen: Rc::clone(&seen),
    });

    let mut compiler = Compiler::with_file_resolver(resolver);
    for name in &inputs.names {
        // Two extensions of one number meet nowhere but in a panic of prost-reflect.
        let opened = catch_unwind(AssertUnwindSafe(|| compiler.open_file(name).map(|_| ())));
        let Ok(opened) = opened else {
            return Err(unreadable_options(&seen.borrow().sources.path(name)));
        };
        if let Err(error) = opened {
            let mut seen = seen.borrow_mut();
            return Err(match seen.error.take() {
                Some(error) => error,
                None => explain(error, &seen.sources, inputs),
            });
        }
    }
    let sources = seen.borrow().sources.clone();
    let pool = Pool {
        descriptors: compiler.descriptor_pool(),
        sources,
        originals: BTreeMap::new(),
        infos: BTreeMap::new(),
    };
    names::check(&pool)?;
    Ok(pool)
}

/// What the resolver saw, for those who asked the compiler.
#[derive(Default)]
struct Seen {
    sources: Sources,
    /// An error that protox's own type cannot carry.
    error: Option<Error>,
}

/// Looks up files in folders and keeps their texts.
struct Folders {
    includes: Vec<PathBuf>,
    seen: Rc<RefCell<Seen>>,
}

impl Folders {
    fn refuse(&self, error: Error) -> protox::Error {
        let text = error.to_string();
        self.seen.borrow_mut().error = Some(error);
        protox::Error::new(text)
    }

    fn read(&self, path: &Path) -> std::result::Result<String, protox::Error> {
        let refuse = |what: &str| {
            let help = match what {
                "it is not UTF-8 text" => "save the file as UTF-8",
                _ => "make it readable for the user that runs cargo",
            };
            self.refuse(Error::new(format!("{}: cannot read: {what}", path.display())).help(help))
        };
        let bytes = fs::read(path).map_err(|error| refuse(&error.to_string()))?;
        String::from_utf8(bytes).map_err(|_| refuse("it is not UTF-8 text"))
    }
}

impl FileResolver for Folders {
    fn open_file(&self, name: &str) -> std::result::Result<File, protox::Error> {
        let path = self
            .includes
            .iter()
            .map(|include| include.join(name))
            .find(|path| path.is_file());
        let Some(path) = path else {
            return Err(protox::Error::file_not_found(name));
        };
        let text = self.read(&path)?;
        if let Some(error) = refuse_edition(&path, &text) {
            return Err(self.refuse(error));
        }
        let file = File::from_source(name, &text);
        self.seen.borrow_mut().sources.insert(name, &path, text);
        file
    }
}

fn refuse_edition(path: &Path, text: &str) -> Option<Error> {
    let (range, edition) = edition::find(text)?;
    let place = Place::of_bytes(&path.display().to_string(), text, range.start, range.end);
    let message =
        format!("protox, which reads the files, knows proto2 and proto3, not edition {edition}");
    Some(Error::new(place.render(&message, None)).help(
        "let protoc read it: `.source(trefoil_build::Source::VendoredProtoc)` in build.rs, with the feature\n\
         `vendored-protoc` of trefoil-build; or write `syntax = \"proto3\";`, and `optional` before fields\n\
         whose presence matters",
    ))
}
