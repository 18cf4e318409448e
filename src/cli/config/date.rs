//! Calendar dates: `2026-11-30`, `2026-11` or `2026`.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

/// A date; month and day may be unknown (0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl FromStr for Date {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let number = |part: Option<&&str>, digits| match part {
            None => Ok(0),
            Some(part) if part.len() == digits => part.parse::<u32>().map_err(|_| ()),
            Some(_) => Err(()),
        };
        let date =
            Date { year: number(parts.first(), 4)?, month: number(parts.get(1), 2)?, day: number(parts.get(2), 2)? };
        let whole = parts.len() <= 3 && (parts.len() < 2 || date.month > 0) && (parts.len() < 3 || date.day > 0);
        if whole && date.month <= 12 && date.day <= date.month_length() { Ok(date) } else { Err(()) }
    }
}

impl Date {
    fn month_length(self) -> u32 {
        match self.month {
            2 if self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400)) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// Whether its last day lies before `today`: a year ends in December, a month on its last day.
    pub(crate) fn is_over(self, today: Date) -> bool {
        let month = if self.month == 0 { 12 } else { self.month };
        let day = if self.day == 0 { Date { month, ..self }.month_length() } else { self.day };
        Date { month, day, ..self } < today
    }

    /// The date so many days after 1 January 1970 (the civil calendar algorithm of Howard Hinnant, 2013).
    fn after_epoch(days: u64) -> Self {
        let shifted = days + 719_468;
        let era_day = shifted % 146_097;
        let era_year = (era_day - era_day / 1_460 + era_day / 36_524 - era_day / 146_096) / 365;
        let year_day = era_day - (365 * era_year + era_year / 4 - era_year / 100);
        let shifted_month = (5 * year_day + 2) / 153;
        let day = year_day - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = era_year + shifted / 146_097 * 400 + u64::from(month <= 2);
        let small = |number: u64| u32::try_from(number).unwrap_or(0);
        Date { year: small(year), month: small(month), day: small(day) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        let parts = [self.month, self.day];
        parts.iter().take_while(|part| **part > 0).try_for_each(|part| write!(f, "-{part:02}"))
    }
}

/// Today, or the day that `SOURCE_DATE_EPOCH` (seconds since 1970) says, for results that can be made again.
pub(crate) fn today() -> Date {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<u64>().ok());
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    Date::after_epoch(given.unwrap_or_else(clock) / 86_400)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn dates_are_read_and_written() {
        for text in ["2026-11-30", "2026-11", "2026", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in ["2026-13", "2025-02-29", "26-1-1", "soon", "2026-00", "2026-01-01-01", ""] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_since_1970_become_dates() {
        assert_eq!(Date::after_epoch(0), date("1970-01-01"));
        assert_eq!(Date::after_epoch(19_782), date("2024-02-29"));
        assert_eq!(Date::after_epoch(20_779), date("2026-11-22"));
    }

    #[test]
    fn a_month_is_over_after_its_last_day() {
        assert!(!date("2026-11").is_over(date("2026-11-30")));
        assert!(date("2026-11").is_over(date("2026-12-01")));
        assert!(date("2025").is_over(date("2026-01-01")));
    }
}
