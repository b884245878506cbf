//! Messages in a body: a flag, four bytes of length, the message.

use bytes::{Buf as _, Bytes, BytesMut};
use trefoil_core::codec::{Encoded, Format};
use trefoil_core::{AnyMessage, Result, Status};
use trefoil_http::server::{Budget, Share};

/// The bytes before a message.
pub(crate) const PREFIX: usize = 5;

/// How much memory a message gets before its bytes have come: the length is only the peer's word.
const FIRST_RESERVE: usize = 64 * 1024;

/// Writes the prefix of the message that was appended to `buffer` from `start` on, where [`PREFIX`] bytes
/// were left free.
pub(crate) fn finish(buffer: &mut BytesMut, start: usize, limit: usize) -> Result<()> {
    let length = buffer.len() - start - PREFIX;
    let Some(wire) = u32::try_from(length).ok().filter(|_| length <= limit) else {
        return Err(Status::resource_exhausted(format!(
            "a message of {length} bytes is larger than the limit of {limit} for sending"
        )));
    };
    buffer[start] = 0;
    buffer[start + 1..start + PREFIX].copy_from_slice(&wire.to_be_bytes());
    Ok(())
}

/// One message with its prefix, in a buffer of just that size.
pub(crate) fn encode(message: &dyn AnyMessage, limit: usize) -> Result<Bytes> {
    let length = message.encoded_len(Format::PROTO).unwrap_or_default();
    let mut buffer = BytesMut::with_capacity(PREFIX + length);
    buffer.extend_from_slice(&[0; PREFIX]);
    message.encode(Format::PROTO, &mut buffer)?;
    finish(&mut buffer, 0, limit)?;
    Ok(buffer.freeze())
}

/// The same for a message that is encoded already.
pub(crate) fn wrap(message: &[u8], limit: usize) -> Result<Bytes> {
    let mut buffer = BytesMut::with_capacity(PREFIX + message.len());
    buffer.extend_from_slice(&[0; PREFIX]);
    buffer.extend_from_slice(message);
    finish(&mut buffer, 0, limit)?;
    Ok(buffer.freeze())
}

/// That there is a message: of this length in the piece, or gathered from several.
#[derive(Debug)]
#[must_use]
pub(crate) struct Found(Option<usize>);

/// Takes messages out of a body, wherever its pieces are cut.
#[derive(Debug)]
pub(crate) struct Deframer {
    limit: usize,
    piece: Bytes,
    prefix: [u8; PREFIX],
    prefix_len: usize,
    partial: Option<(BytesMut, usize)>,
    gathered: Bytes,
    budget: Option<Budget>,
    share: Option<Share>,
    kept: Option<Share>,
}

impl Deframer {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            piece: Bytes::new(),
            prefix: [0; PREFIX],
            prefix_len: 0,
            partial: None,
            gathered: Bytes::new(),
            budget: None,
            share: None,
            kept: None,
        }
    }

    /// Charges large messages to a budget while they are gathered, and until [`settle`](Deframer::settle).
    pub(crate) fn charge(&mut self, budget: Budget) {
        self.budget = Some(budget);
    }

    /// Gives back what the last message was charged.
    pub(crate) fn settle(&mut self) {
        self.share = None;
    }

    /// Keeps what the last message was charged as long as this lives.
    pub(crate) fn keep_charge(&mut self) {
        self.kept = self.share.take();
    }

    /// Gives the next piece. All messages of the one before must have been taken.
    pub(crate) fn push(&mut self, piece: Bytes) {
        debug_assert!(self.piece.is_empty());
        self.piece = piece;
    }

    /// Finds the next message; `None` if more is needed. It must be [taken](Deframer::take) before the next.
    pub(crate) fn next(&mut self) -> Result<Option<Found>> {
        if self.partial.is_none() {
            let Some(length) = self.length()? else {
                return Ok(None);
            };
            if self.piece.len() >= length {
                return Ok(Some(Found(Some(length))));
            }
            self.share = self.share_of(length)?;
            self.partial = Some((BytesMut::with_capacity(length.min(FIRST_RESERVE)), length));
        }
        let Some((buffer, length)) = &mut self.partial else {
            return Ok(None);
        };
        let part = self
            .piece
            .split_to(self.piece.len().min(*length - buffer.len()));
        buffer.extend_from_slice(&part);
        if buffer.len() < *length {
            return Ok(None);
        }
        Ok(self.partial.take().map(|(buffer, _)| {
            self.gathered = buffer.freeze();
            Found(None)
        }))
    }

    /// The message that was found, without a copy if it lies in one piece.
    #[allow(clippy::needless_pass_by_value)] // A message is taken once.
    pub(crate) fn take(&mut self, found: Found) -> Encoded<'_> {
        match found.0 {
            Some(length) => Encoded::at_front(&mut self.piece, length),
            None => Encoded::whole(&mut self.gathered),
        }
    }

    /// The room for a message, if it is large enough to count.
    fn share_of(&self, length: usize) -> Result<Option<Share>> {
        let Some(budget) = self.budget.as_ref().filter(|_| length > FIRST_RESERVE) else {
            return Ok(None);
        };
        match budget.take(length) {
            Some(share) => Ok(Some(share)),
            None => Err(Status::resource_exhausted(format!(
                "there is no room for a message of {length} bytes beside those that the connection is sending"
            ))),
        }
    }

    /// The length of the next message, if its prefix is there.
    fn length(&mut self) -> Result<Option<usize>> {
        match self.piece.first_chunk::<PREFIX>() {
            // The whole of it lies in one piece, as it does most often: read it where it is.
            Some(prefix) if self.prefix_len == 0 => {
                self.prefix = *prefix;
                self.piece.advance(PREFIX);
            }
            _ => {
                let part = self.piece.len().min(PREFIX - self.prefix_len);
                self.prefix[self.prefix_len..self.prefix_len + part]
                    .copy_from_slice(&self.piece[..part]);
                self.piece.advance(part);
                self.prefix_len += part;
                if self.prefix_len < PREFIX {
                    return Ok(None);
                }
                self.prefix_len = 0;
            }
        }
        let [flag, length @ ..] = self.prefix;
        match flag {
            0 => {}
            1 => {
                return Err(Status::internal(
                    "a compressed message came, but no encoding was agreed on",
                ));
            }
            flag => {
                return Err(Status::internal(format!(
                    "the flag of a message is {flag}, not 0 or 1"
                )));
            }
        }
        let length = u32::from_be_bytes(length) as usize;
        if length > self.limit {
            return Err(Status::resource_exhausted(format!(
                "a message of {length} bytes is larger than the limit of {}",
                self.limit
            )));
        }
        Ok(Some(length))
    }

    /// Whether the last prefix that was read says that its message is compressed.
    pub(crate) fn is_compressed(&self) -> bool {
        self.prefix[0] == 1
    }

    /// Whether the body may end here: not inside a message.
    pub(crate) fn is_between_messages(&self) -> bool {
        self.prefix_len == 0 && self.partial.is_none() && self.piece.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use trefoil_core::Code;

    fn framed(messages: &[Vec<u8>]) -> Vec<u8> {
        messages
            .iter()
            .flat_map(|message| wrap(message, usize::MAX).unwrap())
            .collect()
    }

    fn deframe(body: &[u8], cuts: &[usize], limit: usize) -> Result<(Vec<Bytes>, bool)> {
        let mut deframer = Deframer::new(limit);
        let mut messages = Vec::new();
        let mut rest = body;
        for cut in cuts.iter().copied().chain([usize::MAX]) {
            let (piece, tail) = rest.split_at(cut.min(rest.len()));
            rest = tail;
            deframer.push(Bytes::copy_from_slice(piece));
            while let Some(found) = deframer.next()? {
                messages.push(deframer.take(found).into_bytes());
            }
        }
        Ok((messages, deframer.is_between_messages()))
    }

    #[test]
    fn a_message_that_lies_in_one_piece_is_not_copied() {
        let body = Bytes::from(framed(&[vec![7; 100]]));
        let mut deframer = Deframer::new(100);
        deframer.push(body.clone());
        let found = deframer.next().unwrap().unwrap();
        let message = deframer.take(found);
        assert_eq!(message.as_ptr(), body[PREFIX..].as_ptr());
    }

    #[test]
    fn a_length_above_the_limit_is_refused_before_its_message_comes() {
        let error = deframe(&[0, 0xff, 0xff, 0xff, 0xff], &[], 100).unwrap_err();
        assert_eq!(error.code(), Code::ResourceExhausted);
        assert!(deframe(&framed(&[vec![0; 100]]), &[], 100).is_ok());
        assert!(deframe(&framed(&[vec![0; 101]]), &[], 100).is_err());
    }

    #[test]
    fn flags_other_than_zero_are_refused() {
        for flag in [1, 2, 0x80, 0xff] {
            let error = deframe(&[flag, 0, 0, 0, 0], &[], 100).unwrap_err();
            assert_eq!(error.code(), Code::Internal, "{flag}");
        }
    }

    proptest! {
        #[test]
        fn cuts_change_nothing(
            messages in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 0..6),
            cuts in proptest::collection::vec(0_usize..9, 0..40),
        ) {
            let (found, clean) = deframe(&framed(&messages), &cuts, 40).unwrap();
            prop_assert!(clean);
            prop_assert_eq!(found, messages);
        }

        #[test]
        fn no_bytes_panic(body: Vec<u8>, cuts in proptest::collection::vec(0_usize..9, 0..20)) {
            let _ = deframe(&body, &cuts, 1000);
        }
    }
}
