//! Keys that sign tokens, and tokens of any shape.

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair,
    KeyPair as _, RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RSA_PSS_SHA256,
    RSA_PSS_SHA384, RSA_PSS_SHA512, RsaEncoding, RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contactable_http::auth::{Algorithms, Groups, Issuer, IssuerKind, KeySet, Keys};
use contactable_server::wiring::Parts;
use serde_json::{Value, json};

/// The name of the issuer that the tests make.
pub const ISSUER: &str = "https://id.example";

/// When the frozen clock starts.
pub const NOW: i64 = 1_795_253_400;

/// A key that signs, under the id by which it is published.
pub struct SigningKey {
    kid: &'static str,
    pair: Pair,
}

enum Pair {
    Rsa(Box<RsaKeyPair>),
    P256(EcdsaKeyPair),
    P384(EcdsaKeyPair),
    Ed(Ed25519KeyPair),
    Secret(Vec<u8>),
}

fn b64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl SigningKey {
    pub fn rsa(kid: &'static str) -> Self {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).expect("a key");
        Self::of(kid, Pair::Rsa(Box::new(pair)))
    }

    pub fn p256(kid: &'static str) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        Self::of(kid, Pair::P256(pair))
    }

    pub fn p384(kid: &'static str) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).expect("a key");
        Self::of(kid, Pair::P384(pair))
    }

    pub fn ed(kid: &'static str) -> Self {
        Self::of(kid, Pair::Ed(Ed25519KeyPair::generate().expect("a key")))
    }

    pub fn secret(secret: &[u8]) -> Self {
        Self::of("none", Pair::Secret(secret.to_vec()))
    }

    fn of(kid: &'static str, pair: Pair) -> Self {
        Self { kid, pair }
    }

    /// Its public half.
    pub fn jwk(&self) -> Value {
        let kid = self.kid;
        let curve = |name: &str, point: &[u8]| {
            let (x, y) = point[1..].split_at((point.len() - 1) / 2);
            json!({ "kty": "EC", "crv": name, "x": b64(x), "y": b64(y), "kid": kid })
        };
        match &self.pair {
            Pair::Rsa(_) => {
                json!({ "kty": "RSA", "n": b64(self.modulus()), "e": "AQAB", "kid": kid })
            }
            Pair::P256(pair) => curve("P-256", pair.public_key().as_ref()),
            Pair::P384(pair) => curve("P-384", pair.public_key().as_ref()),
            Pair::Ed(pair) => {
                let x = b64(pair.public_key().as_ref());
                json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "kid": kid })
            }
            Pair::Secret(_) => panic!("a secret is not published"),
        }
    }

    /// The bytes of the public half, in the forms in which somebody might take them for a secret.
    pub fn public_bytes(&self) -> Vec<Vec<u8>> {
        let jwk = self.jwk();
        let members = ["n", "x"].iter().filter_map(|name| jwk[*name].as_str());
        let texts: Vec<Vec<u8>> = members.map(|text| text.as_bytes().to_vec()).collect();
        let decoded = texts
            .iter()
            .map(|text| URL_SAFE_NO_PAD.decode(text).expect("base64"));
        let raw = match &self.pair {
            Pair::Rsa(pair) => pair.public_key().as_ref().to_vec(),
            Pair::P256(pair) | Pair::P384(pair) => pair.public_key().as_ref().to_vec(),
            Pair::Ed(pair) => pair.public_key().as_ref().to_vec(),
            Pair::Secret(_) => panic!("a secret is not published"),
        };
        let whole = [raw, jwk.to_string().into_bytes(), set(&[self]).into_bytes()];
        decoded.chain(texts.clone()).chain(whole).collect()
    }

    /// The modulus, out of the DER of a 2048-bit public key (RFC 8017 appendix A.1.1).
    fn modulus(&self) -> Vec<u8> {
        let Pair::Rsa(pair) = &self.pair else {
            panic!("not an RSA key")
        };
        let der = pair.public_key().as_ref().to_vec();
        assert_eq!(
            der[4..9],
            [0x02, 0x82, 0x01, 0x01, 0x00],
            "an integer of 257 bytes"
        );
        der[9..265].to_vec()
    }

    fn sign(&self, algorithm: &str, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                let encoding = encoding(algorithm);
                pair.sign(encoding, &random, message, &mut signature)
                    .expect("signed");
                signature
            }
            Pair::P256(pair) | Pair::P384(pair) => pair
                .sign(&random, message)
                .expect("signed")
                .as_ref()
                .to_vec(),
            Pair::Ed(pair) => pair.sign(message).as_ref().to_vec(),
            Pair::Secret(secret) => {
                let digest = match algorithm {
                    "HS384" => hmac::HMAC_SHA384,
                    "HS512" => hmac::HMAC_SHA512,
                    _ => hmac::HMAC_SHA256,
                };
                let key = hmac::Key::new(digest, secret);
                hmac::sign(&key, message).as_ref().to_vec()
            }
        }
    }

    /// A token with this text as its header and this one as its claims, signed under an algorithm.
    pub fn signed(&self, algorithm: &str, header: &str, claims: &str) -> String {
        let message = format!("{}.{}", b64(header), b64(claims));
        let signature = self.sign(algorithm, message.as_bytes());
        format!("{message}.{}", b64(signature))
    }

    /// A token as an issuer makes it.
    pub fn token(&self, algorithm: &str, claims: &Value) -> String {
        let header = json!({ "alg": algorithm, "typ": "JWT", "kid": self.kid });
        self.signed(algorithm, &header.to_string(), &claims.to_string())
    }
}

fn encoding(algorithm: &str) -> &'static dyn RsaEncoding {
    match algorithm {
        "RS384" => &RSA_PKCS1_SHA384,
        "RS512" => &RSA_PKCS1_SHA512,
        "PS256" => &RSA_PSS_SHA256,
        "PS384" => &RSA_PSS_SHA384,
        "PS512" => &RSA_PSS_SHA512,
        _ => &RSA_PKCS1_SHA256,
    }
}

/// A key set of these keys.
pub fn set(keys: &[&SigningKey]) -> String {
    let keys: Vec<Value> = keys.iter().map(|key| key.jwk()).collect();
    json!({ "keys": keys }).to_string()
}

/// The claims of a housing officer, good for an hour.
pub fn claims() -> Value {
    json!({
        "iss": ISSUER,
        "aud": "contactable",
        "sub": "somebody",
        "exp": NOW + 3600,
        "groups": ["officers"],
    })
}

/// The same with one of them said otherwise.
pub fn claims_with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[name] = value;
    claims
}

pub fn algorithms(names: &[&str]) -> Algorithms {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    Algorithms::parse(&names).expect("algorithms")
}

/// Keys that are known at the start.
pub fn fixed(keys: &[&SigningKey], names: &[&str]) -> Keys {
    let keys = KeySet::parse(&set(keys)).expect("a key set");
    Keys::fixed(keys, algorithms(names)).expect("they fit")
}

/// Housing officers, by the group in the claims.
pub fn officers(parts: &Parts) -> IssuerKind {
    let mut groups = Groups::default();
    let housing = parts.areas.find("Housing").expect("there");
    groups.add_area("officers", housing.clone());
    IssuerKind::Staff(groups)
}

/// An issuer of housing officers with these keys.
pub fn issuer(parts: &Parts, name: &str, keys: Keys) -> Issuer {
    let audiences = vec!["contactable".to_owned(), "contactable-api".to_owned()];
    Issuer::new(name, audiences, 0, officers(parts), keys)
}
