//! The process itself, by the names that every Prometheus client uses, as Linux tells under `/proc/self`.

use jiff::Timestamp;
use metrics::{Unit, describe_gauge, gauge};

/// Says what the figures mean, and what never changes: which program it is, and since when it runs.
#[expect(
    clippy::cast_precision_loss,
    reason = "seconds since 1970 are far below 2^52"
)]
pub fn describe(now: Timestamp) {
    describe_gauge!("contactable_build_info", "The version of the program");
    describe_gauge!(
        "process_start_time_seconds",
        Unit::Seconds,
        "When the process started"
    );
    describe_gauge!(
        "process_resident_memory_bytes",
        Unit::Bytes,
        "How much memory the process has"
    );
    describe_gauge!("process_open_fds", "How many files and sockets are open");
    describe_gauge!("process_threads", "How many threads there are");
    gauge!("contactable_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1);
    gauge!("process_start_time_seconds").set(now.as_second() as f64);
}

/// Looks at the process.
pub fn observe() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(kibibytes) = figure(&status, "VmRSS:") {
        gauge!("process_resident_memory_bytes").set(f64::from(kibibytes) * 1024.0);
    }
    if let Some(threads) = figure(&status, "Threads:") {
        gauge!("process_threads").set(threads);
    }
    if let Ok(open) = std::fs::read_dir("/proc/self/fd") {
        let open = u32::try_from(open.count()).unwrap_or(u32::MAX);
        gauge!("process_open_fds").set(open);
    }
}

/// The figure in the line that begins so.
fn figure(status: &str, name: &str) -> Option<u32> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_from_their_lines() {
        let status = "Name:\tcontactable\nVmRSS:\t  20480 kB\nThreads:\t7\n";
        assert_eq!(figure(status, "VmRSS:"), Some(20480));
        assert_eq!(figure(status, "Threads:"), Some(7));
        assert_eq!(figure(status, "VmSwap:"), None);
        assert_eq!(figure("VmRSS: many", "VmRSS:"), None);
    }
}
