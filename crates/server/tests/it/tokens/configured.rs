//! Issuers as they are configured: what is taken, and which key is blamed for what is not.

use std::path::Path;

use contactable_server::config;

const TOP: &str = r#"
listen = "127.0.0.1:0"
[database]
path = "contactable.db"
[[areas]]
name = "Housing"
teams = ["Repairs"]
[[areas]]
name = "NHS"
"#;

const KEYS: &str = r#"{"keys":[{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","kid":"one","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},{"kty":"RSA","use":"enc","kid":"two","n":"AQAB","e":"AQAB"}]}"#;

const COMMON: &str = r#"
[[issuers]]
issuer = "https://id.example"
audience = "contactable"
algorithms = ["EdDSA"]
"#;

/// What is said of a configuration with these issuers; nothing when it is taken.
fn said(issuers: &str) -> Option<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    write("keys.json", KEYS);
    write("secret", "  0123456789abcdef0123456789abcdef\n");
    write("short", "0123456789abcdef0123456789abcde \n");
    let file = write("contactable.toml", &format!("{TOP}{issuers}"));
    refused(&file)
}

fn refused(file: &Path) -> Option<String> {
    config::load(file).err().map(|error| error.to_string())
}

const STAFF: &str = r#"key_set = "keys.json"
[issuers.groups]
"#;

#[test]
fn every_kind_and_every_source_of_keys_is_taken() {
    for issuer in [
        "key_set = \"keys.json\"\n[issuers.groups]\nofficers = [\"housing\"]\n[issuers.roles]\nauditors = [\"auditor\"]\nleads = [\"Safeguarding\", \"tracer\"]",
        "key_set = \"keys.json\"\nkind = \"staff\"\n[issuers.groups]",
        "key_set_url = \"https://id.example/keys?set=1\"\nkey_refresh_minutes = 5\n[issuers.groups]",
        "discovery = true\nkind = \"nhs-login\"\nareas = [\"nhs\"]",
        "discovery = true\nkind = \"cis2\"\nareas = [\"NHS\"]\nrole_codes = [\"R8000\"]\n[issuers.role_code_roles]\n\"S8000:G8000:R8000\" = [\"break-glass\"]",
        "discovery = true\nkind = \"nhs-api-platform\"\nareas = [\"NHS\"]\nrole_codes = [\"R8000\"]\n[issuers.role_code_roles]\nR8000 = [\"break-glass\"]",
        "key_set = \"keys.json\"\nkind = \"nhs-api-platform\"\nareas = [\"NHS\", \"Housing\"]",
        "key_set = \"keys.json\"\nkind = \"clients\"\n[[issuers.clients]]\nid = \"mail\"\nareas = [\"Housing\"]\nupdate = true\n[[issuers.clients]]\nid = \"reminders\"\nareas = [\"Housing\", \"NHS\"]\nscope = \"read\"",
    ] {
        assert_eq!(said(&format!("{COMMON}{issuer}")), None, "{issuer}");
    }
    let many = COMMON.replace("\"contactable\"", "[\"contactable\", \"other\"]");
    assert_eq!(said(&format!("{many}{STAFF}")), None);
    let both = format!(
        "{COMMON}{STAFF}{}{STAFF}",
        COMMON.replace("id.example", "other.example")
    );
    assert_eq!(said(&both), None);
}

const LEGACY: &str = r#"
[[issuers]]
issuer = "Council"
legacy = true
algorithms = ["HS256"]
secret_file = "secret"
[issuers.groups]
"#;

#[test]
fn a_legacy_issuer_has_a_secret_of_its_own() {
    assert_eq!(said(LEGACY), None);
    assert_eq!(
        said(&LEGACY.replace("legacy", "audience = \"a\"\nlegacy")),
        None
    );
    for (key, from, to) in [
        ("secret_file", "legacy = true\n", ""),
        ("secret_file", "\"secret\"", "\"missing\""),
        ("secret_file", "\"secret\"", "\"short\""),
        ("secret_file", "secret_file = \"secret\"\n", ""),
        (
            "secret_file",
            "secret_file",
            "key_set = \"keys.json\"\nsecret_file",
        ),
        (
            "secret_file",
            "secret_file",
            "discovery = true\nsecret_file",
        ),
        ("algorithms", "\"HS256\"", "\"HS256\", \"EdDSA\""),
        ("algorithms", "\"HS256\"", "\"HS512\""),
        ("algorithms", "\"HS256\"", "\"RS256\""),
        ("algorithms", "algorithms = [\"HS256\"]\n", ""),
        (
            "audience",
            "legacy = true\n",
            "audience = \" \"\nlegacy = true\n",
        ),
        (
            "legacy",
            "[issuers.groups]\n",
            "kind = \"nhs-login\"\nareas = [\"NHS\"]\n",
        ),
        (
            "legacy",
            "[issuers.groups]\n",
            "kind = \"cis2\"\nareas = [\"NHS\"]\n",
        ),
        (
            "legacy",
            "[issuers.groups]\n",
            "kind = \"nhs-api-platform\"\nareas = [\"NHS\"]\n",
        ),
    ] {
        assert!(LEGACY.contains(from), "{from}");
        let told = said(&LEGACY.replacen(from, to, 1)).expect("refused");
        assert!(
            told.contains(&format!("issuers[0].{key}: ")),
            "{key}: {told}"
        );
        assert!(!told.contains("0123456789"), "{told}");
        assert!(
            !told.contains("missing") && !told.contains("short"),
            "what was given for the file may be the secret: {told}"
        );
    }
}

#[test]
fn what_is_wrong_with_an_issuer_is_said_by_its_key() {
    let clients = "key_set = \"keys.json\"\nkind = \"clients\"\n";
    let client = |keys: &str| format!("{clients}[[issuers.clients]]\n{keys}");
    let good = "id = \"mail\"\nareas = [\"Housing\"]\n";
    for (key, issuer) in [
        ("kind", format!("kind = \"guests\"\n{STAFF}")),
        ("key_set", "[issuers.groups]\n".to_owned()),
        ("key_set", format!("discovery = true\n{STAFF}")),
        ("key_set", format!("key_set_url = \"https://id.example\"\n{STAFF}")),
        ("key_set_url", "key_set_url = \"http://id.example/k\"\n[issuers.groups]".to_owned()),
        ("key_set_url", "key_set_url = \"https://me:s3cret@id.example\"\n[issuers.groups]".to_owned()),
        ("key_refresh_minutes", format!("key_refresh_minutes = 5\n{STAFF}")),
        ("key_refresh_minutes", "key_refresh_minutes = 0\ndiscovery = true\n[issuers.groups]".to_owned()),
        ("key_refresh_minutes", "key_refresh_minutes = 1441\ndiscovery = true\n[issuers.groups]".to_owned()),
        ("leeway_seconds", format!("leeway_seconds = 301\n{STAFF}")),
        ("groups", "key_set = \"keys.json\"\n".to_owned()),
        ("groups.a", format!("{STAFF}a = [\"Parks\"]")),
        ("teams.a", format!("{STAFF}[issuers.teams]\na = [\"Housing\"]")),
        ("roles.a", format!("{STAFF}[issuers.roles]\na = [\"king\"]")),
        ("areas", format!("areas = [\"NHS\"]\n{STAFF}")),
        ("role_codes", format!("role_codes = [\"R8000\"]\n{STAFF}")),
        ("clients", format!("{STAFF}[[issuers.clients]]\n{good}")),
        ("areas", "discovery = true\nkind = \"nhs-login\"".to_owned()),
        ("areas", "discovery = true\nkind = \"cis2\"\nareas = [\"Parks\"]".to_owned()),
        ("groups", "discovery = true\nkind = \"nhs-login\"\nareas = [\"NHS\"]\n[issuers.groups]".to_owned()),
        ("role_codes", "discovery = true\nkind = \"nhs-login\"\nareas = [\"NHS\"]\nrole_codes = [\"a\"]".to_owned()),
        ("role_codes", "discovery = true\nkind = \"cis2\"\nareas = [\"NHS\"]\nrole_codes = [\" \"]".to_owned()),
        ("role_code_roles.R1", "discovery = true\nkind = \"cis2\"\nareas = [\"NHS\"]\n[issuers.role_code_roles]\nR1 = [\"a\"]".to_owned()),
        ("areas", "discovery = true\nkind = \"nhs-api-platform\"".to_owned()),
        ("role_codes", "discovery = true\nkind = \"nhs-api-platform\"\nareas = [\"NHS\"]\nrole_codes = [\"\"]".to_owned()),
        ("roles", "discovery = true\nkind = \"nhs-api-platform\"\nareas = [\"NHS\"]\n[issuers.roles]\na = [\"auditor\"]".to_owned()),
        ("clients", format!("discovery = true\nkind = \"nhs-api-platform\"\nareas = [\"NHS\"]\n[[issuers.clients]]\n{good}")),
        ("roles.a", format!("{STAFF}[issuers.roles]\na = [\"privileged\"]")),
        ("role_code_roles.R1", "discovery = true\nkind = \"nhs-api-platform\"\nareas = [\"NHS\"]\n[issuers.role_code_roles]\nR1 = [\"privileged\"]".to_owned()),
        ("clients", clients.to_owned()),
        ("clients[0].id", client("id = \"\"\nareas = [\"Housing\"]")),
        ("clients[0].areas", client("id = \"mail\"\nareas = []")),
        ("clients[0].areas", client("id = \"mail\"\nareas = [\"Parks\"]")),
        ("clients[0].scope", client(&format!("{good}scope = \"a b\""))),
        ("clients[1].id", client(&format!("{good}[[issuers.clients]]\n{good}"))),
    ] {
        let told = said(&format!("{COMMON}{issuer}")).unwrap_or_else(|| panic!("{key} was taken: {issuer}"));
        assert!(told.contains(&format!("issuers[0].{key}: ")), "{key}: {told}");
        assert!(!told.contains("s3cret"), "{told}");
    }
}

#[test]
fn discovery_needs_an_issuer_with_an_address() {
    let discovering = format!("{COMMON}discovery = true\n[issuers.groups]");
    assert_eq!(said(&discovering), None);
    for name in ["Council", "http://id.example", "https://id.example?a=1"] {
        let told = said(&discovering.replace("https://id.example", name)).expect("refused");
        assert!(told.contains("issuers[0].discovery: "), "{told}");
    }
}

#[test]
fn an_audience_is_needed_and_an_issuer_is_named_once() {
    let good = format!("{COMMON}{STAFF}");
    for audience in ["\" \"", "[]", "[\"a\", \"\"]"] {
        let told = said(&good.replace("\"contactable\"", audience)).expect("refused");
        assert!(told.contains("issuers[0].audience: "), "{told}");
    }
    let told = said(&good.replace("audience = \"contactable\"\n", "")).expect("refused");
    assert!(told.contains("issuers[0].audience: "), "{told}");
    let told = said(&format!("{good}{good}")).expect("refused");
    assert!(told.contains("issuers[1].issuer: "), "{told}");
}
