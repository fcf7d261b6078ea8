//! Running built targets, one after the other, and telling what came of each.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::options::Options;
use crate::Failure;
use crate::cargo::root;

/// The longest input, in bytes: more than any field may have.
const LONGEST: &str = "-max_len=10000";
/// The seconds that one input may take; a parser that takes longer does not do its work in one pass.
const SLOWEST: &str = "-timeout=5";

/// Runs each target, whatever came of the ones before.
///
/// # Errors
/// An input was found that breaks a target, or one could not be run.
pub fn all(options: &Options, programs: &Path) -> Result<(), Failure> {
    let mut broken = Vec::new();
    println!();
    for name in &options.targets {
        let target = Target { name, programs };
        let told = target.run(options)?;
        println!("{name:<18}{}", told.line());
        if let Told::Broken { input, said } = told {
            println!(
                "{said}\n  kept in  {input}\n  again    {}",
                target.again(&input)
            );
            broken.push(name.as_str());
        }
    }
    if broken.is_empty() {
        Ok(())
    } else {
        Err(format!("an input breaks {}", broken.join(", ")).into())
    }
}

/// One target, built.
struct Target<'a> {
    name: &'a str,
    programs: &'a Path,
}

/// What came of a run.
enum Told {
    /// So many inputs were tried, and so many are worth keeping.
    Held { tried: String, kept: String },
    /// An input was found that breaks it, kept in a file.
    Broken { input: String, said: String },
}

impl Told {
    fn line(&self) -> String {
        match self {
            Self::Held { tried, kept } => format!("{tried:>9} tried  {kept:>6} in corpus  held"),
            Self::Broken { .. } => "BROKEN".to_owned(),
        }
    }
}

impl Target<'_> {
    fn run(&self, options: &Options) -> Result<Told, Failure> {
        let corpus = Temporary::new(self.name)?;
        copy(&self.corpus(), &corpus.0)?;
        let artifacts = root().join("fuzz/artifacts").join(self.name);
        fs::create_dir_all(&artifacts)?;
        let mut fuzz = self.command();
        fuzz.arg(&corpus.0)
            .args([LONGEST, SLOWEST, "-print_final_stats=0"]);
        fuzz.arg(format!("-max_total_time={}", options.seconds));
        fuzz.arg(format!("-artifact_prefix={}/", artifacts.display()));
        let told = told(&fuzz.output()?)?;
        if options.keep {
            self.merge(&corpus.0)?;
        }
        Ok(told)
    }

    /// Takes over those inputs that reach something that the ones in the repository do not.
    fn merge(&self, grown: &Path) -> Result<(), Failure> {
        let mut merge = self.command();
        merge.args(["-merge=1", LONGEST, SLOWEST]);
        let output = merge.arg(self.corpus()).arg(grown).output()?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("{}: the inputs could not be merged:\n{said}", self.name).into())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(self.programs.join(self.name));
        command.current_dir(root());
        command
    }

    fn corpus(&self) -> PathBuf {
        root().join("fuzz/corpus").join(self.name)
    }

    fn again(&self, input: &str) -> String {
        let program = self.programs.join(self.name);
        format!("{} {input}", program.display())
    }
}

/// Reads what libFuzzer printed.
fn told(output: &Output) -> Result<Told, Failure> {
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        let (_, path) = said
            .split_once("Test unit written to ")
            .ok_or_else(|| format!("did not run to its end ({}):\n{said}", output.status))?;
        return Ok(Told::Broken {
            input: path.lines().next().unwrap_or_default().to_owned(),
            said: reason(&said),
        });
    }
    let mut lines = said.lines();
    let done = lines
        .find(|line| line.contains("\tDONE "))
        .unwrap_or_default();
    let after = |words: &str| done.split_once(words).map_or("", |(_, rest)| rest);
    let until = |text: &str, end: [char; 2]| text.split(end).next().unwrap_or_default().to_owned();
    Ok(Told::Held {
        tried: until(after("#"), ['\t', ' ']),
        kept: until(after("corp: "), ['/', ' ']),
    })
}

/// What the target said when it broke: its panic, or libFuzzer's own words about time and memory.
fn reason(said: &str) -> String {
    let panicked = |line: &&str| line.contains("panicked at") || line.starts_with("ALARM");
    let lines = said.lines().skip_while(|line| !panicked(line));
    let said = lines.take_while(|line| !line.starts_with("==") && !line.starts_with("stack "));
    let lines: Vec<String> = said.take(6).map(|line| format!("  {line}")).collect();
    lines.join("\n").trim_end().to_owned()
}

/// Copies the files of a folder.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    for file in fs::read_dir(from)? {
        let file = file?;
        fs::copy(file.path(), to.join(file.file_name()))?;
    }
    Ok(())
}

/// A folder that is taken away when the work is done.
struct Temporary(PathBuf);

impl Temporary {
    fn new(target: &str) -> Result<Self, Failure> {
        let name = format!("contactable-fuzz-{}-{target}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Err(failure) = fs::remove_dir_all(&self.0) {
            eprintln!("{}: {failure}", self.0.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    use super::*;

    fn line(code: i32, said: &str) -> Result<String, Failure> {
        let output = Output {
            status: ExitStatus::from_raw(code << 8),
            stdout: Vec::new(),
            stderr: said.into(),
        };
        told(&output).map(|told| told.line())
    }

    #[test]
    fn what_libfuzzer_prints_is_read() {
        let said =
            "#15\tINITED cov: 8\n#2571\tDONE   cov: 7 ft: 2 corp: 499/11Kb lim: 42\nDone 2571";
        let held = line(0, said).unwrap();
        assert_eq!(held, "     2571 tried     499 in corpus  held");
        let said = "thread panicked at x.rs:1:\nwrong\nstack backtrace:\n==1== ERROR\nartifact_prefix='a/'; \
            Test unit written to a/crash-1\nBase64: eA==";
        assert_eq!(line(77, said).unwrap(), "BROKEN");
        assert_eq!(reason(said), "  thread panicked at x.rs:1:\n  wrong");
        assert!(line(1, "no such file").is_err());
    }
}
