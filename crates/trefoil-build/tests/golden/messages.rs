/// ```text
/// let broken: = rust
/// ```
#[derive(Clone, PartialEq, Eq, Hash, ::trefoil::codegen::prost::Message)]
#[prost(prost_path = "::trefoil::codegen::prost")]
pub struct M {
    /// ```text
    /// indented from the start
    /// ```
    ///
    /// trailing \`\`\` on a field
    #[prost(string, tag = "1")]
    pub a: ::trefoil::codegen::prost::alloc::string::String,
    /// Deprecated: use \[a\].
    #[prost(enumeration = "Kind", tag = "3")]
    pub kind: i32,
    /// \<details>
    #[prost(oneof = "m::B", tags = "2")]
    pub b: ::core::option::Option<m::B>,
}
/// Nested message and enum types in `M`.
pub mod m {
    /// \<details>
    #[derive(Clone, PartialEq, Eq, Hash, ::trefoil::codegen::prost::Oneof)]
    #[prost(prost_path = "::trefoil::codegen::prost")]
    pub enum B {
        /// \[c\]
        #[prost(string, tag = "2")]
        C(::trefoil::codegen::prost::alloc::string::String),
    }
}
impl ::trefoil::codegen::prost::Name for M {
    const NAME: &'static str = "M";
    const PACKAGE: &'static str = "corpus.comments";
    fn full_name() -> ::trefoil::codegen::prost::alloc::string::String {
        "corpus.comments.M".into()
    }
    fn type_url() -> ::trefoil::codegen::prost::alloc::string::String {
        "type.googleapis.com/corpus.comments.M".into()
    }
}
/// #!\[feature(nothing)\]
///
///    assert!(false);
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    ::trefoil::codegen::prost::Enumeration
)]
#[prost(prost_path = "::trefoil::codegen::prost")]
#[repr(i32)]
pub enum Kind {
    /// \[0\]
    Unknown = 0,
    /// triple slashes
    ///
    /// inner
    One = 1,
}
impl Kind {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unknown => "KIND_UNKNOWN",
            Self::One => "KIND_ONE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "KIND_UNKNOWN" => Some(Self::Unknown),
            "KIND_ONE" => Some(Self::One),
            _ => None,
        }
    }
}
