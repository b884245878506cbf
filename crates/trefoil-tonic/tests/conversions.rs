//! What a status and metadata are on one side they are again after the other side had them.

#![allow(clippy::unwrap_used)]

use std::error::Error as _;
use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue};
use proptest::collection::vec;
use proptest::prelude::*;
use prost::Message as _;
use tonic::metadata::{MetadataMap, MetadataValue as TonicValue};
use trefoil::{Code, Detail, Metadata, MetadataValue, Status};
use trefoil_tonic::{IntoTonic as _, IntoTrefoil as _};

/// By key, since headers keep the values of a key together.
fn by_key(metadata: &Metadata) -> Vec<(String, MetadataValue)> {
    let entries = metadata.iter();
    let mut entries: Vec<_> = entries
        .map(|(key, value)| (key.to_owned(), value.clone()))
        .collect();
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    entries
}

fn key() -> impl Strategy<Value = String> {
    "[a-d][a-z0-9_.-]{0,3}".prop_filter("reserved", |key| key != "te" && !key.ends_with("-bin"))
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..40)
}

/// What a header may hold, UTF-8 or not.
fn text() -> impl Strategy<Value = Vec<u8>> {
    vec(
        prop_oneof![0x20_u8..0x7f, 0x80_u8..=0xff, Just(b'\t')],
        0..20,
    )
}

prop_compose! {
    fn metadata()(entries in vec((key(), prop_oneof![
        text().prop_map(MetadataValue::received),
        bytes().prop_map(MetadataValue::binary),
    ]), 0..8)) -> Metadata {
        let mut metadata = Metadata::new();
        for (key, value) in entries {
            if value.is_binary() {
                metadata.append_bin(key, value.into_bytes()).unwrap();
            } else {
                metadata.append(key, value).unwrap();
            }
        }
        metadata
    }
}

prop_compose! {
    fn metadata_map()(texts in vec((key(), text()), 0..5), binaries in vec((key(), bytes()), 0..5)) -> MetadataMap {
        let mut headers = HeaderMap::new();
        for (key, value) in texts {
            let name: HeaderName = key.parse().unwrap();
            headers.append(name, HeaderValue::from_bytes(&value).unwrap());
        }
        let mut map = MetadataMap::from_headers(headers);
        for (key, value) in binaries {
            let key = format!("{key}-bin");
            let key = tonic::metadata::BinaryMetadataKey::from_bytes(key.as_bytes()).unwrap();
            map.append_bin(key, TonicValue::from_bytes(&value));
        }
        map
    }
}

prop_compose! {
    fn detail()(type_url in "[a-z/.]{0,12}", value in bytes()) -> Detail {
        Detail { type_url, value: value.into() }
    }
}

prop_compose! {
    fn status()(
        code in 1_usize..17,
        message in ".{0,20}",
        business: bool,
        sourced: bool,
        details in vec(detail(), 0..3),
        metadata in metadata(),
    ) -> Status {
        let status = match business {
            true => Status::business(message),
            false => Status::new(Code::ALL[code], message),
        };
        let status = status.with_details(details).with_metadata(metadata);
        match sourced {
            true => status.with_source(std::io::Error::other("the disk")),
            false => status,
        }
    }
}

proptest! {
    #[test]
    fn our_metadata_survives(metadata in metadata()) {
        let back = metadata.clone().into_tonic().into_trefoil();
        prop_assert_eq!(by_key(&back), by_key(&metadata));
    }

    #[test]
    fn tonics_metadata_survives(map in metadata_map()) {
        let back = map.clone().into_trefoil().into_tonic();
        prop_assert_eq!(back.len(), map.len());
        for key in map.keys() {
            match key {
                tonic::metadata::KeyRef::Ascii(key) => {
                    let values = |map: &MetadataMap| map.get_all(key).iter().cloned().collect::<Vec<_>>();
                    prop_assert_eq!(values(&back), values(&map));
                }
                tonic::metadata::KeyRef::Binary(key) => {
                    let values = |map: &MetadataMap| {
                        map.get_all_bin(key).iter().map(|v| v.to_bytes().unwrap()).collect::<Vec<_>>()
                    };
                    prop_assert_eq!(values(&back), values(&map));
                }
            }
        }
    }

    #[test]
    fn our_status_survives(status in status()) {
        let tonic = status.clone().into_tonic();
        prop_assert_eq!(i32::from(tonic.code()), i32::from(status.code().number()));
        prop_assert_eq!(tonic.message(), status.message());
        let back = tonic.into_trefoil();
        prop_assert_eq!(back.code(), status.code());
        prop_assert_eq!(back.message(), status.message());
        prop_assert_eq!(back.is_business(), status.is_business());
        prop_assert_eq!(back.details(), status.details());
        prop_assert_eq!(by_key(back.metadata()), by_key(status.metadata()));
        let source = |status: &Status| status.source().map(ToString::to_string);
        prop_assert_eq!(source(&back), source(&status));
    }

    /// Whatever a service of tonic wrote into its details.
    #[test]
    fn tonics_status_survives(
        code in 1_i32..17,
        message in ".{0,20}",
        details in prop_oneof![bytes(), vec(detail(), 0..3).prop_map(|details| packed(7, "other", &details))],
        map in metadata_map(),
        sourced: bool,
    ) {
        let mut status = tonic::Status::with_details_and_metadata(
            code.into(), message, details.into(), map.clone());
        if sourced {
            status.set_source(Arc::new(std::io::Error::other("the disk")));
        }
        let back = status.clone().into_trefoil().into_tonic();
        prop_assert_eq!(back.code(), status.code());
        prop_assert_eq!(back.message(), status.message());
        prop_assert_eq!(back.details(), status.details());
        prop_assert_eq!(back.metadata().len(), map.len());
        let source = |status: &tonic::Status| status.source().map(ToString::to_string);
        prop_assert_eq!(source(&back), source(&status));
    }
}

/// A `google.rpc.Status`.
fn packed(code: i32, message: &str, details: &[Detail]) -> Vec<u8> {
    #[derive(Clone, PartialEq, prost::Message)]
    struct RpcStatus {
        #[prost(int32, tag = "1")]
        code: i32,
        #[prost(string, tag = "2")]
        message: String,
        #[prost(message, repeated, tag = "3")]
        details: Vec<prost_types::Any>,
    }
    let details = details.iter().map(|detail| prost_types::Any {
        type_url: detail.type_url.clone(),
        value: detail.value.to_vec(),
    });
    let details = details.collect();
    let message = message.to_owned();
    RpcStatus {
        code,
        message,
        details,
    }
    .encode_to_vec()
}

#[test]
fn details_of_tonic_are_read_by_name() {
    #[derive(Clone, PartialEq, prost::Message)]
    struct RetryInfo {
        #[prost(int64, tag = "1")]
        seconds: i64,
    }
    impl prost::Name for RetryInfo {
        const NAME: &'static str = "RetryInfo";
        const PACKAGE: &'static str = "google.rpc";
    }
    let info = RetryInfo { seconds: 3 };
    let details = packed(14, "busy", &[Detail::pack(&info)]);
    let status = tonic::Status::with_details(tonic::Code::Unavailable, "busy", details.into());
    let status = status.into_trefoil();
    assert_eq!(status.detail(), Some(info));
    assert!(status.source().is_none());
}

#[test]
fn details_that_are_no_rpc_status_are_one_without_a_type() {
    let bytes: &[u8] = b"\xff\xffmine";
    let theirs = tonic::Status::with_details(tonic::Code::Aborted, "no", bytes.into());
    let ours = theirs.into_trefoil();
    assert_eq!(ours.details().len(), 1);
    assert_eq!(
        (ours.details()[0].type_name(), &*ours.details()[0].value),
        ("", bytes)
    );
    // Also if a filter made a status of its own with them.
    let other = Status::internal("other").with_details(ours.details().to_vec());
    assert_eq!(other.into_tonic().details(), bytes);
}
