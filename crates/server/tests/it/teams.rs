//! Teams of one area: who may retire what another of them recorded.

use contactable_domain::area::{Retiring, ServiceArea, ServiceAreas, Team};
use contactable_http::auth::Groups;
use contactable_server::demo::{
    self,
    Persona::{self, HousingManager, Officer, SocialWorker, TeamLeader},
};

use crate::test_app::{AMARA, Answer, TestApp, phone};

/// Who records.
const REPAIRS: Persona = Officer;
/// Somebody of another team of the area.
const RENTS: Persona = SocialWorker;
/// A manager of the area, of no team.
const MANAGER: Persona = HousingManager;
/// Somebody of both teams.
const BOTH: Persona = TeamLeader;

/// Housing with the teams Repairs and Rents.
fn app(retiring: Retiring) -> TestApp {
    let teams = ["Repairs", "Rents"].map(|name| Team::named(name).expect("a name"));
    let housing = ServiceArea::named("Housing").expect("a name");
    let housing = housing.with_teams(teams.clone(), retiring);
    TestApp::with(|parts| {
        let [repairs, rents] = teams;
        let mut groups = Groups::default();
        groups.add_team("housing-officers", &housing, repairs);
        groups.add_team("social-workers", &housing, rents);
        groups.add_manager("housing-managers", &housing);
        parts.issuers = demo::staff_issuer(groups).into_iter().collect();
        parts.areas = ServiceAreas::new([housing]);
    })
}

async fn made(app: &TestApp, who: Persona) -> String {
    let body = phone("07700 900123", true);
    let answer = app.call(who, "POST", "/contact-details", &body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.id()
}

const OTHER: &str =
    r#"{"contactInformation":{"contactType":"phone","subType":"mobile","value":"07700 900124"}}"#;

/// The same number, said to be somebody else's.
const THEIRS: &str =
    r#"{"contactInformation":{"contactType":"phone","subType":"carer","value":"07700 900123"}}"#;

/// The ways to take a record away, or what it says.
async fn ways_to_take_away(app: &TestApp, who: Persona, id: &str) -> [Answer; 5] {
    let record = format!("/contact-details/{id}");
    let replacement = format!("{record}/replacement");
    let deployed = "/api/v1/contactDetails";
    let edit = format!("/api/v2/contactDetails/{id}/person/{AMARA}");
    let delete = format!("{deployed}?id={id}&targetId={AMARA}");
    [
        app.call(who, "PUT", &record, r#"{"isActive":false}"#).await,
        app.call(who, "POST", &replacement, OTHER).await,
        app.call(who, "DELETE", &delete, "").await,
        app.call(who, "PATCH", &edit, OTHER).await,
        app.call(who, "PATCH", &edit, THEIRS).await,
    ]
}

#[tokio::test]
async fn another_team_takes_nothing_away() {
    let app = app(Retiring::RecordingTeam);
    let id = made(&app, REPAIRS).await;
    for refused in ways_to_take_away(&app, RENTS, &id).await {
        assert_eq!(refused.status, 403, "{}", refused.text);
        assert!(refused.text.contains("another-team"), "{}", refused.text);
    }
    let record = format!("/contact-details/{id}");
    let read = app.call(RENTS, "GET", &record, "").await;
    assert_eq!(read.json()["isActive"], true);
    assert_eq!(read.json()["sourceServiceArea"]["team"], "Repairs");
    assert_eq!(read.header("etag"), "\"v1\"");
}

#[tokio::test]
async fn a_refusal_says_whom_to_ask() {
    let app = app(Retiring::RecordingTeam);
    let record = format!("/contact-details/{}", made(&app, REPAIRS).await);
    let refused = app
        .call(RENTS, "PUT", &record, r#"{"isActive":false}"#)
        .await;
    assert_eq!(refused.told(), ["sourceServiceArea.team another-team"]);
    assert!(
        refused.text.contains("Ask the team Repairs"),
        "{}",
        refused.text
    );
}

#[tokio::test]
async fn another_team_may_do_what_takes_nothing_away() {
    let app = app(Retiring::RecordingTeam);
    let id = made(&app, REPAIRS).await;
    let record = format!("/contact-details/{id}");
    let described = r#"{"contactInformation":{"description":"after 6"},"sourceServiceArea":{"isDefault":false}}"#;
    assert_eq!(app.call(RENTS, "PUT", &record, described).await.status, 200);
    let edit = format!("/api/v2/contactDetails/{id}/person/{AMARA}");
    let same = OTHER.replace("07700 900124", "+447700900123");
    assert_eq!(app.call(RENTS, "PATCH", &edit, &same).await.status, 204);
    let verification = format!("{record}/verification");
    let verified = app
        .call(RENTS, "POST", &verification, r#"{"how":"reached"}"#)
        .await;
    assert_eq!(verified.status, 200);
}

#[tokio::test]
async fn another_teams_record_may_lose_the_default() {
    let app = app(Retiring::RecordingTeam);
    let theirs = made(&app, REPAIRS).await;
    let own = made(&app, RENTS).await;
    let is_default = async |id: &str| {
        let path = format!("/contact-details/{id}");
        app.call(RENTS, "GET", &path, "").await.json()["sourceServiceArea"]["isDefault"].clone()
    };
    assert_eq!(
        (is_default(&theirs).await, is_default(&own).await),
        (false.into(), true.into())
    );
}

#[tokio::test]
async fn the_recording_team_and_a_manager_may() {
    for who in [REPAIRS, MANAGER, BOTH] {
        let app = app(Retiring::RecordingTeam);
        let id = made(&app, REPAIRS).await;
        let path = format!("/contact-details/{id}/replacement");
        let new = app.call(who, "POST", &path, OTHER).await;
        assert_eq!(new.status, 201, "{who:?}: {}", new.text);
        // It stays the recording team's, whoever replaced it.
        assert_eq!(new.json()["sourceServiceArea"]["team"], "Repairs");
        let record = format!("/contact-details/{}", new.id());
        let ended = app.call(who, "PUT", &record, r#"{"isActive":false}"#).await;
        assert_eq!(ended.status, 200, "{who:?}: {}", ended.text);
    }
}

#[tokio::test]
async fn an_area_may_let_any_team_retire() {
    let app = app(Retiring::AnyTeam);
    let id = made(&app, REPAIRS).await;
    let [ended, ..] = ways_to_take_away(&app, RENTS, &id).await;
    assert_eq!(ended.status, 200, "{}", ended.text);
}

#[tokio::test]
async fn what_no_team_recorded_is_retired_by_all() {
    let app = app(Retiring::RecordingTeam);
    let record = format!("/contact-details/{}", made(&app, MANAGER).await);
    let ended = app
        .call(RENTS, "PUT", &record, r#"{"isActive":false}"#)
        .await;
    assert_eq!(ended.status, 200, "{}", ended.text);
}

#[tokio::test]
async fn somebody_of_two_teams_says_for_which() {
    let app = app(Retiring::RecordingTeam);
    let body = phone("07700 900123", true);
    let post = async |who, team: &str| {
        let source = format!(r#""team":"{team}","area":"Housing""#);
        let body = body.replace(r#""area":"Housing""#, &source);
        app.call(who, "POST", "/contact-details", &body).await
    };
    let refused = app.call(BOTH, "POST", "/contact-details", &body).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.told(), ["sourceServiceArea.team which-team"]);
    let told = post(BOTH, "rents").await;
    assert_eq!(told.json()["sourceServiceArea"]["team"], "Rents");
    for (who, team) in [(RENTS, "Repairs"), (BOTH, "Parking"), (MANAGER, "Parking")] {
        let refused = post(who, team).await;
        assert_eq!(refused.status, 403, "{who:?} {team}");
        assert_eq!(refused.told(), ["sourceServiceArea.team not-your-team"]);
    }
    // A manager may record for any team of the area.
    let told = post(MANAGER, "Rents").await;
    assert_eq!(told.json()["sourceServiceArea"]["team"], "Rents");
}
