//! Who comes, what the thing that they ask about is to them, and what the table of access in docs/rules.md says.

use contactable_server::demo::Persona::{self, *};

use super::situation::Situation;
use crate::fhir::world::BASE;

/// Everybody whom the demo knows, by the name in the snapshot.
pub const EVERYBODY: &[(Persona, &str)] = &[
    (Officer, "officer"),
    (RepairsOfficer, "repairs-officer"),
    (HousingManager, "housing-manager"),
    (TeamLeader, "team-leader"),
    (SocialWorker, "social-worker"),
    (Clinician, "clinician"),
    (Patient, "patient"),
    (Unattended, "unattended"),
    (MailRun, "mail-run"),
    (Auditor, "auditor"),
    (Admin, "admin"),
    (SafeguardingLead, "safeguarding-lead"),
    (DutyOfficer, "duty-officer"),
    (Visitor, "visitor"),
    (PdsApp, "pds-app"),
    (PdsPrivilegedApp, "pds-privileged-app"),
];

/// Those whose tokens come to the same as somebody else's: they need not be tried once more.
const ALIKE: &[(Persona, Persona)] = &[(PdsWorker, Clinician), (PdsPatient, Patient)];

/// The areas that somebody works for.
pub fn areas_of(who: Persona) -> &'static [&'static str] {
    match who {
        Officer | RepairsOfficer | HousingManager | DutyOfficer | Unattended | MailRun => {
            &["Housing"]
        }
        TeamLeader | SafeguardingLead => &["Housing", "Social Care"],
        SocialWorker => &["Social Care"],
        Clinician | Patient | PdsWorker | PdsPatient | PdsApp | PdsPrivilegedApp => &["NHS"],
        Auditor | Admin | Visitor => &[],
    }
}

/// How the table of access calls somebody: as whom they come, and with which role. Of several roles, the one that
/// matters for the operation.
fn called(who: Persona, operation: &str) -> &'static str {
    match who {
        Officer | RepairsOfficer | HousingManager | TeamLeader | SocialWorker | Visitor => "staff",
        Clinician | PdsWorker => "healthcare worker",
        Patient | PdsPatient => "patient",
        Unattended | PdsApp => "unattended",
        PdsPrivilegedApp => "unattended: privileged",
        MailRun => "unattended, update",
        Auditor => "staff: auditor",
        Admin => "staff: administrator",
        SafeguardingLead if operation == "trace" => "staff: tracer",
        SafeguardingLead => "staff: safeguarding",
        DutyOfficer => "staff: break-glass",
    }
}

/// What the record of this situation is to them.
fn relation(who: Persona, situation: &Situation) -> &'static str {
    let own = areas_of(who);
    let mine = own.contains(&situation.area);
    if who == Patient {
        return match (situation.is_the_patient, mine) {
            (false, _) => "another-person",
            (true, true) => "own-details",
            (true, false) => "other-area",
        };
    }
    if mine {
        let their_team = matches!(who, RepairsOfficer | HousingManager);
        return if situation.team.is_none() || their_team {
            "own-team"
        } else {
            "other-team"
        };
    }
    let Some(sharing) = &situation.sharing else {
        return "other-area";
    };
    match (own.contains(&sharing.to), sharing.holds, sharing.for_this) {
        (true, true, true) => "granted",
        (true, true, false) => "granted-otherwise",
        _ => "other-area",
    }
}

/// What stands between them and a person at risk.
fn shield(who: Persona, situation: &Situation) -> &'static str {
    match (situation.restricted, who) {
        (false, _) => "open",
        (true, SafeguardingLead | PdsPrivilegedApp) => "trusted",
        (true, DutyOfficer) if situation.glass_broken => "glass-broken",
        (true, _) => "restricted",
    }
}

/// What the table decides about an operation: the word and the rule, as the trail has them.
pub fn decision(operation: &str, path: &str, who: Persona, situation: &Situation) -> String {
    let own = areas_of(who);
    let patient = who == Patient;
    let mut relation = relation(who, situation);
    if path.starts_with(BASE) {
        // About what the area of Patients holds, whoever holds the record.
        relation = match (patient, situation.is_the_patient) {
            (true, true) => "own-details",
            (true, false) => "another-person",
            _ if own.contains(&"NHS") => "own-team",
            _ => "other-area",
        };
    } else if path.contains("/preferences") && patient && situation.is_the_patient {
        relation = "own-details";
    } else if path.contains("/preferences") && !patient && !own.is_empty() {
        // About what their own area was told, whoever holds the record.
        relation = "own-team";
    } else if operation == "record" && !patient {
        // About the area for which it is to be recorded.
        relation = if own.contains(&situation.area) {
            "own-team"
        } else {
            "other-area"
        };
    } else if matches!(operation, "see-sharing" | "unshare") && !patient {
        // About the agreement, which is both areas'.
        let to = situation.sharing.as_ref().map(|sharing| sharing.to);
        let either = own
            .iter()
            .any(|area| *area == situation.area || Some(*area) == to);
        relation = if either { "own-team" } else { "other-area" };
    }
    let (role, shield) = (called(who, operation), shield(who, situation));
    match (role, shield) {
        // Two roles, of which the table has one in each row: who may trace, and who is trusted.
        ("staff: tracer", "trusted") => look_up(operation, role, relation, "open")
            .replace("own-area", "trusted-with-restricted")
            .replace("sharing-grant", "trusted-with-restricted"),
        _ => look_up(operation, role, relation, shield),
    }
}

/// The row of the table for this.
fn look_up(operation: &str, who: &str, relation: &str, shield: &str) -> String {
    let page = include_str!("../../../../../docs/rules.md");
    let heading = format!("#### `{operation}`");
    let part = page.split_once(&heading).expect("the operation's part").1;
    let part = part.split("\n####").next().unwrap_or_default();
    let rows = part.lines().filter(|line| line.starts_with('|')).skip(2);
    let rows: Vec<Vec<&str>> = rows
        .map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let named = rows
        .iter()
        .any(|row| row[0].split("; ").any(|name| name == who));
    // A role that is not named changes nothing.
    let who = if named {
        who
    } else {
        who.split(':').next().unwrap_or_default()
    };
    let has = |cell: &str, word: &str| cell == "any" || cell.split(", ").any(|one| one == word);
    let row = rows.iter().find(|row| {
        row[0].split("; ").any(|name| name == who) && has(row[1], relation) && has(row[2], shield)
    });
    let row = row.unwrap_or_else(|| panic!("no row: {operation}, {who}, {relation}, {shield}"));
    let (word, rule) = row[3].split_once(": ").expect("a decision and its rule");
    let outcome = if word == "**yes**" {
        "allowed"
    } else {
        "refused"
    };
    format!("{outcome} {}", rule.trim_matches('`'))
}

#[test]
fn everybody_whom_the_demo_knows_is_here() {
    use clap::ValueEnum as _;
    let tried = EVERYBODY.iter().map(|(who, _)| *who);
    let known: Vec<Persona> = tried.chain(ALIKE.iter().map(|(who, _)| *who)).collect();
    for persona in Persona::value_variants() {
        assert!(known.contains(persona), "{persona:?}");
    }
    assert_eq!(known.len(), Persona::value_variants().len());
}
