//! Service areas with rules of their own: what they show, and what they change.

use contactable_domain::area::{
    DefaultPer, LetterPolicy, LetterRules, Limits, PlaceRules, Profile, Retiring, ServiceArea,
    ServiceAreas, Team,
};
use contactable_http::auth::Groups;
use contactable_server::demo::{
    self,
    Persona::{self, HousingManager, Officer, SocialWorker, Visitor},
};
use serde_json::{Value, json};

use crate::test_app::{AMARA, Answer, TestApp, phone};

/// Somebody of the team Repairs.
const REPAIRS: Persona = Officer;
/// Somebody of the team Rents.
const RENTS: Persona = SocialWorker;
/// A manager of Housing, who works for Parks, too.
const MANAGER: Persona = HousingManager;

/// Housing, as it is changed, and Parks, which has one record of each use.
fn app(change: impl FnOnce(ServiceArea) -> ServiceArea) -> TestApp {
    let teams = ["Repairs", "Rents"].map(|name| Team::named(name).expect("a name"));
    let housing = ServiceArea::named("Housing").expect("a name");
    let housing = change(housing.with_teams(teams.clone(), Retiring::AnyTeam));
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

fn per_team(area: ServiceArea) -> ServiceArea {
    area.with_places(PlaceRules {
        default_per: DefaultPer::Team,
        ..PlaceRules::default()
    })
}

async fn post(app: &TestApp, who: Persona, body: &str) -> Answer {
    app.call(who, "POST", "/contact-details", body).await
}

async fn made(app: &TestApp, who: Persona, body: &str) -> String {
    let answer = post(app, who, body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.id()
}

/// A mobile number of Parks, or an address.
fn of_parks(value: &str) -> String {
    phone(value, false).replace("Housing", "Parks")
}

#[tokio::test]
async fn areas_say_what_their_rules_are() {
    let app = app(|area| {
        area.with_places(PlaceRules {
            limits: Limits {
                phones: Some(3),
                emails: None,
                addresses: Some(20),
            },
            default_per: DefaultPer::Team,
            ..PlaceRules::default()
        })
        .with_letter_rules(LetterRules {
            policy: LetterPolicy::Pds,
            forwarding_first: true,
            overseas: false,
        })
        .with_retention(Some(6))
    });
    let answer = app.call(REPAIRS, "GET", "/areas", "").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let housing = json!({
        "name": "Housing",
        "profile": "council",
        "limits": {"phones": 3, "emails": null, "addresses": 20},
        "defaultPer": "team",
        "teams": [{"name": "Repairs", "isYours": true}, {"name": "Rents", "isYours": false}],
        "isManager": false,
        "retiring": "any-team",
        "uprn": "optional",
        "letters": {"policy": "pds", "forwardingFirst": true, "overseas": false},
        "retentionYears": 6,
    });
    assert_eq!(answer.json(), json!({"results": [housing]}));
    let both = app.call(MANAGER, "GET", "/areas", "").await.json();
    let both = both["results"].as_array().expect("a list");
    assert_eq!(both.len(), 2);
    let named = |name: &str| both.iter().find(|area| area["name"] == name);
    let parks = named("Parks").expect("it is theirs");
    assert_eq!(
        (&parks["profile"], &parks["limits"]),
        (&json!("pds"), &Value::Null)
    );
    assert_eq!(
        (&parks["retentionYears"], &parks["teams"]),
        (&Value::Null, &json!([]))
    );
    assert_eq!(parks["isManager"], false);
    let housing = named("Housing").expect("it is theirs");
    assert_eq!(housing["isManager"], true);
    assert!(
        housing["teams"]
            .as_array()
            .expect("teams")
            .iter()
            .all(|team| team["isYours"] == false)
    );
}

#[tokio::test]
async fn somebody_of_no_area_is_told_so() {
    let refused = app(|area| area).call(Visitor, "GET", "/areas", "").await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.told(), ["sourceServiceArea.area no-area"]);
}

#[tokio::test]
async fn a_full_area_says_how_many_it_holds() {
    let app = app(|area| {
        area.with_places(PlaceRules {
            limits: Limits {
                phones: Some(2),
                ..Limits::default()
            },
            ..PlaceRules::default()
        })
    });
    for number in ["07700 900101", "07700 900102"] {
        made(&app, REPAIRS, &phone(number, false)).await;
    }
    let third = phone("07700 900103", false);
    let refused = post(&app, RENTS, &third).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.told(), ["existingContacts too-many-active"]);
    assert!(
        refused.text.contains("The maximum of 2 active phone"),
        "{}",
        refused.text
    );
    let deployed = app
        .call(RENTS, "POST", "/api/v2/contactDetails", &third)
        .await;
    assert_eq!(deployed.status, 400);
    assert!(
        deployed.text.contains("The maximum of 2 active phone"),
        "{}",
        deployed.text
    );
}

#[tokio::test]
async fn a_second_record_of_a_use_is_refused_where_there_is_one() {
    let app = app(|area| area);
    let first = made(&app, MANAGER, &of_parks("07700 900101")).await;
    let second = of_parks("07700 900102");
    let refused = post(&app, MANAGER, &second).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.told(), ["contactInformation.subType one-per-use"]);
    assert!(
        refused.text.contains("Replace the one that is there"),
        "{}",
        refused.text
    );
    let deployed = app
        .call(MANAGER, "POST", "/api/v2/contactDetails", &second)
        .await;
    assert_eq!(deployed.status, 400);
    assert!(deployed.text.contains("one-per-use"), "{}", deployed.text);
    let other = r#"{"contactInformation":{"contactType":"phone","subType":"mobile","value":"07700 900102"}}"#;
    let path = format!("/contact-details/{first}/replacement");
    let replaced = app.call(MANAGER, "POST", &path, other).await;
    assert_eq!(replaced.status, 201, "{}", replaced.text);
    // Housing, which counts, takes both.
    for number in ["07700 900101", "07700 900102"] {
        made(&app, REPAIRS, &phone(number, false)).await;
    }
}

#[tokio::test]
async fn each_teams_default_comes_first_for_the_team() {
    let app = app(per_team);
    let repairs = made(&app, REPAIRS, &phone("07700 900101", true)).await;
    let rents = made(&app, RENTS, &phone("07700 900102", true)).await;
    let chosen = async |who| {
        let path = format!("/contactability?targetId={AMARA}&channel=phone");
        let answer = app.call(who, "GET", &path, "").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.text
    };
    for (who, own, other) in [(REPAIRS, &repairs, &rents), (RENTS, &rents, &repairs)] {
        let text = chosen(who).await;
        let (own, other) = (text.find(own.as_str()), text.find(other.as_str()));
        assert!(own.is_some() && own < other, "{who:?}: {text}");
        assert!(text.contains("\"teams-default\"") && text.contains("\"not-teams-default\""));
    }
    // A manager of no team: any default is one, so the later one is taken.
    let path = format!("/contactability?targetId={AMARA}&channel=phone&area=Housing");
    let any = app.call(MANAGER, "GET", &path, "").await.text;
    assert!(
        any.find(rents.as_str()) < any.find(repairs.as_str()),
        "{any}"
    );
    assert!(!any.contains("teams-default"), "{any}");
}

#[tokio::test]
async fn a_retired_record_says_how_long_it_is_kept() {
    let app = app(|area| area.with_retention(Some(7)));
    let path = format!(
        "/contact-details/{}",
        made(&app, REPAIRS, &phone("07700 900101", true)).await
    );
    let active = app.call(REPAIRS, "GET", &path, "").await.json();
    assert_eq!(active["status"].get("keptUntil"), None);
    let ended = app
        .call(REPAIRS, "PUT", &path, r#"{"isActive":false}"#)
        .await;
    assert_eq!(ended.status, 200, "{}", ended.text);
    let shown = app.call(REPAIRS, "GET", &path, "").await;
    let json = shown.json();
    let ended_on = &json["ended"]["at"].as_str().expect("an instant")[..10];
    let (year, rest) = ended_on.split_once('-').expect("a day");
    let until = format!("{}-{rest}", year.parse::<i32>().expect("a year") + 7);
    assert_eq!(json["status"]["keptUntil"], json!(until));
    // It may be sent back as it was read.
    let same = app.call(REPAIRS, "PUT", &path, &shown.text).await;
    assert_eq!(same.status, 200, "{}", same.text);
    // An area that keeps records for good says nothing.
    let path = format!(
        "/contact-details/{}",
        made(&app, MANAGER, &of_parks("07700 900101")).await
    );
    let ended = app
        .call(MANAGER, "PUT", &path, r#"{"isActive":false}"#)
        .await
        .json();
    assert_eq!(ended["status"].get("keptUntil"), None);
}

#[tokio::test]
async fn names_are_found_however_they_are_written() {
    let app = app(|area| area);
    let written = phone("07700 900101", false).replace(
        r#""area":"Housing""#,
        r#""area":" hoUSING ","team":" REPAIRS ""#,
    );
    let id = made(&app, REPAIRS, &written).await;
    let path = format!("/contact-details/{id}");
    let shown = app.call(REPAIRS, "GET", &path, "").await.json();
    assert_eq!(shown["sourceServiceArea"]["area"], "Housing");
    assert_eq!(shown["sourceServiceArea"]["team"], "Repairs");
    let stated = r#"{"sourceServiceArea":{"area":"HOUSING","team":"repairs"}}"#;
    let same = app.call(REPAIRS, "PUT", &path, stated).await;
    assert_eq!(same.status, 200, "{}", same.text);
    let another = r#"{"sourceServiceArea":{"team":"rents"}}"#;
    let refused = app.call(REPAIRS, "PUT", &path, another).await;
    assert_eq!(refused.told(), ["sourceServiceArea.team unchangeable"]);
    for path in [
        format!("/contactability?targetId={AMARA}&area=%20housing%20"),
        format!("/contactability?targetId={AMARA}&area=PARKS"),
    ] {
        assert_eq!(
            app.call(MANAGER, "GET", &path, "").await.status,
            200,
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_unknown_area_is_refused_with_those_that_may_be_used() {
    let app = app(|area| area);
    let elsewhere = phone("07700 900101", false).replace("Housing", "Libraries");
    let asked = format!("/contactability?targetId={AMARA}&area=Libraries");
    let wishes = format!("/targets/{AMARA}/preferences");
    let wish = r#"{"area":"Libraries","preferredMethod":"text"}"#;
    for refused in [
        post(&app, MANAGER, &elsewhere).await,
        app.call(MANAGER, "GET", &asked, "").await,
        app.call(MANAGER, "PUT", &wishes, wish).await,
    ] {
        assert_eq!(refused.status, 403, "{}", refused.text);
        assert!(refused.text.contains("not-your-area"), "{}", refused.text);
        for name in ["Housing", "Parks"] {
            assert!(refused.text.contains(name), "{}", refused.text);
        }
    }
}
