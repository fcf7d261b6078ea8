//! The unit of systemd, as systemd itself reads it.

use std::process::Command;

use crate::Failure;
use crate::cargo::{root, run};

/// Where the unit says that the program is; it need not be there on the machine that checks.
const PROGRAM: &str = "ExecStart=/usr/bin/contactable";

/// Why the unit could not be looked at.
pub const NO_SYSTEMD: &str =
    "systemd-analyze is missing; it comes with systemd (apt-get install systemd)";

/// Whether systemd is here to look at a unit.
pub fn has_systemd() -> bool {
    let asked = Command::new("systemd-analyze").arg("--version").output();
    asked.is_ok_and(|output| output.status.success())
}

/// Has systemd look at the unit, with a program that every machine has.
///
/// # Errors
/// It finds fault, or cannot be asked.
pub fn check_unit() -> Result<(), Failure> {
    let unit = std::fs::read_to_string(root().join("packaging/contactable.service"))?;
    let folder = std::env::temp_dir().join(format!("contactable-unit-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("contactable.service");
    std::fs::write(&file, unit.replace(PROGRAM, "ExecStart=/bin/true"))?;
    let checked = run(Command::new("systemd-analyze").arg("verify").arg(&file));
    std::fs::remove_dir_all(&folder)?;
    checked
}
