//! Comments and positions of files. They are most of a descriptor's bytes, and only prost and error messages read
//! them, so those of other compilers wait as they came.

use std::borrow::Cow;

use prost::bytes::Bytes;
use prost::{DecodeError, Message as _};
use prost_reflect::FileDescriptor;
use prost_types::SourceCodeInfo;

use super::{Pool, wire};

/// `source_code_info` of `FileDescriptorProto`.
const NUMBER: u32 = 9;

/// The info of an encoded file, and the file without it.
pub(super) fn split(file: &Bytes) -> Result<(Option<Bytes>, Bytes), DecodeError> {
    let (mut found, rest) = wire::split(file.clone(), NUMBER)?;
    let info = match found.len() {
        0 | 1 => found.pop(),
        // What is there more than once is one message in parts.
        _ => Some(found.concat().into()),
    };
    Ok((info, rest.into()))
}

impl Pool {
    /// The comments and positions of a file, if there are any.
    ///
    /// # Errors
    /// When another compiler wrote what is none.
    pub(crate) fn info<'a>(
        &self,
        file: &'a FileDescriptor,
    ) -> Result<Option<Cow<'a, SourceCodeInfo>>, DecodeError> {
        match self.infos.get(file.name()) {
            Some(encoded) => {
                SourceCodeInfo::decode(encoded.clone()).map(|info| Some(Cow::Owned(info)))
            }
            None => {
                let own = file.file_descriptor_proto().source_code_info.as_ref();
                Ok(own.map(Cow::Borrowed))
            }
        }
    }
}
