//! Whose records go: of one area, of one's own team, of a patient.

use contactable_domain::area::{PlaceRules, Profile, Retiring, ServiceArea, ServiceAreas, Team};
use contactable_http::auth::Groups;
use contactable_server::demo::{
    self,
    Persona::{Clinician, HousingManager, Patient, SocialWorker, TeamLeader},
};

use super::{active, made, number, put, put_as, read};
use crate::contactability::plain_areas;
use crate::standing::known_patient;
use crate::test_app::{AMARA, TestApp, phone};

#[tokio::test]
async fn each_area_has_its_own() {
    let app = TestApp::new();
    let ours = made(&app, &phone("07700 900123", true)).await;
    let body = number("07700 900124", r#","targetType":"person""#);
    let theirs = put_as(&app, SocialWorker, "phone-mobile", &body).await;
    assert_eq!(theirs.status, 201, "{}", theirs.text);
    assert_eq!(theirs.json()["sourceServiceArea"]["area"], "Social Care");
    assert_eq!(read(&app, &ours).await["isActive"], true);
    let which = put_as(&app, TeamLeader, "phone-mobile", &body).await;
    assert_eq!(which.told(), ["sourceServiceArea.area which-area"]);
    let named = number("07700 900125", r#","sourceServiceArea":{"area":"housing"}"#);
    assert_eq!(
        put_as(&app, TeamLeader, "phone-mobile", &named)
            .await
            .status,
        200
    );
    let refused = put_as(&app, SocialWorker, "phone-mobile", &named).await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.told(), ["sourceServiceArea.area not-your-area"]);
    assert_eq!(read(&app, &ours).await["isActive"], false);
}

/// Housing with two teams that each retire their own, and Parks, which has one record of each use.
fn with_teams() -> TestApp {
    let teams = ["Repairs", "Rents"].map(|name| Team::named(name).expect("a name"));
    let housing = ServiceArea::named("Housing").expect("a name");
    let housing = housing.with_teams(teams.clone(), Retiring::RecordingTeam);
    let parks = ServiceArea::named("Parks").expect("a name");
    let parks = parks.with_places(PlaceRules {
        profile: Profile::Pds,
        ..PlaceRules::default()
    });
    TestApp::with(|parts| {
        let [repairs, rents] = teams;
        let mut groups = Groups::default();
        groups.add_team("housing-officers", &housing, repairs);
        groups.add_team("social-workers", &housing, rents);
        groups.add_manager("housing-managers", &housing);
        groups.add_area("housing-managers", parks.clone());
        parts.issuers = demo::staff_issuer(groups).into_iter().collect();
        parts.areas = ServiceAreas::new([housing, parks]);
    })
}

#[tokio::test]
async fn another_teams_record_is_not_taken_away() {
    let app = with_teams();
    let old = made(&app, &phone("07700 900123", true)).await;
    let body = number("07700 900124", "");
    let refused = put_as(&app, SocialWorker, "phone-mobile", &body).await;
    assert_eq!(refused.status, 403, "{}", refused.text);
    assert_eq!(refused.told(), ["sourceServiceArea.team another-team"]);
    assert_eq!(read(&app, &old).await["isActive"], true);
    let unknown = number("07700 900124", r#","sourceServiceArea":{"team":"Rents"}"#);
    let refused = put(&app, "phone-mobile", &unknown).await;
    assert_eq!(refused.told(), ["sourceServiceArea.team not-your-team"]);
    // A manager may, and it stays with the team that had it.
    let managed = number("07700 900124", r#","sourceServiceArea":{"area":"Housing"}"#);
    let done = put_as(&app, HousingManager, "phone-mobile", &managed).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!(done.json()["sourceServiceArea"]["team"], "Repairs");
    assert_eq!(done.json()["sourceServiceArea"]["isDefault"], true);
}

#[tokio::test]
async fn an_area_with_one_of_each_use_keeps_its_place() {
    let app = with_teams();
    let parks = r#","targetType":"person","sourceServiceArea":{"area":"Parks"}"#;
    for (value, status) in [
        ("07700 900121", 201),
        ("07700 900122", 200),
        ("07700 900123", 200),
    ] {
        let done = put_as(&app, HousingManager, "phone-mobile", &number(value, parks)).await;
        assert_eq!(done.status, status, "{}", done.text);
    }
    let second = phone("07700 900124", false).replace("Housing", "Parks");
    let second = app
        .call(HousingManager, "POST", "/contact-details", &second)
        .await;
    assert_eq!(second.told(), ["contactInformation.subType one-per-use"]);
    assert_eq!(active(&app, HousingManager).await, ["07700 900123"]);
}

#[tokio::test]
async fn a_patient_replaces_what_they_are_not_shown_too() {
    // Of the profile that lets two of one use stand beside each other.
    let app = TestApp::with(|parts| {
        parts.areas = plain_areas();
        parts.issuers = demo::issuers(&parts.areas);
    });
    known_patient(&app).await;
    for value in ["07700 900121", "07700 900122"] {
        let body = phone(value, false).replace("Housing", "NHS");
        let posted = app.call(Clinician, "POST", "/contact-details", &body).await;
        assert_eq!(posted.status, 201, "{}", posted.text);
        app.clock.advance_seconds(60);
    }
    let done = put_as(&app, Patient, "phone-mobile", &number("07700 900123", "")).await;
    assert_eq!(done.status, 200, "{}", done.text);
    for who in [Clinician, Patient] {
        assert_eq!(active(&app, who).await, ["07700 900123"]);
    }
    let nobody = format!(
        "/targets/{}/contact-details/phone-mobile",
        AMARA.replace("0001", "0002")
    );
    let body = number("07700 900123", r#","targetType":"person""#);
    let refused = app.call(Patient, "PUT", &nobody, &body).await;
    assert_eq!(refused.told(), ["targetId another-person"]);
}

/// PDS knows a landline and a home number by one word, so that they have one place.
#[tokio::test]
async fn where_pds_rules_a_landline_is_of_the_kind_of_a_home_number() {
    let app = TestApp::new();
    let landline = phone("020 7946 0001", false)
        .replace("Housing", "NHS")
        .replace("\"mobile\"", "\"landline\"");
    let made = app
        .call(Clinician, "POST", "/contact-details", &landline)
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
    let home = landline
        .replace("\"landline\"", "\"home\"")
        .replace("7946 0001", "7946 0002");
    let second = app.call(Clinician, "POST", "/contact-details", &home).await;
    assert_eq!(second.status, 400, "{}", second.text);
    assert_eq!(second.told(), ["contactInformation.subType one-per-use"]);
    let done = put_as(&app, Clinician, "phone-home", &number("020 7946 0003", "")).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!(done.json()["supersedes"], made.id());
}
