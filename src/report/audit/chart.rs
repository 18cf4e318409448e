//! Stacked bars: the verdicts on one criterion, by the years of signature.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::report::html::VERDICTS;
use crate::report::xml::escaped;
use crate::rules::Verdict;

const WIDTH: usize = 360;
const HEIGHT: usize = 170;
const FLOOR: usize = 145;
const LEFT: usize = 28;
/// Years that share a bar.
const YEARS: u32 = 5;

/// How many agreements of each period have each verdict, in the order of [`VERDICTS`].
type Periods = BTreeMap<u32, [usize; 4]>;

/// A chart as SVG that a screen reader can read out.
pub(super) fn chart(dated: impl Iterator<Item = (u32, Verdict)>, title: &str) -> String {
    let periods = periods(dated);
    let most = periods.values().map(|counts| counts.iter().sum::<usize>()).max().unwrap_or(0).max(1);
    let step = (WIDTH - LEFT) / periods.len().max(1);
    let mut svg =
        format!("<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">", described(&periods, title));
    let _ = write!(svg, "<text x=\"0\" y=\"14\">{most}</text><text x=\"0\" y=\"{FLOOR}\">0</text>");
    for (nth, (period, counts)) in periods.iter().enumerate() {
        let left = LEFT + nth * step;
        bar(&mut svg, counts, most, left, (step * 4 / 5).clamp(2, 40));
        if nth % label_every(step) == 0 {
            let _ = write!(svg, "<text x=\"{left}\" y=\"{}\">{period}</text>", HEIGHT - 6);
        }
    }
    svg.push_str("</svg>");
    svg
}

fn periods(dated: impl Iterator<Item = (u32, Verdict)>) -> Periods {
    let mut periods = Periods::new();
    for (year, verdict) in dated {
        let counts = periods.entry(year / YEARS * YEARS).or_default();
        let nth = VERDICTS.iter().position(|known| *known == verdict).unwrap_or_default();
        if let Some(count) = counts.get_mut(nth) {
            *count += 1;
        }
    }
    let (first, last) = (periods.keys().min().copied(), periods.keys().max().copied());
    if let Some((first, last)) = first.zip(last) {
        (first..last).step_by(YEARS as usize).for_each(|period| {
            periods.entry(period).or_default();
        });
    }
    periods
}

fn bar(svg: &mut String, counts: &[usize; 4], most: usize, left: usize, width: usize) {
    let mut below = FLOOR;
    for (count, verdict) in counts.iter().zip(VERDICTS) {
        let height = count * (FLOOR - 10) / most;
        below -= height;
        if height > 0 {
            let word = verdict.word();
            let _ = write!(
                svg,
                "<rect class=\"{word}\" x=\"{left}\" y=\"{below}\" width=\"{width}\" height=\"{height}\"><title>{count}</title></rect>"
            );
        }
    }
}

/// A year is 28 wide.
fn label_every(step: usize) -> usize {
    30_usize.div_ceil(step.max(1)).max(1)
}

fn described(periods: &Periods, title: &str) -> String {
    let mut said = format!("{}: ", escaped(title));
    for (period, counts) in periods {
        let parts = counts.iter().zip(VERDICTS).filter(|(count, _)| **count > 0);
        let parts: Vec<String> = parts.map(|(count, verdict)| format!("{count} {}", verdict.word())).collect();
        if !parts.is_empty() {
            let _ = write!(said, "{period} to {}: {}. ", period + YEARS - 1, parts.join(", "));
        }
    }
    said.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_share_bars_and_empty_periods_stay() {
        let dated = [(1994, Verdict::Not), (1996, Verdict::Not), (1999, Verdict::Satisfied), (2007, Verdict::Partly)];
        let svg = chart(dated.into_iter(), "A & B");
        assert_eq!(svg.matches("<rect").count(), 4);
        assert!(
            svg.contains("aria-label=\"A &amp; B: 1990 to 1994: 1 not. 1995 to 1999: 1 satisfied, 1 not."),
            "{svg}"
        );
        assert_eq!(periods(dated.into_iter()).len(), 4);
    }

    #[test]
    fn no_agreement_is_no_mistake() {
        assert!(chart(std::iter::empty(), "x").ends_with("</svg>"));
    }
}
