//! The command line of `cargo xtask fuzz`.

pub const USAGE: &str = "\
Usage: cargo xtask fuzz [TARGET...] [OPTIONS]

  TARGET           what to fuzz: a file of fuzz/fuzz_targets without its .rs (all of them)
  --seconds N      how long to run each (60)
  --keep           put the inputs that reach something new into fuzz/corpus/TARGET; without it the
                   work tree stays as it is

Over a night, one target at a time: cargo xtask fuzz phone --seconds 28800 --keep
An input that breaks a target is kept in fuzz/artifacts/TARGET, with the command that runs it again.";

/// What to run, and how long.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    pub targets: Vec<String>,
    pub seconds: u64,
    pub keep: bool,
}

impl Options {
    /// Reads the command line, given every target there is.
    ///
    /// # Errors
    /// It cannot be read; says why.
    pub fn read(arguments: &[&str], known: &[String]) -> Result<Self, String> {
        let mut options = Self {
            targets: Vec::new(),
            seconds: 60,
            keep: false,
        };
        let mut rest = arguments.iter();
        while let Some(word) = rest.next() {
            match *word {
                "--keep" => options.keep = true,
                "--seconds" => options.seconds = seconds(rest.next())?,
                name if known.iter().any(|k| k == name) => options.targets.push(name.to_owned()),
                other => {
                    let known = known.join(", ");
                    return Err(format!("there is no target {other}; there are {known}"));
                }
            }
        }
        if options.targets.is_empty() {
            options.targets = known.to_vec();
        }
        Ok(options)
    }
}

/// Not zero, with which libFuzzer would run for ever.
fn seconds(word: Option<&&str>) -> Result<u64, String> {
    let number = word.and_then(|word| word.parse().ok());
    let number = number.filter(|number| *number > 0);
    number.ok_or_else(|| "--seconds needs a whole number above zero".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        Options::read(&words, &["email".to_owned(), "phone".to_owned()])
    }

    #[test]
    fn all_targets_unless_some_are_named() {
        assert_eq!(read("").unwrap().targets, ["email", "phone"]);
        let options = read("phone --seconds 5 --keep").unwrap();
        assert_eq!(options.targets, ["phone"]);
        assert_eq!((options.seconds, options.keep), (5, true));
    }

    #[test]
    fn mistakes_are_told() {
        for line in ["fax", "--seconds", "--seconds 0", "--seconds x", "--fast"] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
