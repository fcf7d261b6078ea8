//! One of three databases with synchronous replication fails, in every way that a machine can, under a steady load.

use std::time::{Duration, Instant};

use contactable_harness::Failure;
use contactable_rig::{Cluster, Node, View};
use tempfile::TempDir;

use super::over::over_logins;
use crate::held::{Database, execute};
use crate::load::Pulse;
use crate::options::Options;
use crate::private::Logins;
use crate::stage::Stage;
use crate::told::Tally;

const ROUNDS: usize = 2;
/// How many records are asked for in each round.
const SAMPLE: usize = 10;
/// How many acknowledgements there are to be before and after.
const BEAT: u64 = 10;
/// How long the three may take to be three again.
const PATIENCE: Duration = Duration::from_mins(3);
/// How long a machine stays as it is.
const TROUBLE: Duration = Duration::from_secs(5);

/// What happens to a machine, and how it is made good.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Trouble {
    LeaderKilled,
    LeaderPaused,
    LeaderCutOff,
    StandbyKilled,
    StandbyPaused,
    StandbyCutOff,
    StandbyFull,
    LeaderRestarted,
}

impl Trouble {
    const ALL: [Self; 8] = [
        Self::LeaderKilled,
        Self::LeaderPaused,
        Self::LeaderCutOff,
        Self::StandbyKilled,
        Self::StandbyPaused,
        Self::StandbyCutOff,
        Self::StandbyFull,
        Self::LeaderRestarted,
    ];

    /// Whom it befalls: the leader, or the standby for which every commit waits.
    fn node(self, cluster: &Cluster, leader: Node) -> Option<Node> {
        match self {
            Self::LeaderKilled
            | Self::LeaderPaused
            | Self::LeaderCutOff
            | Self::LeaderRestarted => Some(leader),
            Self::StandbyKilled | Self::StandbyPaused | Self::StandbyCutOff | Self::StandbyFull => {
                let standbys = cluster.view()?.standbys;
                let confirming = standbys.into_iter().find(|(_, confirms)| *confirms);
                confirming.map(|(node, _)| node)
            }
        }
    }

    fn begin(self, cluster: &Cluster, node: Node) -> Result<(), Failure> {
        match self {
            Self::LeaderKilled | Self::StandbyKilled => cluster.kill(node),
            Self::LeaderRestarted => cluster.restart(node),
            Self::StandbyFull => cluster.fill_disk(node),
            Self::LeaderPaused | Self::StandbyPaused => {
                cluster.pause(node);
                Ok(())
            }
            Self::LeaderCutOff | Self::StandbyCutOff => {
                cluster.cut_off(node);
                Ok(())
            }
        }
    }

    fn end(self, cluster: &Cluster, node: Node) -> Result<(), Failure> {
        match self {
            Self::LeaderKilled | Self::StandbyKilled => cluster.restart(node),
            Self::LeaderRestarted => Ok(()),
            Self::StandbyFull => {
                cluster.free_disk(node)?;
                // Whoever had no room has ended.
                cluster.restart(node)
            }
            Self::LeaderPaused | Self::StandbyPaused => {
                cluster.resume(node);
                Ok(())
            }
            Self::LeaderCutOff | Self::StandbyCutOff => {
                cluster.join(node);
                Ok(())
            }
        }
    }
}

pub fn run(options: &Options, seed: u64) -> Result<(), Failure> {
    let cluster = Cluster::start()?;
    let folder = TempDir::new()?;
    let logins = Logins::to_cluster(cluster.urls())?;
    let path = folder.path().to_owned();
    let mut stage = Stage::set(over_logins(options, path, seed, logins)?)?;
    let began = Instant::now();
    let mut longest = Duration::ZERO;
    for round in 0..options.rounds.unwrap_or(ROUNDS) {
        for trouble in Trouble::ALL {
            let gap = trouble_once(&mut stage, &cluster, trouble);
            let gap = gap.map_err(|failure| {
                let told = cluster.view().unwrap_or_default().told();
                format!("round {round}, {trouble:?} ({told}): {failure}")
            })?;
            println!("cluster: {trouble:?}: nothing was acknowledged for {gap:.1?}");
            longest = longest.max(gap);
        }
    }
    stage.close()?;
    let (took, tally) = (began.elapsed(), Tally::of(&stage.told()));
    println!("cluster: {took:.0?}: {tally}; the longest outage was {longest:.1?}");
    Ok(())
}

/// How long nothing was acknowledged.
fn trouble_once(
    stage: &mut Stage,
    cluster: &Cluster,
    trouble: Trouble,
) -> Result<Duration, Failure> {
    let leader = cluster.wait_until_whole(PATIENCE)?;
    let node = trouble.node(cluster, leader);
    let node = node.ok_or("no standby confirms commits")?;
    let asking = stage.ask(None)?;
    asking.pulse().start_gap();
    asking
        .pulse()
        .wait_for(Pulse::acknowledged, BEAT, "something is acknowledged")?;
    std::thread::sleep(Duration::from_millis(stage.random().below(1000)));
    trouble.begin(cluster, node)?;
    if trouble == Trouble::StandbyFull {
        wait_until_felt(stage, cluster, node)?;
    }
    std::thread::sleep(TROUBLE);
    asking
        .pulse()
        .wait_for(Pulse::acknowledged, BEAT, "others go on")?;
    trouble.end(cluster, node)?;
    cluster.wait_until_whole(PATIENCE)?;
    asking
        .pulse()
        .wait_for(Pulse::acknowledged, BEAT, "all go on")?;
    let gap = asking.pulse().longest_gap();
    stage.stop(asking)?;
    stage.settle(0)?;
    stage.check(SAMPLE)?;
    Ok(gap)
}

/// A standby without room goes on within the files that it has. Has it begin new ones until it follows no more.
fn wait_until_felt(stage: &Stage, cluster: &Cluster, node: Node) -> Result<(), Failure> {
    let Database::Postgres(primary) = &stage.database else {
        return Err("a cluster is one of PostgreSQL".into());
    };
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        let follows = |view: View| view.standbys.iter().any(|(standby, _)| *standby == node);
        if cluster.view().is_some_and(|view| !follows(view)) {
            return Ok(());
        }
        execute(primary, "SELECT pg_switch_wal()")?;
        std::thread::sleep(Duration::from_millis(300));
    }
    Err(format!("{node} goes on without room on its disk").into())
}
