//! `contactable hl7 read` and `contactable hl7 write`: fragments of HL7 V3 as JSON lines, and back.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use contactable_domain::hl7::{
    Fragment, SystemPeriod, UseablePeriod, V3Address, V3Id, V3Refusal, V3Telecom, V3Text, read,
    write_part_of_whole,
};
use contactable_domain::vocabulary::{PdsAddressUse, PdsCode, PdsTelecomType, PdsTelecomUse};
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::{read_text, say};
use crate::failure::Failure;

/// Which way.
#[derive(Subcommand)]
pub enum Direction {
    /// Read telecom and addr elements and print a JSON object for each.
    Read(Source),
    /// Read such JSON objects, one a line, and print the elements.
    Write(Source),
}

/// Where from.
#[derive(Args)]
pub struct Source {
    /// The file; - for standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
}

/// Runs the command.
pub fn run(direction: &Direction) -> Result<(), Failure> {
    match direction {
        Direction::Read(source) => {
            let fragments = read(&read_text(&source.file)?)?;
            for fragment in &fragments {
                let json = serde_json::to_string(&Said::of(fragment));
                say(&json.map_err(|error| Failure::Io(error.into()))?);
            }
        }
        Direction::Write(source) => {
            let text = read_text(&source.file)?;
            for (number, line) in text.lines().enumerate() {
                if !line.trim().is_empty() {
                    let wrong = |problem| Failure::Hl7Line(number + 1, problem);
                    let said: Said = serde_json::from_str(line).map_err(|e| wrong(shape(&e)))?;
                    let fragment = said
                        .fragment()
                        .map_err(|refusal| wrong(refusal.to_string()))?;
                    say(&write_part_of_whole(&fragment));
                }
            }
        }
    }
    Ok(())
}

/// What is wrong with a line, without what stands in it.
fn shape(error: &serde_json::Error) -> String {
    format!(
        "it is not a fragment as `contactable hl7 read` prints it (column {})",
        error.column()
    )
}

/// A fragment as JSON. The house's words are printed and not read.
#[derive(Serialize, Deserialize)]
#[serde(tag = "element", rename_all = "camelCase")]
enum Said {
    #[serde(rename_all = "camelCase")]
    Telecom {
        #[serde(rename = "use")]
        usage: String,
        r#type: String,
        value: String,
        #[serde(flatten)]
        common: Common,
    },
    #[serde(rename_all = "camelCase")]
    Addr {
        #[serde(rename = "use")]
        usage: String,
        lines: [Option<String>; 5],
        #[serde(default, skip_serializing_if = "Option::is_none")]
        postal_code: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address_key: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
        #[serde(flatten)]
        common: Common,
    },
}

#[derive(Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Common {
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_root: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_extension: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    system_low: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    system_high: Option<DateTime>,
    /// What the house calls it.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    meaning: Option<String>,
}

fn own(text: Option<&V3Text>) -> Option<String> {
    text.map(|text| text.as_str().to_owned())
}

fn parsed(text: Option<String>) -> Result<Option<V3Text>, Wrong> {
    let given = text.filter(|text| !text.trim().is_empty());
    Ok(given.map(|text| V3Text::parse(&text)).transpose()?)
}

/// Why a line is no fragment.
#[derive(Debug, thiserror::Error)]
enum Wrong {
    #[error("{0}")]
    Refused(#[from] V3Refusal),
    #[error("{0} is not a code that PDS has")]
    Code(&'static str),
}

impl Said {
    fn of(fragment: &Fragment) -> Self {
        match fragment {
            Fragment::Telecom(telecom) => Self::Telecom {
                usage: telecom.use_.as_str().to_owned(),
                r#type: telecom.kind.as_str().to_owned(),
                value: telecom.value.as_str().to_owned(),
                common: Common::of(
                    telecom.period,
                    telecom.id.as_ref(),
                    telecom.system_effective,
                    PdsCode::Telecom {
                        kind: telecom.kind,
                        usage: telecom.use_,
                    },
                ),
            },
            Fragment::Address(address) => Self::Addr {
                usage: address.use_.as_str().to_owned(),
                lines: address.lines.each_ref().map(|line| own(line.as_ref())),
                postal_code: own(address.postal_code.as_ref()),
                address_key: own(address.address_key.as_ref()),
                description: own(address.description.as_ref()),
                common: Common::of(
                    address.period,
                    address.id.as_ref(),
                    address.system_effective,
                    PdsCode::Address {
                        usage: address.use_,
                    },
                ),
            },
        }
    }

    fn fragment(self) -> Result<Fragment, Wrong> {
        Ok(match self {
            Self::Telecom {
                usage,
                r#type,
                value,
                common,
            } => Fragment::Telecom(V3Telecom {
                use_: PdsTelecomUse::parse(&usage).ok_or(Wrong::Code("use"))?,
                kind: PdsTelecomType::parse(&r#type).ok_or(Wrong::Code("type"))?,
                value: V3Text::parse(&value)?,
                period: UseablePeriod::new(common.low, common.high)?,
                id: common.id()?,
                system_effective: common.system()?,
            }),
            Self::Addr {
                usage,
                lines,
                postal_code,
                address_key,
                description,
                common,
            } => {
                let [one, two, three, four, five] = lines;
                Fragment::Address(V3Address {
                    use_: PdsAddressUse::parse(&usage).ok_or(Wrong::Code("use"))?,
                    lines: [
                        parsed(one)?,
                        parsed(two)?,
                        parsed(three)?,
                        parsed(four)?,
                        parsed(five)?,
                    ],
                    postal_code: parsed(postal_code)?,
                    address_key: parsed(address_key)?,
                    description: parsed(description)?,
                    period: UseablePeriod::new(common.low, common.high)?,
                    id: common.id()?,
                    system_effective: common.system()?,
                })
            }
        })
    }
}

impl Common {
    fn of(
        period: UseablePeriod,
        id: Option<&V3Id>,
        system: Option<SystemPeriod>,
        code: PdsCode,
    ) -> Self {
        let (channel, label) = code.meaning();
        Self {
            low: period.low(),
            high: period.high(),
            id_root: id.map(|id| id.root.as_str().to_owned()),
            id_extension: id.and_then(|id| own(id.extension.as_ref())),
            system_low: system.and_then(|system| system.low()),
            system_high: system.and_then(|system| system.high()),
            meaning: Some(format!("{} {label}", channel.as_str())),
        }
    }

    fn id(&self) -> Result<Option<V3Id>, Wrong> {
        let Some(root) = parsed(self.id_root.clone())? else {
            return Ok(None);
        };
        let extension = parsed(self.id_extension.clone())?;
        Ok(Some(V3Id { root, extension }))
    }

    fn system(&self) -> Result<Option<SystemPeriod>, Wrong> {
        if self.system_low.is_none() && self.system_high.is_none() {
            return Ok(None);
        }
        Ok(Some(SystemPeriod::new(self.system_low, self.system_high)?))
    }
}
