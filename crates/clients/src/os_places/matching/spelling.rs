//! Words that are written in more than one way.

/// The one spelling of a word that is in capitals already; several words for what is written as one,
/// none for what means nothing.
pub(super) fn one_spelling(word: &str) -> Vec<String> {
    if word == "THE" {
        return Vec::new();
    }
    if let Some(number) = number_glued_to_flat(word) {
        return vec!["FLAT".to_owned(), without_zeros(number).to_owned()];
    }
    vec![short(without_zeros(word)).to_owned()]
}

/// "FLAT2B".
fn number_glued_to_flat(word: &str) -> Option<&str> {
    let flats = ["APARTMENT", "FLAT", "UNIT", "APT"];
    let number = flats.iter().find_map(|flat| word.strip_prefix(flat))?;
    number
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some(number)
}

/// "007A" is "7A".
fn without_zeros(word: &str) -> &str {
    let number = word.trim_start_matches('0');
    let is_number = number.starts_with(|c: char| c.is_ascii_digit());
    if is_number || !word.starts_with('0') {
        number
    } else {
        // All zeros, or a letter follows them.
        word
    }
}

/// Abbreviations. "St" is both a street and a saint, so both are.
fn short(word: &str) -> &str {
    match word {
        "APARTMENT" | "APPARTMENT" | "APPT" | "APT" | "FLT" | "UNIT" => "FLAT",
        "STREET" | "STR" | "SAINT" => "ST",
        "ROAD" => "RD",
        "AVENUE" | "AV" | "AVEN" => "AVE",
        "COURT" | "CRT" => "CT",
        "LANE" | "LA" => "LN",
        "DRIVE" | "DRV" => "DR",
        "CLOSE" | "CLO" => "CL",
        "CRESCENT" | "CRESC" | "CR" => "CRES",
        "GARDENS" | "GRDNS" | "GDS" => "GDNS",
        "GARDEN" => "GDN",
        "SQUARE" => "SQ",
        "PLACE" => "PL",
        "TERRACE" | "TERR" | "TCE" => "TER",
        "GROVE" | "GRO" | "GRV" => "GR",
        "GREEN" => "GRN",
        "PARK" => "PK",
        "PARADE" => "PDE",
        "BOULEVARD" => "BLVD",
        "HEIGHTS" => "HTS",
        "HOUSE" => "HSE",
        "BUILDING" => "BLDG",
        "BUILDINGS" => "BLDGS",
        "MANSIONS" => "MANS",
        "COTTAGE" | "COTT" => "COTTAGE",
        "ANNEX" => "ANNEXE",
        "MOUNT" => "MT",
        "ESTATE" => "EST",
        "FLR" => "FLOOR",
        "GRND" | "GND" => "GROUND",
        "1ST" => "FIRST",
        "2ND" => "SECOND",
        "3RD" => "THIRD",
        "4TH" => "FOURTH",
        "5TH" => "FIFTH",
        "6TH" => "SIXTH",
        "7TH" => "SEVENTH",
        "8TH" => "EIGHTH",
        "9TH" => "NINTH",
        "10TH" => "TENTH",
        other => other,
    }
}

/// Whether a word says which part of a building is meant, or which building. An address with such a
/// word in it that a record does not have, is about something else.
pub(super) fn tells_premises(word: &str) -> bool {
    matches!(
        word,
        "FLAT"
            | "FLATS"
            | "ROOM"
            | "SUITE"
            | "STUDIO"
            | "BEDSIT"
            | "MAISONETTE"
            | "PENTHOUSE"
            | "FLOOR"
            | "GROUND"
            | "BASEMENT"
            | "ANNEXE"
            | "GARAGE"
            | "REAR"
            | "UPSTAIRS"
            | "DOWNSTAIRS"
            | "BLOCK"
            | "MEWS"
            | "YARD"
            | "TOWER"
            | "WING"
            | "HSE"
            | "COTTAGE"
            | "LODGE"
            | "CT"
            | "BLDG"
            | "BLDGS"
            | "MANS"
            | "CARAVAN"
            | "PLOT"
            | "BOX"
    )
}
