//! What the workspace really depends on, as cargo tells it.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId};

use super::{Arrows, Row};
use crate::Failure;
use crate::cargo::root;

/// Asks cargo, for this machine's platform only: otherwise it would download every other platform's
/// libraries too.
///
/// # Errors
/// Cargo could not tell.
pub(super) fn read() -> Result<Metadata, Failure> {
    let mut command = MetadataCommand::new();
    command.current_dir(root());
    command.other_options(["--filter-platform".to_owned(), host()?]);
    Ok(command.exec()?)
}

fn host() -> Result<String, Failure> {
    let told = std::process::Command::new("rustc").arg("-vV").output()?;
    let told = String::from_utf8(told.stdout)?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.ok_or("rustc -vV names no host")?.to_owned())
}

/// The rows as they are built: dependencies that only tests need are left out.
pub(super) fn arrows(metadata: &Metadata, reserved: &BTreeSet<String>) -> Arrows {
    let members = metadata.workspace_packages();
    let workspace: BTreeSet<String> = members.iter().map(|p| p.name.to_string()).collect();
    let row = |package: &Package| {
        let used = used_by(package);
        Row {
            workspace: used.intersection(&workspace).cloned().collect(),
            reserved: used.intersection(reserved).cloned().collect(),
        }
    };
    members
        .iter()
        .map(|package| (package.name.to_string(), row(package)))
        .collect()
}

fn used_by(package: &Package) -> BTreeSet<String> {
    let shipped = |kind| kind != DependencyKind::Development;
    let used = package.dependencies.iter().filter(|d| shipped(d.kind));
    used.map(|dependency| dependency.name.clone()).collect()
}

/// Every crate that becomes part of this one, however far away.
pub(super) fn reached_from(metadata: &Metadata, from: &str) -> BTreeSet<String> {
    let names: BTreeMap<&PackageId, &str> = metadata
        .packages
        .iter()
        .map(|package| (&package.id, package.name.as_str()))
        .collect();
    let mut open: Vec<&PackageId> = names
        .iter()
        .filter(|(_, name)| **name == from)
        .map(|(id, _)| *id)
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(linked_from(metadata, id));
        }
    }
    let reached = seen.into_iter().filter_map(|id| names.get(id));
    reached.map(ToString::to_string).collect()
}

/// The crates this one is linked with: not those that only build scripts or tests need.
fn linked_from<'a>(metadata: &'a Metadata, id: &PackageId) -> Vec<&'a PackageId> {
    let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
    let dependencies = nodes.filter(|node| node.id == *id).flat_map(|n| &n.deps);
    dependencies
        .filter(|dep| {
            let mut kinds = dep.dep_kinds.iter();
            kinds.any(|of| of.kind == DependencyKind::Normal)
        })
        .map(|dep| &dep.pkg)
        .collect()
}
