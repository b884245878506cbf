//! Names that are none. Compilers refuse them in `.proto` files; a descriptor set says what it likes, and prost
//! writes it into code.

use prost_reflect::{EnumDescriptor, FileDescriptor, MessageDescriptor};

use super::Pool;
use crate::error::{Error, Result};

/// How many parts the name of a package has at most: each is a module in the one before.
const PARTS: usize = 100;

/// Fails for names that are no identifiers, and for packages that are too deep.
pub(crate) fn check(pool: &Pool) -> Result {
    pool.descriptors.files().try_for_each(|file| {
        let checked = of_package(file.package_name()).and_then(|()| of_file(&file));
        checked.map_err(|text| {
            Error::new(format!("{}: {text}", pool.sources.path(file.name()))).help("rename it")
        })
    })
}

fn of_package(package: &str) -> std::result::Result<(), String> {
    let parts = package.split('.').count();
    if parts > PARTS {
        return Err(format!(
            "the name of the package has {parts} parts, and {PARTS} at most are allowed"
        ));
    }
    match package {
        "" => Ok(()),
        _ => package
            .split('.')
            .try_for_each(|part| identifier("package", part)),
    }
}

fn of_file(file: &FileDescriptor) -> std::result::Result<(), String> {
    file.messages()
        .try_for_each(|message| of_message(&message))?;
    file.enums().try_for_each(|item| of_enum(&item))?;
    for service in file.services() {
        identifier("service", service.name())?;
        let mut methods = service.methods();
        methods.try_for_each(|method| identifier("method", method.name()))?;
    }
    Ok(())
}

fn of_message(message: &MessageDescriptor) -> std::result::Result<(), String> {
    identifier("message", message.name())?;
    message
        .fields()
        .try_for_each(|field| identifier("field", field.name()))?;
    message
        .oneofs()
        .try_for_each(|oneof| identifier("oneof", oneof.name()))?;
    message.child_enums().try_for_each(|item| of_enum(&item))?;
    message
        .child_messages()
        .try_for_each(|message| of_message(&message))
}

fn of_enum(item: &EnumDescriptor) -> std::result::Result<(), String> {
    identifier("enum", item.name())?;
    item.values()
        .try_for_each(|value| identifier("value", value.name()))
}

fn identifier(kind: &str, name: &str) -> std::result::Result<(), String> {
    let good = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if name.bytes().all(good) && name.starts_with(|first: char| !first.is_ascii_digit()) {
        return Ok(());
    }
    Err(format!("the {kind} {name:?} is no identifier"))
}
