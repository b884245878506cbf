//! The descriptors of everything, as bytes: what is embedded, and what is written beside.

use proc_macro2::{Literal, TokenStream};
use prost_reflect::prost::Message as _;
use prost_reflect::{DescriptorPool, DynamicMessage, ReflectMessage as _, Value};
use quote::quote;

use crate::error::{Error, Result};
use crate::source::{self, Pool};

/// What the constant is called, at the root of the generated tree.
pub(crate) const NAME: &str = "FILE_DESCRIPTOR_SET";

/// An encoded `google.protobuf.FileDescriptorSet`: every file after those it imports, with custom options
/// and without comments and positions, which only tools for sources need.
pub(crate) fn encode(pool: &Pool) -> Result<Vec<u8>> {
    let lowered = lowered(&pool.descriptors)?;
    // What was said in other words for prost is as it came.
    let mut set = Vec::new();
    let wrong =
        |error: prost::DecodeError| Error::new(format!("the descriptors do not encode: {error}"));
    for file in source::files_of(lowered.into()).map_err(wrong)? {
        let file = match pool.originals.get(&file.name) {
            Some(original) => original.clone(),
            None => file.encoded,
        };
        prost::encoding::bytes::encode(1, &file, &mut set);
    }
    Ok(set)
}

/// The same, with editions in the words of older syntax: what the runtime's descriptors understand.
pub(crate) fn lowered(pool: &DescriptorPool) -> Result<Vec<u8>> {
    // Not prost's struct: it knows no custom options and would drop them.
    let set = prost_types::FileDescriptorSet::default().descriptor();
    let mut set =
        DynamicMessage::decode(set, pool.encode_to_vec().as_slice()).map_err(|error| {
            Error::new(format!("the descriptors do not encode: {error}"))
                .help("please report this, with the .proto files")
                .with_source(error)
        })?;
    if let Some(files) = set
        .get_field_by_name_mut("file")
        .and_then(Value::as_list_mut)
    {
        for file in files.iter_mut().filter_map(Value::as_message_mut) {
            file.clear_field_by_name("source_code_info");
        }
    }
    Ok(set.encode_to_vec())
}

/// The constant. A literal and not `include_bytes!`, so that the text can be checked in alone.
pub(crate) fn constant(encoded: &[u8]) -> TokenStream {
    let bytes = Literal::byte_string(encoded);
    quote! {
        /// The descriptors of all files this code was generated of, and of those they import: an encoded
        /// `google.protobuf.FileDescriptorSet` with all options and without comments.
        pub const FILE_DESCRIPTOR_SET: &[::core::primitive::u8] = #bytes;
    }
}
