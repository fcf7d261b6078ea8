//! What the service answers when it is asked how the sample targets can be reached.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use contactable_domain::actor::PurposeOfUse;
use contactable_domain::contactability::{Contactability, Purpose, Reason};
use contactable_domain::ids::{CorrelationId, TargetId};
use contactable_domain::ports::Clock as _;
use contactable_domain::vocabulary::Means;
use contactable_service::{AskedContactability, Caller, ContactDetails};
use tempfile::TempDir;

use crate::demo::areas;
use crate::demo::recording::{record_sample_data, recorder};
use crate::demo::sample_data::targets;
use crate::wiring::open_store;
use crate::{SystemClock, TimeOrderedIds};

/// The use cases over a store that has the sample data, and the folder in which it is.
async fn recorded() -> (ContactDetails, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = open_store(&folder.path().join("demo.db")).unwrap();
    record_sample_data(store.clone(), &areas()).await.unwrap();
    let ids = Arc::new(TimeOrderedIds::default());
    let use_cases = ContactDetails::new(store, Arc::new(SystemClock), ids);
    (use_cases, folder)
}

/// What is answered about all targets when somebody of every area asks on behalf of this one.
async fn answers(use_cases: &ContactDetails, area: &str, purpose: Purpose) -> Vec<Contactability> {
    let actor = recorder(&areas());
    let caller = Caller {
        actor: &actor,
        purpose: PurposeOfUse::General,
        correlation: CorrelationId::from(use_cases.ids().next(SystemClock.now())),
    };
    let asked = AskedContactability {
        area: Some(area.to_owned()),
        on: None,
        purpose,
        letters: None,
        means: Vec::new(),
    };
    let permitted = use_cases.permit_question(caller, asked).await.unwrap();
    let ids = targets()
        .into_iter()
        .map(|t| TargetId::parse(t.id).unwrap())
        .collect();
    let answered = use_cases.ask_contactability(&permitted, ids).await;
    answered.unwrap()
}

/// Every reason for which a record was chosen or passed over.
fn reasons(answer: &Contactability) -> impl Iterator<Item = Reason> {
    answer.choices().iter().flat_map(|choice| {
        let passed = choice.passed_over.iter().map(|p| p.because.reason);
        passed.chain([choice.because.reason])
    })
}

/// Of whom, on behalf of which area and by which means; what is chosen and why; why others are not.
type Story = (
    &'static str,
    &'static str,
    Means,
    Option<&'static str>,
    Reason,
    &'static [Reason],
);

#[rustfmt::skip] // kept as a table
const STORIES: &[Story] = {
    use Means::{Call, Email, Letter, Text};
    use Reason::{
        AnotherPersons, CorrespondenceAddress, Default, DoNotUse, Doubtful, Earlier, EmergencyOnly,
        Expired, ForwardingAddress, ForwardingNotUsed, Historic, HomeAddress, Landline, Latest,
        LaterInPolicy, NoFailure, NoFixedAbode, NoneUsable, NotAMobile, NotDefault, NotForLetters,
        NotMailable, NotPreferred, NotTemporary, NotYetValid, OnlyUsable, OtherArea, Overseas,
        Preferred, PseudoPostcode, Temporary, TemporaryAddress, TemporaryTooOld, UnlabelledAddress,
        Undeliverable, Unverified, Verified,
    };
    &[
        ("Amara Okafor", "Housing", Letter, Some("Flat 4, Kestrel House"), HomeAddress, &[Historic, NotYetValid]),
        ("Amara Okafor", "Housing", Text, Some("07700 900123"), OnlyUsable, &[NotAMobile, OtherArea]),
        ("Samira Haddad-Lowe", "Housing", Letter, Some("Room 6"), TemporaryAddress, &[Expired]),
        ("Gwenllian Prosser-Vale", "Housing", Letter, Some("2 Heron Rise"), ForwardingAddress, &[Historic]),
        ("Bronagh Ndiaye", "NHS", Letter, Some("40 Millrace"), TemporaryAddress, &[LaterInPolicy]),
        ("Bindweed Yard Hostel", "Housing", Letter, Some("Larkfield Offices"), ForwardingAddress, &[Historic]),
        ("Larkfield Repairs Co-operative", "Housing", Letter, Some("Unit 9"), HomeAddress, &[]),
        ("Ottokar Brightmere-Sen", "Housing", Letter, Some("Sedge Hall"), TemporaryAddress, &[LaterInPolicy, LaterInPolicy]),
        ("Ottokar Brightmere-Sen", "Housing", Call, Some("07700 900662"), Temporary, &[NotTemporary]),
        ("Philomena Varga-Tull", "Housing", Letter, Some("23 Harebell Rise"), HomeAddress, &[TemporaryTooOld]),
        ("Cormac Ashgrove-Bello", "Social Care", Letter, Some("Day Centre"), CorrespondenceAddress, &[NoFixedAbode]),
        ("Devika Rangarajan-Poole", "NHS", Letter, None, NoneUsable, &[PseudoPostcode]),
        ("Hilary Le Brocq-Adeyemi", "Housing", Letter, None, NoneUsable, &[Overseas, NotMailable]),
        ("Bertrand Kowalczyk-Ames", "Housing", Letter, Some("6 Sallow Bank"), ForwardingAddress,
            &[Historic, LaterInPolicy, OtherArea, OtherArea]),
        ("Bertrand Kowalczyk-Ames", "Social Care", Letter, Some("88 Thornapple"), HomeAddress,
            &[ForwardingNotUsed, OtherArea, OtherArea, OtherArea]),
        ("Silvanus Okonjo-Reed", "Housing", Letter, Some("12 Plover Mews"), UnlabelledAddress,
            &[Undeliverable, NotForLetters]),
        ("Winifred Adjei-Larkham", "Social Care", Text, None, NoneUsable, &[Undeliverable, NotAMobile, NotAMobile]),
        ("Winifred Adjei-Larkham", "Social Care", Call, Some("020 7946 0902"), Verified, &[Undeliverable, Unverified]),
        ("Isidro Pemberly-Koh", "Housing", Email, Some("i.pemberly-koh@example.net"), NoFailure, &[Doubtful]),
        ("Isidro Pemberly-Koh", "Housing", Text, Some("07700 900912"), Latest, &[Earlier]),
        ("Temperance Juárez-Whitby", "Housing", Text, Some("07700 900921"), OnlyUsable, &[NotYetValid]),
        ("Lazarus Fennimore-Obi", "Housing", Text, Some("07700 900933"), OnlyUsable, &[Historic, Historic, NotAMobile]),
        ("Octavia Nkemelu-Strand", "NHS", Call, None, DoNotUse, &[DoNotUse]),
        ("Octavia Nkemelu-Strand", "NHS", Letter, Some("Sanderling Point"), HomeAddress, &[]),
        ("Ezekiel Marchbanks-Roy", "Social Care", Text, Some("07700 900941"), OnlyUsable, &[AnotherPersons, EmergencyOnly]),
        ("Ezekiel Marchbanks-Roy", "Social Care", Call, None, DoNotUse, &[DoNotUse, AnotherPersons, EmergencyOnly]),
        ("Rosamund Thackeray-Diallo", "Housing", Email, Some("rosamund@example.com"), Preferred, &[NotPreferred]),
        ("Rosamund Thackeray-Diallo", "Housing", Call, Some("07700 900951"), Default, &[NotDefault, Landline]),
    ]
};

#[tokio::test]
async fn each_story_is_told() {
    let (use_cases, _folder) = recorded().await;
    let mut by_area = BTreeMap::new();
    for area in areas().iter() {
        let all = answers(&use_cases, area.name(), Purpose::General).await;
        by_area.insert(area.name().to_owned(), all);
    }
    for (who, area, means, value, reason, others) in STORIES {
        let place = targets().iter().position(|target| target.who == *who);
        let answer = &by_area[*area][place.unwrap()];
        let choice = answer.choice(*means).unwrap();
        let chosen = answer
            .chosen(choice)
            .map(|record| record.information.value.one_line().to_owned());
        assert_eq!(choice.because.reason, *reason, "{who} {area} {means:?}");
        assert_eq!(chosen.is_some(), value.is_some(), "{who} {area} {means:?}");
        let is_it = chosen
            .zip(*value)
            .is_none_or(|(is, ought)| is.contains(ought));
        assert!(is_it, "{who} {area} {means:?}");
        let mut passed: Vec<Reason> = choice
            .passed_over
            .iter()
            .map(|p| p.because.reason)
            .collect();
        let mut others = others.to_vec();
        passed.sort_unstable();
        others.sort_unstable();
        assert_eq!(passed, others, "{who} {area} {means:?}");
    }
}

#[tokio::test]
async fn every_reason_that_can_be_shown_is() {
    let (use_cases, _folder) = recorded().await;
    let mut shown = BTreeSet::new();
    for area in areas().iter() {
        for purpose in Purpose::ALL {
            let answers = answers(&use_cases, area.name(), *purpose).await;
            shown.extend(answers.iter().flat_map(reasons));
        }
    }
    let missing: Vec<Reason> = Reason::ALL
        .iter()
        .copied()
        .filter(|reason| !shown.contains(reason))
        .collect();
    // No pager has a drama number, nothing here is older than the rules, no area has defaults of teams, and everybody
    // is live.
    let elsewhere = [
        Reason::TeamsDefault,
        Reason::TargetSuperseded,
        Reason::TargetInvalidated,
        Reason::NobodyAnswers,
        Reason::NotANumber,
        Reason::NotTeamsDefault,
    ];
    assert_eq!(missing, elsewhere);
}

#[tokio::test]
async fn each_mobile_knows_the_one_whose_place_it_took() {
    let (use_cases, _folder) = recorded().await;
    let all = answers(&use_cases, "Housing", Purpose::General).await;
    let lazarus = targets()
        .iter()
        .position(|t| t.who == "Lazarus Fennimore-Obi");
    let answer = &all[lazarus.unwrap()];
    let texts = answer.choice(Means::Text).unwrap();
    let current = answer.chosen(texts).unwrap();
    assert!(current.is_default);
    let passed = texts
        .passed_over
        .iter()
        .filter_map(|p| answer.passed_over(p));
    let history: Vec<_> = passed.filter(|record| record.ended.is_some()).collect();
    let successor = |of| history.iter().find(|record| Some(record.id) == of).unwrap();
    let second = successor(current.supersedes);
    let first = successor(second.supersedes);
    assert_eq!(first.supersedes, None);
    for (old, new) in [(first, second.id), (second, current.id)] {
        assert_eq!(old.ended.as_ref().unwrap().superseded_by, Some(new));
    }
}

#[tokio::test]
async fn what_people_wish_is_answered() {
    let (use_cases, _folder) = recorded().await;
    for (place, target) in targets().iter().enumerate() {
        for told in target.wishes {
            let all = answers(&use_cases, told.area, Purpose::General).await;
            let wishes = all[place].wishes().unwrap();
            assert_eq!(wishes.method, told.method);
            assert_eq!(wishes.times.as_ref().map(|t| t.as_str()), told.times);
            let preferred = told.method.and_then(|method| method.means());
            assert_eq!(all[place].preferred(), preferred, "{}", target.who);
        }
    }
}
