//! Breaking a cluster by hand: a word and a machine, a line at a time.

use std::io::{BufRead as _, Write as _};

use contactable_rig::{Cluster, Node};

use crate::Failure;

/// What can be typed.
pub const HELP: &str = "\
  status           who is the primary, who follows
  kill n1          everything on machine n1 ends at once
  restart n1       it starts again
  pause n1         everything on it stands still
  resume n1        it goes on
  cut n1           nobody reaches it and it reaches nobody
  join n1          it is on the network again
  fill n1          there is no room on its disk
  free n1          there is room again
  quit             end the cluster";

/// What to do to the cluster.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Deed {
    Kill,
    Restart,
    Pause,
    Resume,
    Cut,
    Join,
    Fill,
    Free,
}

/// What was typed.
#[derive(PartialEq, Eq, Debug)]
enum Line {
    Nothing,
    Status,
    Quit,
    Do(Deed, Node),
    Unknown,
}

/// Does what is typed until it is to quit. Without anybody to type it waits to be interrupted.
///
/// # Errors
/// What is typed cannot be read.
pub fn answer(cluster: &Cluster) -> Result<(), Failure> {
    for line in std::io::stdin().lock().lines() {
        match read(&line?) {
            Line::Nothing => {}
            Line::Status => println!("{}", cluster.view().unwrap_or_default().told()),
            Line::Quit => return Ok(()),
            Line::Do(deed, node) => match carry_out(cluster, deed, node) {
                Ok(()) => println!("done"),
                Err(failure) => println!("{failure}"),
            },
            Line::Unknown => println!("{HELP}"),
        }
        std::io::stdout().flush()?;
    }
    loop {
        std::thread::park();
    }
}

fn read(line: &str) -> Line {
    let words: Vec<_> = line.split_whitespace().collect();
    let deed = |deed, node: &str| Node::named(node).map_or(Line::Unknown, |n| Line::Do(deed, n));
    match words.as_slice() {
        [] => Line::Nothing,
        ["status"] => Line::Status,
        ["quit"] => Line::Quit,
        ["kill", node] => deed(Deed::Kill, node),
        ["restart", node] => deed(Deed::Restart, node),
        ["pause", node] => deed(Deed::Pause, node),
        ["resume", node] => deed(Deed::Resume, node),
        ["cut", node] => deed(Deed::Cut, node),
        ["join", node] => deed(Deed::Join, node),
        ["fill", node] => deed(Deed::Fill, node),
        ["free", node] => deed(Deed::Free, node),
        _ => Line::Unknown,
    }
}

fn carry_out(cluster: &Cluster, deed: Deed, node: Node) -> Result<(), Failure> {
    match deed {
        Deed::Kill => cluster.kill(node)?,
        Deed::Restart => cluster.restart(node)?,
        Deed::Pause => cluster.pause(node),
        Deed::Resume => cluster.resume(node),
        Deed::Cut => cluster.cut_off(node),
        Deed::Join => cluster.join(node),
        Deed::Fill => cluster.fill_disk(node)?,
        Deed::Free => cluster.free_disk(node)?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_deed_that_is_explained_is_understood() {
        for line in HELP.lines() {
            let typed: Vec<_> = line.split_whitespace().take(2).collect();
            let typed = match typed.as_slice() {
                [word, node] if Node::named(node).is_some() => format!("{word} {node}"),
                [word, ..] => (*word).to_owned(),
                [] => continue,
            };
            assert_ne!(read(&typed), Line::Unknown, "{typed}");
        }
        assert_eq!(read(" kill  n2 "), Line::Do(Deed::Kill, Node::ALL[1]));
        assert_eq!(read("kill n4"), Line::Unknown);
        assert_eq!(read("kill"), Line::Unknown);
        assert_eq!(read(""), Line::Nothing);
    }
}
