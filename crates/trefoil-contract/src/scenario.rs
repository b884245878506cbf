//! What the service does on demand.

use trefoil_core::{Code, Detail, InvalidMetadata, Metadata, Status};

/// What a handler is asked to do, in the metadata of the call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scenario {
    /// Answers with what it was told: the request; as many messages as the request says; all requests with
    /// commas between them; each request.
    #[default]
    Echo,
    /// Waits for [`Probe::open_gate`](crate::Probe::open_gate), then echoes.
    Gate,
    /// Never answers.
    Wait,
    /// Sends its first message and then nothing. As [`Wait`](Scenario::Wait) where one message is due.
    Stall,
    /// Sends messages without end and without a pause.
    Flood,
    /// Reads all requests, then says how many there were.
    Count,
    /// Answers without reading one request.
    Early,
    /// Fails with [`failure`].
    Fail,
    /// Sends its first message and fails with [`failure`].
    FailMidway,
    /// Fails with [`business`].
    Business,
    /// Panics.
    Panic,
    /// Sends its first message and panics.
    PanicMidway,
}

impl Scenario {
    /// The key of the metadata that names the scenario.
    pub const KEY: &'static str = "scenario";

    const ALL: [Self; 12] = [
        Self::Echo,
        Self::Gate,
        Self::Wait,
        Self::Stall,
        Self::Flood,
        Self::Count,
        Self::Early,
        Self::Fail,
        Self::FailMidway,
        Self::Business,
        Self::Panic,
        Self::PanicMidway,
    ];

    /// The value of the metadata.
    pub fn name(self) -> String {
        format!("{self:?}")
    }

    /// What a call's metadata asks for; [`Echo`](Scenario::Echo) if nothing.
    pub fn of(metadata: &Metadata) -> Self {
        let name = metadata.get(Self::KEY).unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|scenario| scenario.name() == name)
            .unwrap_or_default()
    }
}

/// The status of [`Scenario::Fail`]: a code, a message beyond ASCII, two details, text and bytes beside it.
pub fn failure() -> Status {
    let detail = |name: &str, value: &[u8]| Detail {
        type_url: format!("type.googleapis.com/trefoil.contract.{name}"),
        value: value.to_vec().into(),
    };
    Status::new(Code::FailedPrecondition, "geht nicht: 100 % größer – \"q\"")
        .with_details([
            detail("First", &[8, 1]),
            detail("Second", &[0, 255, 10, 13]),
        ])
        .with_metadata(beside_failure().expect("legal keys"))
}

fn beside_failure() -> Result<Metadata, InvalidMetadata> {
    let mut metadata = Metadata::new();
    metadata.append("why", "because")?;
    metadata.append("why", "and because")?;
    metadata.append_bin("why-bin", vec![0, 255, b'\n'])?;
    Ok(metadata)
}

/// The status of [`Scenario::Business`].
pub fn business() -> Status {
    Status::business("out of stock")
}
