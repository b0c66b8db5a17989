//! Places in a drawing as numbers for other programs: hundredths of a millimetre, as in the SVG.

/// A length or coordinate.
pub fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// A point.
pub fn point((x, y): (f64, f64)) -> [f64; 2] {
    [rounded(x), rounded(y)]
}

/// Points in their order.
pub fn points(all: &[(f64, f64)]) -> Vec<[f64; 2]> {
    all.iter().map(|it| point(*it)).collect()
}
