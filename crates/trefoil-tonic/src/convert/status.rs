//! Statuses. What one side has no place for goes along as the source, and is found again on the way back.

use std::error::Error;
use std::sync::Arc;

use bytes::Bytes;
use trefoil_core::Status;

use super::{IntoTonic, IntoTrefoil};

/// Code, message, details and metadata. A status with a source, and a business error of Dubbo, goes along
/// as the source of tonic's. A status that was tonic's before is that one again.
impl IntoTonic for Status {
    type Tonic = tonic::Status;

    fn into_tonic(self) -> tonic::Status {
        let metadata = self.metadata().clone().into_tonic();
        let original = self.source().and_then(|source| source.downcast_ref());
        if let Some(original) = original.filter(|original| is_same(&self, original)) {
            let mut status = original.clone();
            *status.metadata_mut() = metadata;
            return status;
        }
        let code = self.code().into_tonic();
        let mut status = tonic::Status::with_details_and_metadata(
            code,
            self.message().to_owned(),
            self.encode_details(),
            metadata,
        );
        if self.is_business() || self.source().is_some() {
            status.set_source(Arc::new(self));
        }
        status
    }
}

/// Code, message, details and metadata. A status with a source, or with details that are more than a list
/// of them, goes along as the source of ours. A status that was ours before is that one again.
impl IntoTrefoil for tonic::Status {
    type Trefoil = Status;

    fn into_trefoil(mut self) -> Status {
        let metadata = std::mem::take(self.metadata_mut()).into_trefoil();
        let original = self.source().and_then(|source| source.downcast_ref());
        if let Some(original) = original.filter(|original| is_same(original, &self)) {
            return original.clone().with_metadata(metadata);
        }
        let status = without_metadata(&self).with_metadata(metadata);
        if status.encode_details() == self.details() && self.source().is_none() {
            return status;
        }
        status.with_source(self)
    }
}

/// Whether the two say the same; metadata apart, which each carries itself.
fn is_same(ours: &Status, theirs: &tonic::Status) -> bool {
    ours.code().into_tonic() == theirs.code()
        && ours.message() == theirs.message()
        && ours.details() == without_metadata(theirs).details()
}

fn without_metadata(theirs: &tonic::Status) -> Status {
    Status::new(theirs.code().into_trefoil(), theirs.message().to_owned())
        .with_encoded_details(Bytes::copy_from_slice(theirs.details()))
}
