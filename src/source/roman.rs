//! Roman numerals.

const STEPS: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// The numeral of a number from 1 to 4999, in lower case.
pub(super) fn roman(mut number: u32) -> Option<String> {
    if !(1..5000).contains(&number) {
        return None;
    }
    let mut written = String::new();
    for (value, sign) in STEPS {
        while number >= value {
            written.push_str(sign);
            number -= value;
        }
    }
    Some(written)
}

/// The value of a numeral in upper case, made of I, V, X, L and C as parts of agreements are numbered; none if it is
/// not well formed.
pub(crate) fn roman_value(numeral: &str) -> Option<u32> {
    if numeral.len() > 16 {
        return None;
    }
    let digits: Vec<i64> = numeral.bytes().map(digit).collect::<Option<_>>()?;
    let next = digits.iter().skip(1).chain([&0]);
    let total = digits.iter().zip(next).map(|(digit, next)| if digit < next { -digit } else { *digit }).sum::<i64>();
    let total = u32::try_from(total).ok()?;
    let well_formed = roman(total).is_some_and(|written| written.eq_ignore_ascii_case(numeral));
    (well_formed || numeral == "IIII").then_some(total)
}

fn digit(sign: u8) -> Option<i64> {
    match sign {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        b'C' => Some(100),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_as_they_are_written() {
        for number in 1..400 {
            assert_eq!(roman_value(&roman(number).unwrap().to_uppercase()), Some(number));
        }
        assert_eq!(["IIII", "IXV", "iv", "MD", ""].map(roman_value), [Some(4), None, None, None, None]);
        assert_eq!((roman(1994).as_deref(), roman(5000)), (Some("mcmxciv"), None));
    }
}
