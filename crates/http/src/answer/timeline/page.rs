//! A timeline as a page: the picture, and the same as a table for those who would rather read it.

use std::fmt::Write as _;

use contactable_domain::timeline::{ChannelTimeline, Entry, Gap};
use jiff::civil::Date;

use super::{Drawn, svg, words};
use crate::answer::escape;

const TOP: &str = "<!DOCTYPE html>
<html lang=\"en-GB\">
<head>
  <meta charset=\"utf-8\">
  <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
  <title>Timeline of contact details - Contactable</title>
  <link rel=\"icon\" href=\"data:,\">
  <link rel=\"stylesheet\" href=\"/assets/timeline.css\">
</head>
<body>
<main>
<h1>Timeline of contact details</h1>
";

const HEADINGS: [&str; 8] = [
    "Channel",
    "Detail",
    "Area",
    "Use",
    "From",
    "To",
    "State",
    "Why it stopped",
];

/// The page of a timeline.
pub fn page(drawn: Drawn<'_>) -> String {
    let mut page = String::from(TOP);
    let on = words::day(drawn.timeline.on);
    let looked_at = if drawn.is_past {
        format!("As the service held them on {on}.")
    } else {
        format!("As the service holds them today, {on}.")
    };
    let _ = writeln!(
        page,
        "<p>{looked_at} Of your service areas only. Days are days in London.</p>"
    );
    if drawn.timeline.channels.is_empty() {
        page.push_str("<p>No contact details are held.</p>\n");
    } else {
        figure(&mut page, drawn);
        table(&mut page, drawn);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn figure(page: &mut String, drawn: Drawn<'_>) {
    let _ = writeln!(
        page,
        "<p>The table below the picture says the same in words.</p>
<div class=\"scrolls\" role=\"region\" aria-label=\"Timeline, as a picture\" tabindex=\"0\">\n{}</div>",
        svg(drawn)
    );
}

fn table(page: &mut String, drawn: Drawn<'_>) {
    page.push_str(
        "<div class=\"scrolls\" role=\"region\" aria-labelledby=\"table-caption\" tabindex=\"0\">
<table>
<caption id=\"table-caption\">Each contact detail, and the gaps between them</caption>
<thead><tr>",
    );
    for heading in HEADINGS {
        let _ = write!(page, "<th scope=\"col\">{heading}</th>");
    }
    page.push_str("</tr></thead>\n");
    for channel in &drawn.timeline.channels {
        page.push_str("<tbody>\n");
        rows(page, channel, drawn);
        page.push_str("</tbody>\n");
    }
    page.push_str("</table>\n</div>\n");
}

/// The details of a channel, with each gap where it falls among them.
fn rows(page: &mut String, channel: &ChannelTimeline, drawn: Drawn<'_>) {
    let mut gaps = channel.gaps.iter().peekable();
    for entry in &channel.entries {
        let start = entry.record.starts_on();
        while let Some(gap) = gaps.next_if(|gap| gap.first <= start) {
            gap_row(page, channel, *gap);
        }
        entry_row(page, channel, entry, drawn);
    }
    for gap in gaps {
        gap_row(page, channel, *gap);
    }
}

fn entry_row(page: &mut String, channel: &ChannelTimeline, entry: &Entry, drawn: Drawn<'_>) {
    let record = &entry.record;
    let (from, to) = match entry.used {
        Some(span) => (
            day_cell(span.first()),
            span.last().map_or("No end given".to_owned(), day_cell),
        ),
        None => ("Never in use".to_owned(), "Never in use".to_owned()),
    };
    let is_default = if record.is_default { ", default" } else { "" };
    let _ = writeln!(
        page,
        "<tr><td>{}</td><th scope=\"row\">{}</th><td>{}</td><td>{}{is_default}</td><td>{from}</td><td>{to}</td><td>{}</td><td>{}</td></tr>",
        channel_name(channel),
        escape(&record.information.value.shown()),
        escape(drawn.areas.name_of(&record.area)),
        words::use_of(record.information.label),
        words::state(entry),
        escape(&words::why(entry, drawn.timeline)),
    );
}

fn gap_row(page: &mut String, channel: &ChannelTimeline, gap: Gap) {
    let _ = writeln!(
        page,
        "<tr class=\"gap\"><td>{}</td><th scope=\"row\">Gap: no {} in use</th><td>All</td><td>All</td><td>{}</td><td>{}</td><td>Gap</td><td>{}</td></tr>",
        channel_name(channel),
        words::noun(channel.channel),
        day_cell(gap.first),
        day_cell(gap.last),
        words::days(gap),
    );
}

fn channel_name(channel: &ChannelTimeline) -> String {
    words::capitalised(channel.channel.as_str())
}

fn day_cell(day: Date) -> String {
    format!("<time datetime=\"{day}\">{}</time>", words::short_day(day))
}
