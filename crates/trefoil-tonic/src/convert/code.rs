//! Codes: the same seventeen numbers.

use trefoil_core::Code;

use super::{IntoTonic, IntoTrefoil};

impl IntoTonic for Code {
    type Tonic = tonic::Code;

    fn into_tonic(self) -> tonic::Code {
        tonic::Code::from(i32::from(self.number()))
    }
}

impl IntoTrefoil for tonic::Code {
    type Trefoil = Code;

    fn into_trefoil(self) -> Code {
        // tonic knows no other number.
        Code::from_number(i64::from(i32::from(self))).unwrap_or(Code::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_like() {
        for code in Code::ALL {
            assert_eq!(code.into_tonic().into_trefoil(), code);
            let name = format!("{:?}", code.into_tonic());
            assert_eq!(name, format!("{code:?}"));
        }
    }
}
