use crate::actor::PurposeOfUse;
use crate::refusal::{Code, Field, Reason, Refusal};

/// The purpose for which somebody traces. Whoever looks for people by what they hold says what for: nothing in
/// particular is not enough.
///
/// # Errors
/// [`Code::Required`].
pub fn purpose_to_trace_for(stated: PurposeOfUse) -> Result<PurposeOfUse, Refusal> {
    if stated != PurposeOfUse::General {
        return Ok(stated);
    }
    let words = PurposeOfUse::ALL.iter().filter(|word| **word != stated);
    let words: Vec<&str> = words.map(|word| word.as_str()).collect();
    let reason = Reason::new(
        Code::Required,
        "A search by a value needs a purpose other than general",
        format!("Say for what you search: {}", words.join(", ")),
    );
    Err(Refusal::invalid(Field::Purpose, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_will_do_but_none_in_particular() {
        for purpose in PurposeOfUse::ALL {
            let refused = purpose_to_trace_for(*purpose).map_err(|refusal| refusal.because());
            let expected = match purpose {
                PurposeOfUse::General => Err("required"),
                stated => Ok(*stated),
            };
            assert_eq!(refused, expected, "{purpose:?}");
        }
    }
}
