//! What came out.

/// How a case ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Pass,
    /// The peer cannot do it by its own nature.
    NotApplicable(String),
    Fail(String),
}

/// One client against one server.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) client: String,
    pub(super) server: String,
    pub(super) outcomes: Vec<(String, Outcome)>,
}

impl Column {
    pub(super) fn new(client: impl Into<String>, server: impl Into<String>) -> Self {
        Self {
            client: client.into(),
            server: server.into(),
            outcomes: Vec::new(),
        }
    }

    /// Notes an outcome, and prints it.
    pub(super) fn add(&mut self, case: &str, outcome: Outcome) {
        let Self { client, server, .. } = self;
        match &outcome {
            Outcome::Pass => println!("{client} -> {server}: {case}: pass"),
            Outcome::NotApplicable(why) => println!("{client} -> {server}: {case}: n/a ({why})"),
            Outcome::Fail(why) => println!("{client} -> {server}: {case}: FAIL: {why}"),
        }
        self.outcomes.push((case.to_owned(), outcome));
    }

    pub(super) fn of(&self, case: &str) -> Option<&Outcome> {
        self.outcomes
            .iter()
            .find(|(name, _)| name == case)
            .map(|(_, outcome)| outcome)
    }

    /// Lets every case fail that has no outcome yet.
    pub(super) fn fail_rest<'a>(&mut self, cases: impl IntoIterator<Item = &'a str>, why: &str) {
        for case in cases {
            if self.of(case).is_none() {
                self.add(case, Outcome::Fail(why.to_owned()));
            }
        }
    }
}

/// All columns, by suite.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) matrix: Vec<Column>,
    pub(super) grpc: Vec<Column>,
}

impl Report {
    pub(super) fn passed(&self) -> usize {
        self.count(|outcome| *outcome == Outcome::Pass)
    }

    pub(super) fn failed(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Fail(_)))
    }

    fn count(&self, wanted: impl Fn(&Outcome) -> bool) -> usize {
        let columns = self.matrix.iter().chain(&self.grpc);
        let outcomes = columns.flat_map(|column| &column.outcomes);
        outcomes.filter(|(_, outcome)| wanted(outcome)).count()
    }
}
