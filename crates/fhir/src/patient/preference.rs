//! How somebody wants to be reached (PDS, "Contact preference").

use contactable_domain::preferences::{ContactMethod, Wishes, WrittenFormat};
use contactable_domain::value::PlainText;

use super::elements::{Coding, Concept, Extension};
use crate::urls;

/// The contact preference; none when none of its parts is known.
pub(crate) fn of(wishes: &Wishes) -> Option<Extension<'_>> {
    let format = wishes.format.map(|format| {
        let display = format_display(format);
        let coding = Coding::new(urls::WRITTEN_FORMATS, format.pds_code(), display);
        concept("PreferredWrittenCommunicationFormat", coding)
    });
    let method = wishes.method.map(|method| {
        let display = method_display(method);
        let coding = Coding::new(urls::CONTACT_METHODS, method.pds_code(), display);
        concept("PreferredContactMethod", coding)
    });
    let times = wishes.times.as_ref().map(|times| Extension {
        value_string: Some(PlainText::as_str(times)),
        ..Extension::named("PreferredContactTimes")
    });
    let parts: Vec<_> = [format, method, times].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| Extension {
        extension: parts,
        ..Extension::named(urls::CONTACT_PREFERENCE)
    })
}

fn concept(url: &'static str, coding: Coding<'static>) -> Extension<'static> {
    Extension {
        value_codeable_concept: Some(Concept::of(coding)),
        ..Extension::named(url)
    }
}

fn format_display(format: WrittenFormat) -> &'static str {
    match format {
        WrittenFormat::LargePrint => "Large print",
        WrittenFormat::Braille => "Braille",
        WrittenFormat::AudioTape => "Audio tape",
    }
}

fn method_display(method: ContactMethod) -> &'static str {
    match method {
        ContactMethod::Letter => "Letter",
        ContactMethod::Visit => "Visit",
        ContactMethod::Call => "Telephone",
        ContactMethod::Email => "E-mail",
        ContactMethod::Textphone => "Minicom (Textphone)",
        ContactMethod::CallThroughProxy => "Telephone contact via proxy",
        ContactMethod::SignLanguage => "Sign language",
        ContactMethod::NoCall => "No Telephone contact",
        // UK Core's; PDS itself stops at 8.
        ContactMethod::Text => "SMS",
    }
}
