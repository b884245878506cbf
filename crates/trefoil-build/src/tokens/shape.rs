//! What an rpc's four shapes have in common.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::model::{Kind, Method};

impl Kind {
    /// The name of the stub's call type and of `MethodKind`'s variant.
    pub(super) fn call(self) -> Ident {
        let name = match self {
            Self::Unary => "Unary",
            Self::ServerStreaming => "ServerStreaming",
            Self::ClientStreaming => "ClientStreaming",
            Self::Bidi => "Bidi",
        };
        Ident::new(name, Span::call_site())
    }

    /// The name of the runtime's function that serves such an rpc.
    pub(super) fn serve(self) -> Ident {
        let name = match self {
            Self::Unary => "unary",
            Self::ServerStreaming => "server_streaming",
            Self::ClientStreaming => "client_streaming",
            Self::Bidi => "bidi",
        };
        Ident::new(name, Span::call_site())
    }

    pub(super) fn streams_requests(self) -> bool {
        matches!(self, Self::ClientStreaming | Self::Bidi)
    }

    fn streams_replies(self) -> bool {
        matches!(self, Self::ServerStreaming | Self::Bidi)
    }
}

impl Method {
    /// `::trefoil::Request<..>` as the trait has it.
    pub(super) fn request(&self, rt: &syn::Path) -> TokenStream {
        let message = &self.types.input;
        match self.kind.streams_requests() {
            true => quote!(#rt::Request<#rt::Streaming<#message>>),
            false => quote!(#rt::Request<#message>),
        }
    }

    /// `::trefoil::Result<::trefoil::Response<..>>` as the trait has it.
    pub(super) fn response(&self, rt: &syn::Path) -> TokenStream {
        let message = &self.types.output;
        match self.kind.streams_replies() {
            true => quote!(#rt::Result<#rt::Response<#rt::Streaming<#message>>>),
            false => quote!(#rt::Result<#rt::Response<#message>>),
        }
    }
}
