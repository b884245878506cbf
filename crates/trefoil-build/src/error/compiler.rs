//! From protox's errors to ours.

use miette::{Diagnostic, LabeledSpan};

use super::{Error, Place};
use crate::source::Sources;

/// Renders the error and those related to it, with their lines.
pub(crate) fn from_protox(error: protox::Error, sources: &Sources) -> Error {
    let file = error.file().map(str::to_owned);
    let mut out = one(&error, file.as_deref(), sources);
    // What is below a name that is there twice is there twice, too.
    let prefix = already_defined(&error.to_string()).map(|name| format!("{name}."));
    for related in error.related().into_iter().flatten() {
        let text = related.to_string();
        if let (Some(prefix), Some(name)) = (&prefix, already_defined(&text))
            && name.starts_with(prefix.as_str())
        {
            continue;
        }
        out = out.and(&one(related, file.as_deref(), sources).to_string());
    }
    out.with_source(error)
}

fn one(error: &dyn Diagnostic, file: Option<&str>, sources: &Sources) -> Error {
    let message = error.to_string();
    let text = file.and_then(|name| sources.text(name));
    let path = file.map(|name| sources.path(name));
    let (Some(path), Some(text)) = (path.clone(), text) else {
        let place = path.map_or_else(String::new, |path| format!("{path}: "));
        return helped(format!("{place}{message}"), error);
    };
    let place = |label: &LabeledSpan| {
        Place::of_bytes(&path, text, label.offset(), label.offset() + label.len())
    };
    let mut labels: Vec<LabeledSpan> = error.labels().into_iter().flatten().collect();
    let Some(main) = (!labels.is_empty()).then(|| labels.remove(main_label(&labels))) else {
        let end = Place::of_bytes(&path, text, text.len(), text.len());
        return match message.ends_with("reached end of file") {
            true => helped(end.render(&message, None), error),
            false => helped(format!("{path}: {message}"), error),
        };
    };
    let mut out = place(&main).render(&message, main.label());
    for other in &labels {
        let what = other.label().unwrap_or("see also");
        out.push_str(&format!("\n  = note: {what}: {}", place(other).head()));
    }
    helped(out, error)
}

/// The label that says where the fault is, not where it began.
fn main_label(labels: &[LabeledSpan]) -> usize {
    let is_main = |label: &LabeledSpan| {
        label
            .label()
            .is_some_and(|text| ["again", "found", "used"].iter().any(|w| text.contains(w)))
    };
    labels.iter().position(is_main).unwrap_or(0)
}

fn helped(text: String, error: &dyn Diagnostic) -> Error {
    match error.help() {
        Some(help) => Error::new(text).help(help.to_string()),
        None => Error::new(text),
    }
}

/// The name that a message says is defined twice.
fn already_defined(message: &str) -> Option<&str> {
    let (name, _) = message
        .strip_prefix("name '")?
        .split_once("' is already defined")?;
    Some(name)
}
