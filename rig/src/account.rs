//! As whom servers run: PostgreSQL refuses to run as root.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use rustix::process::geteuid;

use crate::Failure;

/// Somebody other than root, or whoever runs this.
#[derive(Clone, Copy, Debug)]
pub struct Account(Option<Ids>);

#[derive(Clone, Copy, Debug)]
struct Ids {
    user: u32,
    group: u32,
}

impl Account {
    /// The account `postgres`, which comes with the package, when this runs as root.
    ///
    /// # Errors
    /// There is no such account.
    pub fn for_servers() -> Result<Self, Failure> {
        if !geteuid().is_root() {
            return Ok(Self(None));
        }
        let accounts = std::fs::read_to_string("/etc/passwd")?;
        let ids = ids_of("postgres", &accounts);
        let ids = ids.ok_or("there is no account named postgres to run servers as")?;
        Ok(Self(Some(ids)))
    }

    /// Gives it a file or folder.
    pub fn own(self, path: &Path) -> std::io::Result<()> {
        match self.0 {
            Some(ids) => std::os::unix::fs::chown(path, Some(ids.user), Some(ids.group)),
            None => Ok(()),
        }
    }

    /// Has a command run as it, without any of root's rights.
    pub fn run(self, command: &mut Command) {
        if let Some(ids) = self.0 {
            command.uid(ids.user).gid(ids.group);
        }
    }
}

fn ids_of(name: &str, accounts: &str) -> Option<Ids> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let is_it = fields.next()? == name;
        let mut id = |skipped| fields.nth(skipped)?.parse().ok();
        let (user, group) = (id(1)?, id(0)?);
        is_it.then_some(Ids { user, group })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts = "postgres2:x:1:2::/:/bin/sh\npostgres:x:101:104:P,,,:/var/lib:/bin/bash\n";
        let ids = ids_of("postgres", accounts).unwrap();
        assert_eq!((ids.user, ids.group), (101, 104));
        assert!(ids_of("post", accounts).is_none());
    }
}
