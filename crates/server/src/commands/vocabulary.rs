//! `contactable vocabulary`: what every interface calls a detail, and what each of them cannot say.

use contactable_domain::vocabulary::{CouncilSubType, FhirCode, Label, Loss, PdsCode, Row, rows};

use super::say;
use super::table::columns;

/// Prints the table.
pub fn run() {
    let lines: Vec<Vec<String>> = rows().map(line).collect();
    let headings = [
        "channel",
        "use or whose",
        "council",
        "PDS and HL7 V3",
        "FHIR",
        "what is lost",
    ];
    say(&columns(&headings, &lines));
    say("\nRead and never written: addr HV is a temporary address, written addr TMP.");
}

fn line(row: Row) -> Vec<String> {
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let council = row.council_type().map(|kind| match row.council_sub_type() {
        Some(sub_type) => format!("{kind} {}", CouncilSubType::as_str(sub_type)),
        None => kind.to_owned(),
    });
    vec![
        row.channel.as_str().to_owned(),
        row.label.to_string(),
        or_none(council),
        or_none(row.pds().map(|code: PdsCode| code.to_string())),
        or_none(row.fhir().map(|code: FhirCode| code.to_string())),
        losses(row),
    ]
}

/// What each interface does not say.
fn losses(row: Row) -> String {
    let said = [
        ("council", row.lost_to_council()),
        ("PDS", row.lost_to_pds()),
        ("FHIR", row.lost_to_fhir()),
    ];
    let lost = said.into_iter().filter_map(|(name, loss)| match loss {
        Loss::Nothing => None,
        Loss::NotShown => Some(format!("{name}: not shown")),
        Loss::ComesBackAs(label) => Some(format!("{name}: comes back as {}", worded(label))),
    });
    lost.collect::<Vec<_>>().join("; ")
}

fn worded(label: Label) -> String {
    label.to_string()
}
