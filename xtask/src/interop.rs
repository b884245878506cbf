//! `cargo xtask interop`: trefoil against every foreign peer, both ways, and the table of it in the README.
//!
//! `--only NAME` runs one peer and looks at no table; `--write` writes the table instead of checking it.

mod build;
mod cases;
mod grpc;
mod matrix;
mod options;
mod peers;
mod places;
mod process;
mod report;
mod table;

use options::Options;
use peers::Suite;
use places::Places;
use report::Report;

use crate::readme::Readme;

const README: Readme = Readme {
    task: "interop",
    marker: "interop",
};

/// Runs the whole matrix.
///
/// # Errors
/// If something cannot be built or started, a case failed, or the README has another table.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let options = Options::parse(arguments)?;
    let places = Places::find()?;
    let cases = cases::of_document(&places)?;
    let peers = peers::chosen(options.only.as_deref())?;

    build::rust(&places)?;
    for peer in &peers {
        build::foreign(&places, peer)?;
    }

    let mut report = Report::default();
    for peer in &peers {
        match peer.suite {
            Suite::Matrix => matrix::run(&places, peer, &cases, &mut report),
            Suite::Grpc => grpc::run(&places, peer, &mut report),
        }
    }

    // --write writes a table with failures, too: they are to be seen. Checked is only one without.
    let (passed, failed) = (report.passed(), report.failed());
    let readme = match (&options.only, options.write) {
        (None, true) => README.write(&table::markdown(&report)),
        (None, false) if failed == 0 => README.check(&table::markdown(&report)),
        _ => Ok(()),
    };
    println!("{passed} passed, {failed} failed");
    if failed > 0 {
        return Err(format!(
            "interop: {failed} cases failed, see the lines with FAIL"
        ));
    }
    readme
}
