use std::fmt::Write as _;
use std::net::SocketAddr;

use clap::ValueEnum;
use contactable_domain::ports::Clock as _;

use super::sample_data::{SampleTarget, targets};
use super::{Demo, Persona, token};
use crate::SystemClock;
use crate::failure::Failure;

impl Demo {
    /// What a demo prints when it listens: the address first, then tokens and calls to paste.
    ///
    /// # Errors
    /// [`Failure::Token`] when a token cannot be made.
    pub fn banner(&self, address: SocketAddr) -> Result<String, Failure> {
        let officer = token(Persona::Officer, &[], SystemClock.now())?;
        let social_worker = token(Persona::SocialWorker, &[], SystemClock.now())?;
        let data = self.place.told();
        let mut text = format!("Listening on http://{address}\n\n");
        let _ = writeln!(
            text,
            "A demo with data {data}. Browse the API at http://{address}/docs\n"
        );
        let _ = writeln!(
            text,
            "A housing officer's token, good for 12 hours:\n\n  OFFICER={officer}\n"
        );
        let _ = writeln!(
            text,
            "A social worker's:\n\n  SOCIAL_WORKER={social_worker}\n"
        );
        let _ = writeln!(
            text,
            "More with: contactable token PERSONA ({})\n",
            personas().join(", ")
        );
        if self.sample_data {
            write_calls(&mut text, address);
        }
        Ok(text)
    }
}

/// The names of all personas, as the command `token` takes them.
fn personas() -> Vec<String> {
    let values = Persona::value_variants().iter();
    let names = values.filter_map(ValueEnum::to_possible_value);
    names.map(|name| name.get_name().to_owned()).collect()
}

fn write_calls(text: &mut String, address: SocketAddr) {
    let targets = targets();
    let Some(first) = targets.first() else {
        return;
    };
    let _ = writeln!(text, "Paste these after the lines with the tokens:\n");
    for path in ["contact-details", "contactability"] {
        let call = format!("http://{address}/{path}?targetId={}", first.id);
        for token in ["OFFICER", "SOCIAL_WORKER"] {
            let _ = writeln!(
                text,
                "  curl -s -H \"Authorization: Bearer ${token}\" '{call}'"
            );
        }
    }
    let _ = writeln!(
        text,
        "\n{} invented people, organisations and tenures, among them:\n",
        targets.len()
    );
    for target in targets.iter().take(8).chain(others(&targets)) {
        let _ = writeln!(
            text,
            "  {}  {} ({})",
            target.id,
            target.who,
            target.kind.as_str()
        );
    }
}

/// The first organisation and the first tenure.
fn others(targets: &[SampleTarget]) -> impl Iterator<Item = &SampleTarget> {
    use contactable_domain::vocabulary::TargetKind::{Organisation, Tenure};
    [Organisation, Tenure]
        .into_iter()
        .filter_map(|kind| targets.iter().find(|target| target.kind == kind))
}
