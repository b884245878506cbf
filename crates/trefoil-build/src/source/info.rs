//! Comments and positions of files. They are most of a descriptor's bytes, and only prost and texts for people need
//! them, so those of other compilers wait as they came.

use std::sync::OnceLock;

use prost::bytes::Bytes;
use prost::{DecodeError, Message as _};
use prost_reflect::FileDescriptor;
use prost_types::SourceCodeInfo;

use super::{Pool, wire};

/// `source_code_info` of `FileDescriptorProto`.
const NUMBER: u32 = 9;

/// The info of one file.
pub(super) struct Info {
    encoded: Bytes,
    /// Decoded once, for the places of many declarations.
    decoded: OnceLock<Option<SourceCodeInfo>>,
}

/// The info of an encoded file, and the file without it.
pub(super) fn split(file: &Bytes) -> Result<(Option<Info>, Bytes), DecodeError> {
    let (mut parts, mut rest) = (Vec::new(), Vec::new());
    for field in wire::fields(file.clone())? {
        match field.content {
            Some(part) if field.number == NUMBER => parts.push(part),
            _ => rest.extend_from_slice(&field.encoded),
        }
    }
    let encoded = match parts.len() {
        0 | 1 => parts.pop(),
        // What is there more than once is one message in parts.
        _ => Some(parts.concat().into()),
    };
    let info = encoded.map(|encoded| Info {
        encoded,
        decoded: OnceLock::new(),
    });
    Ok((info, rest.into()))
}

impl Pool {
    /// Where the declarations of a file are, if that is known.
    pub(crate) fn info<'a>(&'a self, file: &'a FileDescriptor) -> Option<&'a SourceCodeInfo> {
        match self.infos.get(file.name()) {
            Some(info) => {
                let decoded = || SourceCodeInfo::decode(info.encoded.clone()).ok();
                info.decoded.get_or_init(decoded).as_ref()
            }
            None => file.file_descriptor_proto().source_code_info.as_ref(),
        }
    }

    /// The descriptor of a file with its comments and positions.
    ///
    /// # Errors
    /// When another compiler wrote some that are none.
    pub(crate) fn with_info(
        &self,
        file: &FileDescriptor,
    ) -> Result<prost_types::FileDescriptorProto, DecodeError> {
        let mut proto = file.file_descriptor_proto().clone();
        if let Some(info) = self.infos.get(file.name()) {
            proto.source_code_info = Some(SourceCodeInfo::decode(info.encoded.clone())?);
        }
        Ok(proto)
    }
}
