//! The areas that a postcode can start with.

/// Royal Mail's 126 areas, in order: the 121 of the United Kingdom, Guernsey, Jersey and the Isle of
/// Man, BF for the forces and BX for banks (reference, "UK postcodes"). `GIR` is not among them: it
/// is one whole postcode.
#[rustfmt::skip]
const AREAS: [&str; 126] = [
    "AB", "AL", "B", "BA", "BB", "BD", "BF", "BH", "BL", "BN", "BR", "BS", "BT", "BX", "CA", "CB",
    "CF", "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN",
    "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG",
    "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA",
    "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR",
    "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG",
    "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN",
    "TQ", "TR", "TS", "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
];

/// The area of these upper-case letters, when there is one.
pub(super) fn area(letters: &[u8]) -> Option<&'static str> {
    let place = AREAS.binary_search_by(|area| area.as_bytes().cmp(letters));
    AREAS.get(place.ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_every_area_is_found() {
        assert!(AREAS.is_sorted_by(|a, b| a < b));
        for name in AREAS {
            assert_eq!(area(name.as_bytes()), Some(name));
        }
        for none in ["", "A", "QX", "ZZ", "GIR", "e"] {
            assert_eq!(area(none.as_bytes()), None, "{none}");
        }
    }
}
