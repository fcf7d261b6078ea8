use std::collections::BTreeSet;

use super::{ContactMethod, WrittenFormat};
use crate::refusal::{Code, Field, FieldProblem, Reason};
use crate::value::PlainText;
use crate::vocabulary::Means;

/// The most characters that contact times may have. PDS has room for 40 of them.
pub const MAX_CONTACT_TIMES: usize = 200;

/// What somebody wants. Its `Debug` form hides it: it may tell of an illness.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Wishes {
    /// How they want to be reached first.
    pub method: Option<ContactMethod>,
    /// The form of what is written to them.
    pub format: Option<WrittenFormat>,
    /// When they want to be reached, in their words.
    pub times: Option<PlainText>,
    /// The means that are not to be used.
    pub do_not_use: BTreeSet<Means>,
}

impl Wishes {
    /// Whether these means are not to be used: because it was said so, or because the preferred method
    /// rules them out.
    pub fn rule_out(&self, means: Means) -> bool {
        let by_method = self.method.and_then(ContactMethod::rules_out) == Some(means);
        by_method || self.do_not_use.contains(&means)
    }

    /// Whether these can all be heeded: nobody is reached first by what is not to be used.
    ///
    /// # Errors
    /// [`Code::NotTogether`].
    pub fn check(&self) -> Result<(), Vec<FieldProblem>> {
        let preferred = self.method.and_then(ContactMethod::means);
        if preferred.is_some_and(|means| self.do_not_use.contains(&means)) {
            return Err(vec![FieldProblem::new(Field::DoNotUse, not_together())]);
        }
        Ok(())
    }
}

fn not_together() -> Reason {
    Reason::new(
        Code::NotTogether,
        "This rules out the preferred method",
        "Take it out of this list, or choose another preferred method",
    )
}

impl std::fmt::Debug for Wishes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wishes(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wishes(method: Option<ContactMethod>, do_not_use: &[Means]) -> Wishes {
        Wishes {
            method,
            do_not_use: do_not_use.iter().copied().collect(),
            ..Wishes::default()
        }
    }

    #[test]
    fn the_preferred_method_is_not_ruled_out() {
        for (method, means) in [
            (ContactMethod::Letter, Means::Letter),
            (ContactMethod::Call, Means::Call),
            (ContactMethod::Email, Means::Email),
            (ContactMethod::Textphone, Means::Textphone),
            (ContactMethod::Text, Means::Text),
        ] {
            let problems = wishes(Some(method), &[means]).check().unwrap_err();
            let told: Vec<_> = problems.iter().map(|p| (p.field, p.code)).collect();
            assert_eq!(told, [(Field::DoNotUse, Code::NotTogether)], "{method:?}");
            let others: Vec<_> = Means::ALL.iter().copied().filter(|m| *m != means).collect();
            assert_eq!(wishes(Some(method), &others).check(), Ok(()), "{method:?}");
        }
    }

    #[test]
    fn what_needs_no_means_goes_with_any_list() {
        for method in [
            None,
            Some(ContactMethod::Visit),
            Some(ContactMethod::CallThroughProxy),
            Some(ContactMethod::SignLanguage),
            Some(ContactMethod::NoCall),
        ] {
            assert_eq!(wishes(method, Means::ALL).check(), Ok(()), "{method:?}");
        }
    }

    #[test]
    fn a_means_is_ruled_out_by_the_list_or_by_the_method() {
        let listed = wishes(None, &[Means::Fax]);
        assert!(listed.rule_out(Means::Fax) && !listed.rule_out(Means::Call));
        let by_method = wishes(Some(ContactMethod::NoCall), &[]);
        assert!(by_method.rule_out(Means::Call) && !by_method.rule_out(Means::Text));
    }
}
