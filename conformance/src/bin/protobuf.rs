//! The program under test of protobuf's conformance suite: each request is a message in one format, which is
//! read, and written in another. `cargo xtask conformance` runs it.

#[cfg(not(protobuf_suite))]
fn main() -> std::process::ExitCode {
    eprintln!("built without the suite's messages: run `cargo xtask conformance`");
    std::process::ExitCode::FAILURE
}

#[cfg(protobuf_suite)]
fn main() -> std::io::Result<()> {
    program::run()
}

#[cfg(protobuf_suite)]
mod program {
    use std::io::{Error, ErrorKind, Read, Write, stdin, stdout};

    use prost::Message;
    use trefoil::json::{JsonMessage, ReadOptions, to_string};

    trefoil::include_protos!("protobuf.rs");
    use conformance::conformance_request::Payload;
    use conformance::conformance_response::Result as Answer;
    use conformance::{
        ConformanceRequest, ConformanceResponse, FailureSet, TestCategory, WireFormat,
    };
    use protobuf_test_messages::{editions, proto2, proto3};

    /// Answers until the runner closes its end.
    pub(super) fn run() -> std::io::Result<()> {
        let (mut requests, mut answers) = (stdin().lock(), stdout().lock());
        let mut length = [0; 4];
        loop {
            match requests.read_exact(&mut length) {
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
                other => other?,
            }
            let length = usize::try_from(u32::from_le_bytes(length)).map_err(Error::other)?;
            let mut request = vec![0; length];
            requests.read_exact(&mut request)?;
            let request = ConformanceRequest::decode(request.as_slice())?;
            let answer = ConformanceResponse {
                result: Some(answer(&request)),
            };
            let answer = answer.encode_to_vec();
            let length = u32::try_from(answer.len()).map_err(Error::other)?;
            answers.write_all(&length.to_le_bytes())?;
            answers.write_all(&answer)?;
            answers.flush()?;
        }
    }

    fn answer(request: &ConformanceRequest) -> Answer {
        match request.message_type.as_str() {
            "protobuf_test_messages.proto2.TestAllTypesProto2" => {
                convert::<proto2::TestAllTypesProto2>(request)
            }
            "protobuf_test_messages.proto3.TestAllTypesProto3" => {
                convert::<proto3::TestAllTypesProto3>(request)
            }
            "protobuf_test_messages.editions.TestAllTypesEdition2023" => {
                convert::<editions::TestAllTypesEdition2023>(request)
            }
            "protobuf_test_messages.editions.proto2.TestAllTypesProto2" => {
                convert::<editions::proto2::TestAllTypesProto2>(request)
            }
            "protobuf_test_messages.editions.proto3.TestAllTypesProto3" => {
                convert::<editions::proto3::TestAllTypesProto3>(request)
            }
            // The runner's first question.
            "conformance.FailureSet" => {
                Answer::ProtobufPayload(FailureSet::default().encode_to_vec())
            }
            other => Answer::Skipped(format!("no message `{other}`")),
        }
    }

    /// Reads a message and writes it.
    fn convert<T: JsonMessage>(request: &ConformanceRequest) -> Answer {
        let options = ReadOptions::new().ignore_unknown_fields(
            request.test_category() == TestCategory::JsonIgnoreUnknownParsingTest,
        );
        let message = match &request.payload {
            Some(Payload::ProtobufPayload(binary)) => {
                T::decode(binary.as_slice()).map_err(|error| error.to_string())
            }
            Some(Payload::JsonPayload(text)) => options
                .from_str::<T>(text)
                .map_err(|error| error.to_string()),
            _ => return Answer::Skipped("only binary and JSON are read".to_owned()),
        };
        let message = match message {
            Ok(message) => message,
            Err(error) => return Answer::ParseError(error),
        };
        match request.requested_output_format() {
            WireFormat::Protobuf => Answer::ProtobufPayload(message.encode_to_vec()),
            WireFormat::Json => match to_string(&message) {
                Ok(text) => Answer::JsonPayload(text),
                Err(error) => Answer::SerializeError(error.to_string()),
            },
            _ => Answer::Skipped("only binary and JSON are written".to_owned()),
        }
    }
}
