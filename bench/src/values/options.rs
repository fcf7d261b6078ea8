//! The command line of `contactable-bench values`.

use std::path::PathBuf;

/// The word that asks for the values alone.
pub const COMMAND: &str = "values";

/// How often to measure, and where to tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    pub rounds: usize,
    pub write: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            rounds: 25,
            write: None,
        }
    }
}

impl Options {
    /// Reads what follows the word; nothing when there is another word.
    ///
    /// # Errors
    /// It cannot be read; says why.
    pub fn told(arguments: &[String]) -> Option<Result<Self, String>> {
        match arguments {
            [word, rest @ ..] if word == COMMAND => Some(Self::read(rest)),
            _ => None,
        }
    }

    fn read(words: &[String]) -> Result<Self, String> {
        let mut options = Self::default();
        let mut rest = words.iter();
        while let Some(name) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{name} needs a value"));
            match name.as_str() {
                "--quick" => options.rounds = 1,
                "--write" => options.write = Some(value()?.into()),
                "--rounds" => {
                    let rounds = value()?.parse().ok().filter(|rounds| *rounds > 0);
                    options.rounds = rounds.ok_or("--rounds needs a whole number above zero")?;
                }
                other => return Err(format!("there is no option {other} for values")),
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<Result<Options, String>> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::told(&words)
    }

    #[test]
    fn the_word_comes_first() {
        assert_eq!(told("--server s"), None);
        let options = told("values --rounds 3 --write docs/p.md")
            .unwrap()
            .unwrap();
        assert_eq!(options.rounds, 3);
        assert_eq!(options.write, Some("docs/p.md".into()));
        assert!(told("values --server s").unwrap().is_err());
        assert!(told("values --rounds 0").unwrap().is_err());
    }
}
