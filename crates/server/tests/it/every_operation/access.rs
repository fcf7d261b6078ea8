//! Every operation, by everybody, however things stand: what comes back and what the trail has, held against the table
//! of access in docs/rules.md, and written down in a snapshot that is reviewed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::Body;
use axum::http::Request;
use contactable_domain::audit::{Stream, TrailQuery};
use contactable_domain::ids::TargetId;
use contactable_server::demo::Persona::{self, DutyOfficer, Patient, SafeguardingLead, TeamLeader};
use uuid::Uuid;

use super::operations::{NEW, Operation, PROTECTED};
use super::people::{EVERYBODY, decision};
use super::situation::{Case, SITUATIONS, Situation};
use crate::fhir::world::BASE;
use crate::test_app::{AMARA, Answer, TestApp, phone};

/// Rules by which something is refused as if there were nothing.
const SILENT: &[&str] = &[
    "another-area",
    "not-shared-for-this",
    "another-person",
    "restricted-person",
    "not-in-view",
];

/// The numbers of calls, so that each has its own correlation id and its own target that never was.
static COUNT: AtomicU32 = AtomicU32::new(1);

/// What came of a call.
struct Told {
    answer: Answer,
    correlation: Uuid,
}

/// Calls an operation about this case.
async fn call(
    app: &TestApp,
    operation: &Operation,
    who: Persona,
    situation: &Situation,
    case: &Case,
) -> Told {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let correlation =
        Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 | u128::from(number));
    let mut path = concrete(operation.called, situation, case);
    let mut body = operation.body.map_or(String::new(), |body| match body {
        // Of another use than the one that is held: where Patients are held, there is one of each.
        NEW => {
            let new = phone("07700 900456", false).replace("mobile", "other");
            concrete(&new, situation, case)
        }
        body => concrete(body, situation, case),
    });
    if matches!(who, TeamLeader | SafeguardingLead) {
        // For which of their areas they ask.
        match (operation.method, operation.path) {
            ("get", "/contactability") => path.push_str("&area=Housing"),
            ("get", "/targets/{id}/preferences/history") => path.push_str("?area=Housing"),
            ("post", "/contactability") | ("put", "/targets/{id}/preferences") => {
                body = body.replacen('{', r#"{"area":"Housing","#, 1);
            }
            _ => {}
        }
    }
    let claims = match (who, situation.is_the_patient) {
        (Patient, true) => vec![format!("nhs_number=\"{}\"", case.number)],
        _ => Vec::new(),
    };
    let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
    let mut request = Request::builder()
        .method(operation.method.to_uppercase().as_str())
        .uri(path)
        .header("x-correlation-id", correlation.to_string())
        .header(
            "authorization",
            format!("Bearer {}", app.token(who, &claims)),
        );
    if operation.asks == "trace" {
        request = request.header("x-purpose", "service-delivery");
    }
    for (name, value) in operation.headers() {
        request = request.header(*name, *value);
    }
    let answer = app
        .send(request.body(Body::from(body)).expect("a request"))
        .await;
    Told {
        answer,
        correlation,
    }
}

/// A request about this case.
fn concrete(text: &str, situation: &Situation, case: &Case) -> String {
    let other = if situation.area == "NHS" {
        "Social Care"
    } else {
        "NHS"
    };
    text.replace("\"to\":\"NHS\"", &format!("\"to\":\"{other}\""))
        .replace("Housing", situation.area)
        .replace("018f3f2e-7a3b-7c00-8000-00000000000a", &case.grant)
        .replace("07700 900123", &case.value())
        .replace("07700900123", &case.value().replace(' ', ""))
        .replace("{target}", &case.target)
        .replace("{id}", &case.record)
        .replace("9990000018", &case.number)
        .replace(AMARA, &case.target)
}

/// What the trail has of a request about a target, or about none where it has nothing there: outcome and rule, each
/// once. Reads on after the last entry about none that was seen.
async fn trail(app: &TestApp, case: &Case, correlation: Uuid, seen: &mut u64) -> Vec<String> {
    let target = TargetId::parse(&case.target).expect("an id");
    let mut lines = Vec::new();
    for target in [Some(target), None] {
        if !lines.is_empty() {
            break;
        }
        let query = TrailQuery {
            stream: Stream::of(target),
            target,
            from: None,
            until: None,
            after: if target.is_none() { *seen } else { 0 },
            limit: usize::MAX,
        };
        for entry in app.store.trail_entries(query).await.expect("readable") {
            if target.is_none() {
                *seen = entry.number;
            }
            let line = format!("{} {}", entry.outcome, entry.because);
            if entry.correlation == correlation && !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}

/// An answer word for word, but for the ids of what was asked about and of the request.
fn words(told: &Told, case: &Case) -> String {
    let mut headers: Vec<String> = told
        .answer
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {value:?}"))
        .collect();
    headers.sort();
    format!(
        "{}\n{}\n{}",
        told.answer.status,
        headers.join("\n"),
        told.answer.text
    )
    .replace(&told.correlation.to_string(), "(correlation)")
    .replace(&case.target, "(target)")
    .replace(&case.record, "(record)")
    .replace(&case.grant, "(grant)")
    .replace(&case.number, "(number)")
}

/// Whether a line of the trail may stand where the table names another rule, with the reason.
fn stands_for(line: &str, expected: &str, operation: &Operation, situation: &Situation) -> bool {
    match line {
        // What is so already.
        "allowed no-change" => expected.starts_with("allowed"),
        // Who works for no area is told so, whatever there is.
        "refused no-area" => expected.ends_with("another-area") || operation.asks == "check",
        // The area is named in the request, or by what it lives, so nothing of the target is looked at.
        "refused not-your-area" => {
            expected.ends_with("another-area")
                && (matches!(operation.asks, "record" | "share") || of_patients(operation))
        }
        // There is no such agreement, or no such revocation.
        "refused not-found" => {
            (operation.asks == "unshare" && situation.sharing.is_none())
                || operation.path == "/revocations/{id}"
        }
        // What the table allows, and the patches or the version that they are for do not.
        "refused INVALID_UPDATE" | "refused RESOURCE_VERSION_MISMATCH" => {
            of_patients(operation) && expected.starts_with("allowed")
        }
        // That somebody searched; what they found is looked at by `finds_what_the_table_says`.
        "allowed by-role" => operation.asks == "trace",
        _ => false,
    }
}

/// Whether a line may stand where the answer is the one that there is for nothing: nothing of the record was looked
/// at, so the trail has by which rule somebody looked at what they may, or that the person is restricted.
fn looked_at_nothing(
    line: &str,
    expected: &str,
    operation: &Operation,
    situation: &Situation,
) -> bool {
    let looks = matches!(
        operation.asks,
        "see" | "see-history" | "ask" | "see-sharing"
    );
    let empty = operation.path.contains("/preferences") || operation.path.ends_with("/sharing");
    let by_rule = line.starts_with("allowed") && (expected.starts_with("refused") || empty);
    looks && (by_rule || (situation.restricted && line == "refused restricted-person"))
}

/// Whether it is about a person by NHS number, as the area holds them that lives by the rules of PDS.
fn of_patients(operation: &Operation) -> bool {
    operation.path.starts_with(BASE)
}

/// A search finds the record of whoever may be found, and no other.
fn finds_what_the_table_says(told: &Told, expected: &str, case: &Case) -> bool {
    told.answer.text.contains(&case.record) == expected.starts_with("allowed")
}

/// What is wrong with what was told, and the cell of the snapshot.
async fn judged(
    app: &TestApp,
    operation: &Operation,
    (who, told): (Persona, &Told),
    (situation, case): (&Situation, &Case),
    lines: &[String],
) -> (String, Vec<String>) {
    let expected = decision(operation.asks, operation.path, who, situation);
    let trail = lines.join(", ");
    let (mut cell, mut faults) = (
        format!("{} {trail}", told.answer.status.as_u16()),
        Vec::new(),
    );
    let exact = lines.contains(&expected);
    let mut as_nothing = false;
    if expected.starts_with("refused") || (!exact && operation.method == "get") {
        let nobody = Case::that_never_was(COUNT.fetch_add(1, Ordering::Relaxed));
        let nothing = call(app, operation, who, situation, &nobody).await;
        let (one, other) = (words(told, case), words(&nothing, &nobody));
        // Who may break the glass is told that there is a glass, and by nothing else than that.
        let one = match who {
            DutyOfficer if situation.restricted => {
                let length = |text: &str| format!("content-length: \"{}\"", text.len());
                one.replace(&length(&told.answer.text), &length(&nothing.answer.text))
                    .replace(r#","restricted":true"#, "")
            }
            _ => one,
        };
        as_nothing = one == other;
        let silent = SILENT
            .iter()
            .any(|rule| expected == format!("refused {rule}"));
        // Something new about a person at risk is refused openly, and a Patient says that they are.
        let openly = expected.ends_with("restricted-person")
            && (matches!(operation.asks, "record" | "share") || of_patients(operation));
        if as_nothing {
            cell.push_str(" (as nothing)");
        } else if silent && !openly && operation.asks != "trace" {
            faults.push(format!("{one}\nand for nothing\n{other}"));
        }
    }
    let stands = |line: &String| {
        stands_for(line, &expected, operation, situation)
            || (as_nothing && looked_at_nothing(line, &expected, operation, situation))
    };
    // What shows nothing that is held leaves an entry only when it is refused.
    let unnoted = operation.asks == "check" && lines.is_empty();
    if !exact && !unnoted && !lines.iter().any(stands) {
        faults.push(format!("the table says {expected}, the trail {trail}"));
    }
    if operation.asks == "trace" && !finds_what_the_table_says(told, &expected, case) {
        faults.push(format!(
            "the table says {expected}, and found is {}",
            told.answer.text
        ));
    }
    (cell, faults)
}

/// The column of a situation for everybody, an outcome for each operation and person.
async fn outcomes(situation: &'static Situation) -> (Vec<Vec<String>>, Vec<String>) {
    let app = TestApp::new();
    let mut made = 1;
    let mut case = situation.made(&app, made).await;
    let mut column = Vec::new();
    let (mut faults, mut seen) = (Vec::new(), 0);
    for operation in PROTECTED {
        let mut cells = Vec::new();
        for (who, name) in EVERYBODY {
            let told = call(&app, operation, *who, situation, &case).await;
            let lines = trail(&app, &case, told.correlation, &mut seen).await;
            let about = (situation, &case);
            let (cell, wrong) = judged(&app, operation, (*who, &told), about, &lines).await;
            for fault in wrong {
                let (method, path) = (operation.method, operation.path);
                faults.push(format!(
                    "{method} {path} by {name}, {}: {fault}",
                    situation.name
                ));
            }
            cells.push(cell);
            let wrote = operation.method != "get" && told.answer.status.is_success();
            if wrote && !matches!(operation.asks, "check" | "ask" | "trace") {
                made += 1;
                case = situation.made(&app, made).await;
            }
        }
        column.push(cells);
    }
    (column, faults)
}

/// What came of each operation: for those for whom it is alike however things stand, the outcomes and when.
fn written(columns: &[Vec<Vec<String>>]) -> String {
    let mut text = String::new();
    for (row, operation) in PROTECTED.iter().enumerate() {
        let _ = writeln!(
            text,
            "{} {}  [{}]",
            operation.method, operation.path, operation.asks
        );
        let mut alike: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
        for (person, (_, name)) in EVERYBODY.iter().enumerate() {
            let all: Vec<&str> = columns
                .iter()
                .map(|column| column[row][person].as_str())
                .collect();
            match alike.iter_mut().find(|(known, _)| *known == all) {
                Some((_, names)) => names.push(name),
                None => alike.push((all, vec![name])),
            }
        }
        for (all, names) in alike {
            let _ = writeln!(text, "  {}", names.join(", "));
            let mut when: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (situation, outcome) in SITUATIONS.iter().zip(&all) {
                when.entry(outcome).or_default().push(situation.name);
            }
            for (outcome, situations) in &when {
                let always = situations.len() == SITUATIONS.len();
                let when = if always {
                    "always".to_owned()
                } else {
                    situations.join(", ")
                };
                let _ = writeln!(text, "    {outcome} | {when}");
            }
        }
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_what_the_table_of_access_says() {
    let running: Vec<_> = SITUATIONS
        .iter()
        .map(|one| tokio::spawn(outcomes(one)))
        .collect();
    let (mut columns, mut faults) = (Vec::new(), Vec::new());
    for one in running {
        let (column, wrong) = one.await.expect("it ends well");
        columns.push(column);
        faults.extend(wrong);
    }
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
    insta::assert_snapshot!(written(&columns));
}
