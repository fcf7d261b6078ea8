//! The domains of mailboxes that many people in the United Kingdom have, and how they are mistyped
//! (house; kept by hand).

/// Domains that can be suggested.
pub(super) const COMMON: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "live.co.uk",
    "live.com",
    "yahoo.com",
    "yahoo.co.uk",
    "icloud.com",
    "me.com",
    "aol.com",
    "btinternet.com",
    "btopenworld.com",
    "sky.com",
    "virginmedia.com",
    "ntlworld.com",
    "blueyonder.co.uk",
    "tiscali.co.uk",
    "talktalk.net",
    "msn.com",
    "nhs.net",
    "nhs.uk",
];

/// Domains in use that are near a common one, or that a known slip would catch.
pub(super) const REAL: &[&str] = &[
    "ymail.com",
    "mail.com",
    "email.com",
    "gmx.com",
    "gmx.co.uk",
    "gmx.net",
    "mac.com",
    "aol.co.uk",
    "rocketmail.com",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "talk21.com",
    "virgin.net",
    "tiscali.com",
    "yahoo.ca",
    "yahoo.ie",
    "yahoo.in",
    "hotmail.fr",
    "outlook.co",
];

/// Public bodies, whose names are too many and too alike to guess at.
pub(super) const PUBLIC_SECTOR: &[&str] = &[
    ".gov.uk",
    ".nhs.uk",
    ".ac.uk",
    ".sch.uk",
    ".police.uk",
    ".mod.uk",
    ".gov.scot",
    ".gov.wales",
];

/// Slips that are more than one letter away, or whose names are too short for nearness to say much.
pub(super) const SLIPS: &[(&str, &str)] = &[
    ("gmail.co.uk", "gmail.com"),
    ("gmail.com.uk", "gmail.com"),
    ("gmail.uk", "gmail.com"),
    ("gamil.co", "gmail.com"),
    ("gmial.co", "gmail.com"),
    ("gmai.co", "gmail.com"),
    ("gmali.co", "gmail.com"),
    ("googlemail.co.uk", "googlemail.com"),
    ("googlemail.uk", "googlemail.com"),
    ("goglemail.co.uk", "googlemail.com"),
    ("homtail.co", "hotmail.com"),
    ("hotmial.co", "hotmail.com"),
    ("hotmail.uk", "hotmail.co.uk"),
    ("yahoo.uk", "yahoo.co.uk"),
    ("icloud.co.uk", "icloud.com"),
    ("lvie.co.uk", "live.co.uk"),
    ("lvie.com", "live.com"),
    ("live.couk", "live.co.uk"),
    ("liev.co.uk", "live.co.uk"),
    ("nsh.net", "nhs.net"),
    ("nhs.ney", "nhs.net"),
    ("nhs.met", "nhs.net"),
    ("nhs.nte", "nhs.net"),
    ("nhs.ent", "nhs.net"),
    ("mns.com", "msn.com"),
    ("alo.com", "aol.com"),
];

/// Endings that no domain has, and what was likely meant; the longer first.
pub(super) const ENDINGS: &[(&str, &str)] = &[
    (".co.ik", ".co.uk"),
    (".co.ul", ".co.uk"),
    (".co.yk", ".co.uk"),
    (".couk", ".co.uk"),
    (".comm", ".com"),
    (".con", ".com"),
    (".cmo", ".com"),
    (".ocm", ".com"),
    (".vom", ".com"),
    (".xom", ".com"),
    (".nte", ".net"),
    (".ent", ".net"),
    (".ogr", ".org"),
    (".ku", ".uk"),
];
