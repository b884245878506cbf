//! How long a newcomer waits.

use std::time::Instant;

use super::project::Project;

/// Runs the first build, with nothing built yet and everything downloaded, and says how long it took.
pub(super) fn cold(readme: &str, build: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    println!("{readme}: first build {}", timed(build)?);
    Ok(())
}

/// Builds again after a `.proto` file was saved, and says how long that took.
pub(super) fn rebuild(project: &Project) -> Result<(), String> {
    project.touch_proto()?;
    println!(
        "build after a .proto was saved {}",
        timed(|| project.build())?
    );
    Ok(())
}

fn timed(run: impl FnOnce() -> Result<(), String>) -> Result<String, String> {
    let (start, cpu) = (Instant::now(), children_cpu());
    run()?;
    let wall = start.elapsed().as_secs_f64();
    let cpu = children_cpu()
        .zip(cpu)
        .map_or_else(String::new, |(end, start)| {
            format!(", {:.1} s of CPU", end - start)
        });
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(format!("{wall:.1} s{cpu} ({cores} cores)"))
}

/// The seconds of CPU that ended children have used, theirs included; where the system tells it in `/proc`.
fn children_cpu() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    cpu_of(&stat)
}

/// proc_pid_stat(5): `cutime` and `cstime` are the fields 16 and 17, in hundredths of a second.
fn cpu_of(stat: &str) -> Option<f64> {
    // The name, field 2, is in brackets and may hold anything.
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut times = fields.split(' ').skip(13).map(str::parse::<f64>);
    Some((times.next()?.ok()? + times.next()?.ok()?) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::cpu_of;

    #[test]
    fn reads_the_time_of_children() {
        let stat = "12 (a) b) S 1 2 3 4 5 6 7 8 9 10 11 12 250 50 20 0";
        assert_eq!(cpu_of(stat), Some(3.0));
        assert_eq!(cpu_of("12 (a) S 1"), None);
    }
}
