//! What holds for any token.

use std::sync::{Arc, LazyLock};

use contactable_http::auth::{Groups, Issuer, IssuerKind, TokenRefusal, TokenVerifier};
use contactable_testkit::FrozenClock;
use proptest::prelude::*;
use tokio::runtime::{Builder, Runtime};

use super::signing::{ISSUER, SigningKey, claims, fixed};

/// A verifier with a key that it believes.
struct Setting {
    runtime: Runtime,
    verifier: TokenVerifier,
    key: SigningKey,
}

static SETTING: LazyLock<Setting> = LazyLock::new(|| {
    let key = SigningKey::ed("one");
    let audiences = vec!["contactable".to_owned()];
    let kind = IssuerKind::Staff(Groups::default());
    let issuer = Issuer::new(ISSUER, audiences, 0, kind, fixed(&[&key], &["EdDSA"]));
    let clock = Arc::new(FrozenClock::default());
    Setting {
        runtime: Builder::new_current_thread().build().expect("a runtime"),
        verifier: TokenVerifier::new(vec![issuer], clock),
        key,
    }
});

fn refusal(token: &str) -> Option<TokenRefusal> {
    let verified = SETTING.runtime.block_on(SETTING.verifier.verify(token));
    verified.err()
}

fn good() -> String {
    SETTING.key.token("EdDSA", &claims())
}

#[test]
fn the_token_that_the_properties_start_from_is_good() {
    assert_eq!(refusal(&good()), None);
}

proptest! {
    #[test]
    fn a_token_with_one_character_changed_is_refused(at in 0usize..1_000, to in "[A-Za-z0-9_.=+/-]") {
        let good = good();
        let at = at % good.len();
        let changed = format!("{}{to}{}", &good[..at], &good[at + 1..]);
        prop_assume!(changed != good);
        prop_assert_eq!(refusal(&changed), Some(TokenRefusal::Invalid));
    }

    #[test]
    fn a_token_with_something_left_out_or_put_in_is_refused(at in 0usize..1_000, more in "[A-Za-z0-9_.= -]{0,3}") {
        let good = good();
        let at = at % good.len();
        let rest = if more.is_empty() { &good[at + 1..] } else { &good[at..] };
        let changed = format!("{}{more}{rest}", &good[..at]);
        prop_assume!(changed != good);
        prop_assert_eq!(refusal(&changed), Some(TokenRefusal::Invalid));
    }

    #[test]
    fn any_text_is_refused(text in "\\PC{0,60}(\\.\\PC{0,60}){0,4}") {
        prop_assert_eq!(refusal(&text), Some(TokenRefusal::Invalid));
    }

    #[test]
    fn whatever_the_issuer_signs_beside_claims_is_refused(claims in "(\\PC{0,40}|\\{\"iss\":\"https://id.example\",\\PC{0,40}\\})") {
        let header = r#"{"alg":"EdDSA","kid":"one"}"#;
        let token = SETTING.key.signed("EdDSA", header, &claims);
        prop_assert_eq!(refusal(&token), Some(TokenRefusal::Invalid));
    }
}
