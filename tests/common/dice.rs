//! Numbers that look random and are the same in each run, on every machine.

/// A generator with its state; any seed but zero will do.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        // xorshift64*, whose high bits are good enough for choices.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides
    }

    /// True once in so many times.
    pub fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    /// One of the choices.
    pub fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.roll(choices.len())]
    }

    /// Some of the choices, at least one.
    pub fn some<T: Copy>(&mut self, choices: &[T]) -> Vec<T> {
        let picked: Vec<T> = choices.iter().copied().filter(|_| self.one_in(3)).collect();
        if picked.is_empty() { vec![*self.of(choices)] } else { picked }
    }

    /// A value that is now and then unknown.
    pub fn known<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (!self.one_in(4)).then(|| value(self))
    }
}
