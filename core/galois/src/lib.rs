//! The finite fields in which a QR code's errors are mended, by logarithms.
//!
//! The crate that this one stands in for keeps a table of all 65,536 products. Nothing compresses it, and a browser loads
//! it before the first label is read; powers and logarithms are 511 bytes, and raise to any power in one step.

use std::ops::{Add, AddAssign, Div, Mul, MulAssign};

/// An element of a finite field of up to 256 elements.
pub trait GaloisField:
    Copy + Eq + Add<Output = Self> + AddAssign + Mul<Output = Self> + MulAssign + Div<Output = Self>
{
    /// Changes nothing when added.
    const ZERO: Self;
    /// Changes nothing when multiplied with.
    const ONE: Self;
    /// Its powers are all elements but zero.
    const GENERATOR: Self;

    /// This element, `exponent` times multiplied with one.
    #[must_use]
    fn pow(self, exponent: usize) -> Self;
}

/// Powers of 2, and each element's logarithm to the base 2.
#[derive(Debug)]
pub struct Logarithms {
    order: usize,
    powers: [u8; 255],
    logs: [u8; 256],
}

impl Logarithms {
    /// Those of the field of `2^bits` elements modulo this polynomial.
    ///
    /// # Panics
    /// Where 2 does not generate the field. The macro has it worked out by the compiler, which stops then.
    #[expect(
        clippy::indexing_slicing,
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "conversions by trait are not const yet"
    )]
    pub const fn of_field(bits: u32, modulus: usize) -> Self {
        let mut table = Self { order: (1 << bits) - 1, powers: [0; 255], logs: [0; 256] };
        let mut power = 1;
        let mut log = 0;
        while log < table.order {
            assert!(log == 0 || power != 1, "2 does not generate this field");
            table.powers[log] = power as u8;
            table.logs[power] = log as u8;
            power <<= 1;
            if power >> bits != 0 {
                power ^= modulus;
            }
            log += 1;
        }
        table
    }

    /// Two elements added, which undoes itself: taking away is the same.
    pub const fn sum(left: u8, right: u8) -> u8 {
        left ^ right
    }

    /// Two elements multiplied.
    pub fn product(&self, left: u8, right: u8) -> u8 {
        if left == 0 || right == 0 { 0 } else { self.power(self.log(left) + self.log(right)) }
    }

    /// One element divided by another; zero, where the other is zero.
    pub fn quotient(&self, left: u8, right: u8) -> u8 {
        if left == 0 || right == 0 { 0 } else { self.power(self.log(left) + self.order - self.log(right)) }
    }

    /// An element to a power; anything to the power of nothing is one.
    pub fn raised(&self, element: u8, exponent: usize) -> u8 {
        match (element, exponent) {
            (_, 0) => 1,
            (0, _) => 0,
            _ => self.power(self.log(element) * (exponent % self.order)),
        }
    }

    fn power(&self, log: usize) -> u8 {
        self.powers.get(log % self.order).copied().unwrap_or_default()
    }

    fn log(&self, element: u8) -> usize {
        self.logs.get(usize::from(element)).copied().unwrap_or_default().into()
    }
}

/// Makes a crate's own type of the elements of a field: `g2p!(GF256, 8, modulus: 0b1_0001_1101)`.
#[macro_export]
macro_rules! g2p {
    ($field:ident, $bits:literal, modulus: $modulus:literal) => {
        #[doc = concat!("An element of the field of 2^", stringify!($bits), " elements.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) struct $field(pub(crate) u8);

        impl $field {
            const LOGARITHMS: &'static $crate::Logarithms = &$crate::Logarithms::of_field($bits, $modulus);
        }

        impl $crate::GaloisField for $field {
            const ZERO: Self = Self(0);
            const ONE: Self = Self(1);
            const GENERATOR: Self = Self(2);

            fn pow(self, exponent: usize) -> Self {
                Self(Self::LOGARITHMS.raised(self.0, exponent))
            }
        }

        impl ::std::ops::Add for $field {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self($crate::Logarithms::sum(self.0, other.0))
            }
        }

        impl ::std::ops::AddAssign for $field {
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        impl ::std::ops::Mul for $field {
            type Output = Self;
            fn mul(self, other: Self) -> Self {
                Self(Self::LOGARITHMS.product(self.0, other.0))
            }
        }

        impl ::std::ops::MulAssign for $field {
            fn mul_assign(&mut self, other: Self) {
                *self = *self * other;
            }
        }

        impl ::std::ops::Div for $field {
            type Output = Self;
            fn div(self, other: Self) -> Self {
                Self(Self::LOGARITHMS.quotient(self.0, other.0))
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::GaloisField as _;

    crate::g2p!(GF16, 4, modulus: 0b1_0011);
    crate::g2p!(GF256, 8, modulus: 0b1_0001_1101);

    /// By the definition: polynomials over two elements, multiplied term by term and reduced by the modulus.
    fn multiplied(left: u8, right: u8, bits: u32, modulus: u32) -> u8 {
        let (left, mut product) = (u32::from(left), 0);
        for bit in (0..bits).rev() {
            product <<= 1;
            if product >> bits != 0 {
                product ^= modulus;
            }
            if right >> bit & 1 != 0 {
                product ^= left;
            }
        }
        product.try_into().unwrap()
    }

    #[test]
    fn a_field_multiplies_as_its_polynomials_do() {
        for left in 0..=255 {
            for right in 0..=255 {
                let product = multiplied(left, right, 8, 0b1_0001_1101);
                assert_eq!(GF256(left) * GF256(right), GF256(product), "{left} * {right}");
            }
        }
        for left in 0..16 {
            for right in 0..16 {
                let product = multiplied(left, right, 4, 0b1_0011);
                assert_eq!(GF16(left) * GF16(right), GF16(product), "{left} * {right}");
            }
        }
    }

    #[test]
    fn dividing_undoes_multiplying_and_a_power_is_a_product() {
        for left in 0..=255 {
            let mut power = GF256::ONE;
            for exponent in 0..600 {
                assert_eq!(GF256(left).pow(exponent), power, "{left} ^ {exponent}");
                power *= GF256(left);
            }
            for right in 1..=255 {
                assert_eq!(GF256(left) * GF256(right) / GF256(right), GF256(left), "{left} / {right}");
            }
        }
        assert_eq!(GF256(7) / GF256::ZERO, GF256::ZERO);
    }
}
