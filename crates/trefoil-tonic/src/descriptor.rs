//! The methods of a service out of an encoded `FileDescriptorSet`.

use prost::Message as _;
use prost_types::{FileDescriptorSet, MethodDescriptorProto};
use trefoil_core::{Error, MethodKind, Service, ServiceDescriptor};

/// Finds a service by its full name.
pub(crate) fn find(set: &[u8], name: &str) -> Result<Service, Error> {
    let set = FileDescriptorSet::decode(set).map_err(|error| {
        Error::invalid(format!(
            "the descriptors given for the service `{name}` are no encoded FileDescriptorSet"
        ))
        .with_source(error)
    })?;
    let (package, short) = name.rsplit_once('.').unwrap_or(("", name));
    let service = set
        .file
        .iter()
        .filter(|file| file.package() == package)
        .flat_map(|file| &file.service)
        .find(|service| service.name() == short)
        .ok_or_else(|| {
            Error::invalid(format!(
                "the FileDescriptorSet does not describe the service `{name}`: take the one that was made of its .proto"
            ))
        })?;
    let methods = service
        .method
        .iter()
        .map(|method| (method.name().to_owned(), kind(method)));
    Ok(ServiceDescriptor::dynamic(name, methods).into())
}

fn kind(method: &MethodDescriptorProto) -> MethodKind {
    match (method.client_streaming(), method.server_streaming()) {
        (false, false) => MethodKind::Unary,
        (true, false) => MethodKind::ClientStreaming,
        (false, true) => MethodKind::ServerStreaming,
        (true, true) => MethodKind::Bidi,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read() {
        let health = find(
            tonic_health::pb::FILE_DESCRIPTOR_SET,
            "grpc.health.v1.Health",
        )
        .unwrap();
        let methods: Vec<_> = health
            .methods()
            .iter()
            .map(|m| (m.path(), m.kind()))
            .collect();
        let unary = ("/grpc.health.v1.Health/Check", MethodKind::Unary);
        let stream = ("/grpc.health.v1.Health/Watch", MethodKind::ServerStreaming);
        assert!(
            methods.contains(&unary) && methods.contains(&stream),
            "{methods:?}"
        );
    }

    #[test]
    fn what_is_not_there_is_named() {
        let error = find(tonic_health::pb::FILE_DESCRIPTOR_SET, "a.B").unwrap_err();
        assert!(
            error.is_invalid() && error.to_string().contains("`a.B`"),
            "{error}"
        );
        let error = find(b"\xff\xff", "a.B").unwrap_err();
        assert!(
            error.to_string().contains("no encoded FileDescriptorSet"),
            "{error}"
        );
    }
}
