//! The keys that there are: as the program takes them, as the documents list them, and as the example shows them.

use std::collections::BTreeSet;
use std::process::Command;

use crate::program::PROGRAM;

const DOCUMENTS: &str = include_str!("../../../../docs/configuration.md");
const EXAMPLE: &str = include_str!("../../../../docs/contactable.example.toml");

/// What no table has.
const NO_KEY: &str = "no-such-key";

/// How a table is written.
#[derive(Clone, Copy)]
enum Form {
    One,
    Many,
}

/// The head of a table, with those of the tables around it.
fn head(path: &[(String, Form)]) -> String {
    let mut text = String::new();
    let mut name = String::new();
    for (part, form) in path {
        let dot = if name.is_empty() { "" } else { "." };
        name = format!("{name}{dot}{part}");
        let (opened, closed) = match form {
            Form::One => ("[", "]"),
            Form::Many => ("[[", "]]"),
        };
        text.extend([opened, &name, closed, "\n"]);
    }
    text
}

/// The keys that a table may have, as the program says when it meets one that it does not know; none if there is no
/// such table.
fn keys_of(path: &[(String, Form)]) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("contactable.toml");
    std::fs::write(&file, format!("{}{NO_KEY} = 1\n", head(path))).expect("written");
    let mut program = Command::new(PROGRAM);
    let output = program.args(["migrate", "--config"]).arg(&file).output();
    let said = String::from_utf8(output.expect("it runs").stderr).expect("text");
    let (_, known) = said.split_once(&format!("unknown field `{NO_KEY}`, expected "))?;
    // Behind them it may say where it met it.
    let known = known.lines().next()?.split(" for key ").next()?;
    let names = known.split('`').skip(1).step_by(2);
    Some(names.map(str::to_owned).collect())
}

/// All keys below a table, with their paths.
fn gather(path: &[(String, Form)], keys: &[String], found: &mut BTreeSet<String>) {
    for key in keys {
        let below = |form| {
            let mut below = path.to_vec();
            below.push((key.clone(), form));
            let keys = keys_of(&below)?;
            Some((below, keys))
        };
        if let Some((below, keys)) = below(Form::One).or_else(|| below(Form::Many)) {
            gather(&below, &keys, found);
        } else {
            let names = path.iter().map(|(name, _)| name.as_str());
            let names: Vec<&str> = names.chain([key.as_str()]).collect();
            found.insert(names.join("."));
        }
    }
}

fn taken() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let top = keys_of(&[]).expect("the program says what it knows");
    gather(&[], &top, &mut found);
    found
}

/// The keys in the first column of the table, `areas[n].limits.phones` as `areas.limits.phones`. Those of a whole
/// table that are listed by themselves, such as `areas`, are no keys of their own.
fn documented() -> BTreeSet<String> {
    let (_, table) = DOCUMENTS.split_once("## Keys\n").expect("a table of keys");
    let rows = table.lines().skip_while(|line| !line.starts_with("| `"));
    let mut found = BTreeSet::new();
    for row in rows.take_while(|line| line.starts_with('|')) {
        let first = row.split('|').nth(1).expect("a first column");
        let mut last = String::new();
        for name in first.split('`').skip(1).step_by(2) {
            let name = name.replace("[n]", "").replace("[m]", "");
            last = match (name.strip_prefix('.'), last.rsplit_once('.')) {
                (Some(end), Some((start, _))) => format!("{start}.{end}"),
                _ => name,
            };
            found.insert(last.clone());
        }
    }
    let tables: Vec<String> = found
        .iter()
        .filter(|name| {
            found
                .iter()
                .any(|other| other.starts_with(&format!("{name}.")))
        })
        .cloned()
        .collect();
    for table in tables {
        found.remove(&table);
    }
    found
}

/// The keys of the example, those that are not set as well, each with whether a comment stands before it.
fn shown(known: &BTreeSet<String>) -> Vec<(String, bool)> {
    let (mut table, mut is_explained) = (String::new(), false);
    let mut found = Vec::new();
    for line in EXAMPLE.lines() {
        if line.starts_with("# ") {
            is_explained = true;
            continue;
        }
        let line = line.strip_prefix('#').unwrap_or(line);
        if let Some(name) = line.strip_prefix('[') {
            name.trim_matches(['[', ']']).clone_into(&mut table);
            if known.contains(&table) {
                // A table whose keys are anybody's, such as groups.
                found.push((table.clone(), is_explained));
            }
            is_explained = false;
        } else if let Some((key, _)) = line.split_once(" = ") {
            let path = if table.is_empty() {
                key.to_owned()
            } else {
                format!("{table}.{key}")
            };
            if !known.contains(&table) {
                found.push((path, is_explained));
            }
        } else {
            is_explained = false;
        }
    }
    found
}

#[test]
fn every_key_is_in_the_documents_and_no_other() {
    let taken = taken();
    assert!(taken.len() > 70, "{taken:?}");
    let documented = documented();
    let missing: Vec<_> = taken.difference(&documented).collect();
    assert!(missing.is_empty(), "not in the table: {missing:?}");
    let gone: Vec<_> = documented.difference(&taken).collect();
    assert!(gone.is_empty(), "there are no such keys: {gone:?}");
}

#[test]
fn every_key_is_in_the_example_and_explained_there() {
    let taken = taken();
    let shown = shown(&taken);
    let names: BTreeSet<String> = shown.iter().map(|(name, _)| name.clone()).collect();
    let missing: Vec<_> = taken.difference(&names).collect();
    assert!(missing.is_empty(), "not in the example: {missing:?}");
    let gone: Vec<_> = names.difference(&taken).collect();
    assert!(gone.is_empty(), "there are no such keys: {gone:?}");
    // A key that stands there several times is explained where it is met first.
    let mut seen = BTreeSet::new();
    for (name, is_explained) in shown {
        assert!(
            !seen.insert(name.clone()) || is_explained,
            "{name} is not explained"
        );
    }
}
