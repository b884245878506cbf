//! The seventeen status codes of gRPC.

use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $text:literal;)*) => {
        /// The outcome of a call, as gRPC numbers it
        /// (<https://grpc.io/docs/guides/status-codes/>).
        ///
        /// ```
        /// use trefoil_core::Code;
        /// assert_eq!(Code::from_number(5), Some(Code::NotFound));
        /// assert_eq!(Code::NotFound.to_string(), "NOT_FOUND");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Code { $($(#[$doc])* $name = $number,)* }

        impl Code {
            /// Every code, by number.
            pub const ALL: [Code; 17] = [$(Code::$name,)*];

            /// The name in the specification: `NOT_FOUND`.
            pub const fn name(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// Success.
    Ok = 0, "OK";
    /// The caller gave the call up.
    Cancelled = 1, "CANCELLED";
    /// An error nobody classified; also what a business error looks like to a caller that knows no Dubbo.
    Unknown = 2, "UNKNOWN";
    /// The request is wrong whatever the state of the system.
    InvalidArgument = 3, "INVALID_ARGUMENT";
    /// The deadline passed first.
    DeadlineExceeded = 4, "DEADLINE_EXCEEDED";
    /// What was asked for does not exist.
    NotFound = 5, "NOT_FOUND";
    /// What should be created exists.
    AlreadyExists = 6, "ALREADY_EXISTS";
    /// The caller may not do this.
    PermissionDenied = 7, "PERMISSION_DENIED";
    /// A quota, a size limit or memory is used up.
    ResourceExhausted = 8, "RESOURCE_EXHAUSTED";
    /// The system is not in the state the call needs.
    FailedPrecondition = 9, "FAILED_PRECONDITION";
    /// A conflict, as of transactions: try the whole again.
    Aborted = 10, "ABORTED";
    /// Past the valid range.
    OutOfRange = 11, "OUT_OF_RANGE";
    /// There is no such method or feature here.
    Unimplemented = 12, "UNIMPLEMENTED";
    /// Something that must hold does not.
    Internal = 13, "INTERNAL";
    /// Not reachable now: trying again may help.
    Unavailable = 14, "UNAVAILABLE";
    /// Data is lost or damaged.
    DataLoss = 15, "DATA_LOSS";
    /// The caller did not say who it is.
    Unauthenticated = 16, "UNAUTHENTICATED";
}

impl Code {
    /// The code with this number; `None` above 16.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }

    /// The number on the wire.
    pub const fn number(self) -> u8 {
        self as u8
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn every_number_names_its_code() {
        for (number, code) in Code::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(code.number()), number);
            assert_eq!(Code::from_number(number as i64), Some(code));
        }
        assert_eq!(Code::from_number(17), None);
        assert_eq!(Code::from_number(-1), None);
    }
}
