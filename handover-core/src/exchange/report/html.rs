//! The page as one file of HTML that fetches nothing.
//!
//! Its one script and style sheet are named by digest in the policy, so that
//! nothing else could run even if it came in. Without the script everything is
//! there to read; with it tables sort and filter.

use std::fmt::Write as _;

use data_encoding::BASE64;
use quick_xml::escape::escape;
use sha2::{Digest, Sha256};

use super::page::{Cell, Kind, Page, Part, Section, Table};
use super::words::Words;

const STYLE_SHEET: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Rows of one table that stand on the page; spreadsheets have all.
const ROWS: usize = 2000;
/// Rows of all tables together: what a browser opens within a second.
const ALL_ROWS: usize = 20_000;
/// Columns that an upright page of A4 has room for.
const UPRIGHT: usize = 11;

/// The text of the page.
pub(super) fn write(page: &Page, words: &Words<'_>) -> String {
    let digest = |text: &str| BASE64.encode(&Sha256::digest(text.as_bytes()));
    let (style, script) = (digest(STYLE_SHEET), digest(SCRIPT));
    let (title, about) = (escape(page.title.as_str()), escape(page.about.as_str()));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; \
         form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>{STYLE_SHEET}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">{}</a>\n<header>\n<h1>{title}</h1>\n\
         <p>{about}</p>\n</header>\n<nav aria-label=\"{}\">\n<ul>\n",
        words.code(),
        say("skip", words),
        say("contents", words),
    );
    for section in &page.sections {
        let (id, heading) = (escape(section.id.as_str()), escape(section.heading.as_str()));
        let _ = writeln!(out, "<li><a href=\"#{id}\">{heading}</a></li>");
    }
    out.push_str("</ul>\n</nav>\n<main id=\"main\">\n");
    let mut left = ALL_ROWS;
    for section in &page.sections {
        put_section(section, words, &mut left, &mut out);
    }
    let _ = write!(
        out,
        "</main>\n<footer>\n<p>{}</p>\n</footer>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        say("footer", words)
    );
    out
}

fn say(key: &str, words: &Words<'_>) -> String {
    escape(words.say(key)).into_owned()
}

// Writing to a string does not fail.
fn put_section(section: &Section, words: &Words<'_>, left: &mut usize, out: &mut String) {
    let (id, heading) = (escape(section.id.as_str()), escape(section.heading.as_str()));
    let _ = writeln!(out, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>");
    for (number, part) in section.parts.iter().enumerate() {
        match part {
            Part::Text(text) => {
                let _ = writeln!(out, "<p>{}</p>", escape(text.as_str()));
            }
            Part::Chart(svg) => {
                let _ = writeln!(out, "<figure>{svg}</figure>");
            }
            Part::Table(table) => {
                let id = format!("{id}-{number}");
                put_table(table, &id, words, left, out);
            }
        }
    }
    out.push_str("</section>\n");
}

fn put_table(table: &Table, id: &str, words: &Words<'_>, left: &mut usize, out: &mut String) {
    if table.rows.is_empty() {
        let caption = escape(table.caption.as_str());
        let _ = writeln!(out, "<p>{caption}: {}</p>", say("no-rows", words));
        return;
    }
    let class = match table.kind {
        Kind::Facts => "facts",
        Kind::Rows => "rows",
    };
    let caption = escape(table.caption.as_str());
    let wide = if table.headings.len() > UPRIGHT { "scroll wide" } else { "scroll" };
    // A wide table scrolls by itself, and what scrolls is reached by keyboard.
    let _ = write!(
        out,
        "<div class=\"{wide}\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{id}\">\n\
         <table class=\"{class}\"{}>\n<caption id=\"{id}\">{caption}</caption>\n<thead><tr>",
        labels(table.kind, words)
    );
    for (column, heading) in table.headings.iter().enumerate() {
        let class = if is_right(table, column) { " class=\"right\"" } else { "" };
        let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", escape(heading.as_str()));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let shown = table.rows.len().min(ROWS).min(*left);
    *left -= shown;
    for row in &table.rows[..shown] {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            put_cell(cell, column == 0, words, out);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    let more = ((table.rows.len() - shown) as u64).saturating_add(table.dropped);
    if more > 0 {
        let text = words.fill("more-rows", &[("count", &words.number(more))]);
        let _ = writeln!(out, "<p class=\"more\">{}</p>", escape(text.as_str()));
    }
}

/// What the script says to people, which no script of ours knows by itself.
fn labels(kind: Kind, words: &Words<'_>) -> String {
    match kind {
        Kind::Facts => String::new(),
        Kind::Rows => format!(
            " data-filter=\"{}\" data-shown=\"{}\"",
            say("filter", words),
            say("rows-shown", words)
        ),
    }
}

/// Numbers stand to the right, and so does their heading.
fn is_right(table: &Table, column: usize) -> bool {
    let cell = table.rows.first().and_then(|row| row.get(column));
    table.kind == Kind::Rows && matches!(cell, Some(Cell::Number(_) | Cell::Metres(_)))
}

fn put_cell(cell: &Cell, first: bool, words: &Words<'_>, out: &mut String) {
    let (open, close) = if first { ("<th scope=\"row\"", "</th>") } else { ("<td", "</td>") };
    out.push_str(open);
    let _ = match cell {
        Cell::Text(text) => write!(out, ">{}", escape(text.as_str())),
        Cell::Number(number) => {
            write!(out, " class=\"right\" data-v=\"{number}\">{}", words.number(*number))
        }
        Cell::Metres(metres) => {
            let value = metres.millimetres();
            write!(out, " class=\"right\" data-v=\"{value}\">{}", words.metres(*metres))
        }
        Cell::Day(None) => write!(out, " data-v=\"\">–"),
        Cell::Day(Some(day)) => {
            let value = day.format("%Y%m%d");
            write!(out, " data-v=\"{value}\">{}", words.day(*day))
        }
        Cell::Marked(mark, text) => write!(
            out,
            " class=\"{}\"><span aria-hidden=\"true\">{} </span>{}",
            mark.class(),
            mark.sign(),
            escape(text.as_str())
        ),
    };
    out.push_str(close);
}

/// A picture that says what it shows.
pub(super) fn picture(
    id: &str,
    (width, height): (u32, u32),
    (title, about): (&str, &str),
    drawn: &str,
) -> String {
    format!(
        "<svg role=\"img\" viewBox=\"0 0 {width} {height}\" \
         aria-labelledby=\"{id}-title {id}-about\"><title id=\"{id}-title\">{}</title>\
         <desc id=\"{id}-about\">{}</desc>{drawn}</svg><figcaption>{0}. {1}</figcaption>",
        escape(title),
        escape(about)
    )
}
