//! `inside-out-server reports list`.

use std::io::Write;

use comments::Timestamp;

use super::CommandError;
use crate::repository::{Repository, moderation::Reported};

/// So many are read at once.
const MANY: usize = 100;
/// So much of a comment is shown, in characters.
const LONGEST: usize = 200;

/// Writes two lines for each reported comment.
pub(super) async fn list(
    repository: &Repository,
    out: &mut impl Write,
) -> Result<(), CommandError> {
    let mut after = None;
    loop {
        let reports = repository.reports(after, MANY).await?;
        for reported in &reports {
            write(reported, out)?;
        }
        match reports.last() {
            Some(last) => after = Some(last.id),
            None if after.is_none() => return Ok(writeln!(out, "No comment is reported.")?),
            None => return Ok(()),
        }
    }
}

fn write(reported: &Reported, out: &mut impl Write) -> Result<(), CommandError> {
    let since = Timestamp::from_millis(reported.first).unwrap_or_default();
    writeln!(
        out,
        "{} on {}, reports: {}, the first {since}{}",
        reported.id,
        one_line(&reported.article),
        reported.reports,
        if reported.is_hidden { ", hidden" } else { "" }
    )?;
    let name = reported.name.as_deref().unwrap_or("Anonymous");
    writeln!(out, "    {}: {}", one_line(name), one_line(&reported.body))?;
    Ok(())
}

/// The beginning of a text on one line, without what a terminal takes for an order.
fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    let line = words.join(" ");
    let shown = line.chars().filter(|it| !it.is_control()).take(LONGEST);
    let mut shown: String = shown.collect();
    if line.chars().count() > LONGEST {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_no_orders() {
        assert_eq!(one_line("two\nlines \u{1b}[2J"), "two lines [2J");
        assert_eq!(one_line(&"x".repeat(201)).chars().count(), 201);
    }
}
