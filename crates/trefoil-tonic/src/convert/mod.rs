//! Types of tonic as ours, and ours as tonic's.

mod code;
mod extensions;
pub(crate) mod metadata;
pub(crate) mod peer;
mod status;

pub use extensions::Extensions;

/// Makes tonic's type of ours: of a [`Status`](trefoil_core::Status), a [`Code`](trefoil_core::Code),
/// [`Metadata`](trefoil_core::Metadata) or [`Extensions`](trefoil_core::Extensions).
///
/// ```
/// use trefoil_tonic::IntoTonic;
/// let status = trefoil_core::Status::not_found("no such order").into_tonic();
/// assert_eq!((status.code(), status.message()), (tonic::Code::NotFound, "no such order"));
/// ```
pub trait IntoTonic {
    /// What tonic calls it.
    type Tonic;

    /// The same for tonic.
    fn into_tonic(self) -> Self::Tonic;
}

/// Makes our type of tonic's: of a [`Status`](tonic::Status), a [`Code`](tonic::Code), a
/// [`MetadataMap`](tonic::metadata::MetadataMap) or [`http::Extensions`].
///
/// ```
/// use trefoil_tonic::IntoTrefoil;
/// async fn handler(client: impl AsyncFn() -> Result<u32, tonic::Status>) -> trefoil_core::Result<u32> {
///     client().await.map_err(IntoTrefoil::into_trefoil)
/// }
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let status = handler(async || Err(tonic::Status::aborted("once more"))).await.unwrap_err();
/// assert_eq!(status.code(), trefoil_core::Code::Aborted);
/// # }
/// ```
pub trait IntoTrefoil {
    /// What trefoil calls it.
    type Trefoil;

    /// The same for trefoil.
    fn into_trefoil(self) -> Self::Trefoil;
}
