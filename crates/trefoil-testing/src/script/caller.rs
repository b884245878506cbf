//! A script on the calling side.

use trefoil_core::{Response, Result, Status, Streaming};

use super::{Play, Script};
use crate::{Message, Recorder};

impl<S: Message, R: Message> Script<S, R> {
    /// Makes a call with this script's requests, plays it against the replies, and reads them to their end.
    /// The recorder has the replies with their times, and how the call ended.
    ///
    /// ```no_run
    /// # use trefoil_core::{Response, Result, Streaming};
    /// # use trefoil_testing::Script;
    /// # struct Greeter;
    /// # impl Greeter {
    /// #     async fn bidi_hello(&self, r: Streaming<String>) -> Result<Response<Streaming<String>>> {
    /// #         Ok(Response::new(r))
    /// #     }
    /// # }
    /// # async fn test(greeter: Greeter) {
    /// let replies = Script::steps()
    ///     .send("Ada".to_owned())
    ///     .expect("Hello, Ada!".to_owned())
    ///     .finish()
    ///     .call(|requests| greeter.bidi_hello(requests))
    ///     .await;
    /// assert_eq!(replies.messages().len(), 1);
    /// # }
    /// ```
    ///
    /// # Panics
    /// If a reply is not what the script expects.
    #[allow(clippy::panic)] // A kit for tests fails by panic.
    pub async fn call<F>(self, open: impl FnOnce(Streaming<S>) -> F) -> Recorder<R>
    where
        F: IntoFuture<Output = Result<Response<Streaming<R>>>>,
    {
        let recorder = Recorder::new();
        let play = Play::caller(self);
        let (sender, requests) = play.channel();
        let replies = match open(requests).await {
            Ok(replies) => replies.into_inner(),
            Err(status) => failed(status),
        };
        let mut replies = recorder.tap(replies);
        let wrong = |text: &str| panic!("the script of the caller: {text}");
        play.run(sender, &mut replies, wrong).await;
        while let Ok(Some(_)) = replies.message().await {}
        recorder
    }

    /// The messages of this script as a stream: requests for a method that answers once, or a handler's
    /// replies. It waits for nothing that another side sends; a step that expects something
    /// fails the stream.
    ///
    /// It needs a tokio runtime, as its sleeps do.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub fn into_stream(self) -> Streaming<S> {
        let play = Play::service(self);
        let (sender, stream) = play.channel();
        tokio::spawn(async move {
            // A step that expects something fails the stream: there is nobody to send it.
            play.run(sender, &mut Streaming::empty(), |_| {}).await;
        });
        stream
    }
}

fn failed<R: Message>(status: Status) -> Streaming<R> {
    let (sender, stream) = Streaming::channel(1);
    sender.fail(status);
    stream
}
