//! The vocabulary as a page: what every interface calls a detail, and what each of them cannot say.

use std::fmt::Write as _;

use contactable_domain::vocabulary::{HEADINGS, READ_ONLY, Row, relationships, uses};

/// The page. Everything on it is the house's own words, so that nothing needs escaping.
pub fn page() -> String {
    let mut page = String::from(TOP);
    table(&mut page, "What a detail is for", uses());
    table(&mut page, "Whose it is, on every channel", relationships());
    let _ = writeln!(page, "<p>{READ_ONLY}</p></main></body></html>");
    page
}

const TOP: &str = "<!DOCTYPE html>
<html lang=\"en-GB\">
<head>
  <meta charset=\"utf-8\">
  <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
  <title>Vocabulary - Contactable</title>
  <link rel=\"icon\" href=\"data:,\">
  <link rel=\"stylesheet\" href=\"/docs/page.css\">
</head>
<body>
<main class=\"intro\">
<h1>Vocabulary</h1>
<p>What the council API, PDS with its HL7 V3 messages, and FHIR call a contact detail. Where one of them
has no word of its own, the last column says what is lost there. <a href=\"/docs\">Back to the API</a></p>
";

fn table(page: &mut String, caption: &str, rows: impl Iterator<Item = Row>) {
    let _ = write!(
        page,
        "<div class=\"scrolls\"><table><caption>{caption}</caption><thead><tr>"
    );
    for heading in HEADINGS {
        let _ = write!(page, "<th scope=\"col\">{heading}</th>");
    }
    page.push_str("</tr></thead><tbody>\n");
    for row in rows {
        let [channel, label, rest @ ..] = row.cells();
        let _ = write!(page, "<tr><td>{channel}</td><th scope=\"row\">{label}</th>");
        for cell in rest {
            let _ = write!(page, "<td>{cell}</td>");
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody></table></div>\n");
}
