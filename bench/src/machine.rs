//! What the figures were taken on: without it they say nothing.

use std::fs::read_to_string;
use std::path::Path;

/// One line: cores, processor, memory, kernel, and the file system that holds the database.
pub fn describe(data: &Path) -> String {
    let files = file_system(data).unwrap_or_else(|| "an unknown file system".to_owned());
    format!("{}, database on {files}", host())
}

/// The same without the file system.
pub fn host() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = field("/proc/meminfo", "MemTotal");
    let kibibytes = memory.and_then(|m| m.split(' ').next()?.parse::<u64>().ok());
    let gibibytes = kibibytes.map_or(0, |kib| (kib + (1 << 19)) >> 20);
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned());
    let kernel = read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!(
        "{cores} cores ({processor}), {gibibytes} GiB, Linux {}",
        kernel.trim()
    )
}

/// The value of the first line `name : value` of a file under /proc.
fn field(file: &str, name: &str) -> Option<String> {
    let text = read_to_string(file).ok()?;
    let values = text.lines().filter_map(|line| line.split_once(':'));
    let mut named = values.filter(|(key, _)| key.trim() == name);
    named.next().map(|(_, value)| value.trim().to_owned())
}

/// On a file system in memory a durable commit costs nothing, so the reader needs to know.
fn file_system(path: &Path) -> Option<String> {
    let path = path.canonicalize().ok()?;
    let mounts = read_to_string("/proc/self/mounts").ok()?;
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?, words.next()?))
    });
    let holding = mounts.filter(|(at, _)| path.starts_with(at));
    let nearest = holding.max_by_key(|(at, _)| at.len());
    nearest.map(|(_, kind)| kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_names_cores_and_kernel() {
        let line = describe(Path::new("/proc"));
        assert!(line.contains(" cores ("), "{line}");
        assert!(line.ends_with("database on proc"), "{line}");
    }
}
