//! Values by number, all in one row.

/// The values of each number from nought on.
#[derive(Debug, Default)]
pub(super) struct Groups<T> {
    all: Vec<T>,
    /// Where the values of each number begin in `all`, and at the end how many there are.
    at: Vec<u32>,
}

impl<T: Copy + Default> Groups<T> {
    /// Sorts values by the numbers before them, below `count`; those of one number stay in their order.
    pub(super) fn new(count: usize, values: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let mut at = vec![0u32; count + 1];
        for (number, _) in values.clone() {
            if let Some(count) = at.get_mut(number as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut at {
            sum += *count;
            *count = sum;
        }
        let mut all = vec![T::default(); sum as usize];
        let mut next = at.clone();
        for (number, value) in values {
            let Some(next) = next.get_mut(number as usize) else { continue };
            if let Some(place) = all.get_mut(*next as usize) {
                *place = value;
            }
            *next += 1;
        }
        Groups { all, at }
    }

    /// The values of a number.
    pub(super) fn of(&self, number: u32) -> &[T] {
        let number = number as usize;
        let ends = self.at.get(number).zip(self.at.get(number + 1));
        ends.and_then(|(from, to)| self.all.get(*from as usize..*to as usize)).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_in_order() {
        let groups = Groups::new(3, [(2, 'a'), (0, 'b'), (2, 'c')].into_iter());
        assert_eq!([0, 1, 2, 3].map(|number| groups.of(number)), [&['b'][..], &[], &['a', 'c'], &[]]);
    }
}
