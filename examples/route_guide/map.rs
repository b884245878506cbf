//! The map: where things are, and how far it is.

use crate::routeguide::{Feature, Point, Rectangle};

/// What a degree is in a [`Point`].
const DEGREE: f64 = 10_000_000.0;

/// The mean radius of the earth, in metres.
const RADIUS: f64 = 6_371_000.0;

pub(crate) fn point(latitude: i32, longitude: i32) -> Point {
    Point {
        latitude,
        longitude,
    }
}

/// A point in degrees.
pub(crate) fn show(point: Point) -> String {
    let degrees = |value: i32| f64::from(value) / DEGREE;
    format!(
        "{:.4} {:.4}",
        degrees(point.latitude),
        degrees(point.longitude)
    )
}

/// Reads features, one a line: latitude, longitude, name. A line that starts with `#` is a comment.
pub(crate) fn read(text: &str) -> Result<Vec<Feature>, String> {
    let lines = text.lines().zip(1..);
    lines
        .filter(|(line, _)| !line.starts_with('#'))
        .map(|(line, number)| {
            feature(line).ok_or_else(|| format!("line {number} of the map is no feature: {line}"))
        })
        .collect()
}

fn feature(line: &str) -> Option<Feature> {
    let mut words = line.splitn(3, ' ');
    let mut number = || words.next()?.parse().ok();
    let location = point(number()?, number()?);
    Some(Feature {
        name: words.next()?.to_owned(),
        location: Some(location),
    })
}

/// The feature at just this point.
pub(crate) fn at(features: &[Feature], point: Point) -> Option<&Feature> {
    let mut features = features.iter();
    features.find(|feature| feature.location == Some(point))
}

/// Whether a feature lies in a rectangle, its edges included.
pub(crate) fn is_inside(feature: &Feature, rectangle: &Rectangle) -> bool {
    let (lo, hi) = (
        rectangle.lo.unwrap_or_default(),
        rectangle.hi.unwrap_or_default(),
    );
    let between = |value: i32, a: i32, b: i32| (a.min(b)..=a.max(b)).contains(&value);
    feature.location.is_some_and(|point| {
        between(point.latitude, lo.latitude, hi.latitude)
            && between(point.longitude, lo.longitude, hi.longitude)
    })
}

/// The distance of two points in whole metres, along the surface (haversine formula).
#[allow(clippy::cast_possible_truncation)] // Half around the earth is 20 million metres.
pub(crate) fn distance(from: Point, to: Point) -> i32 {
    let radians = |value: i32| (f64::from(value) / DEGREE).to_radians();
    let (from_latitude, to_latitude) = (radians(from.latitude), radians(to.latitude));
    let north = to_latitude - from_latitude;
    let east = radians(to.longitude) - radians(from.longitude);
    let a = (north / 2.0).sin().powi(2)
        + from_latitude.cos() * to_latitude.cos() * (east / 2.0).sin().powi(2);
    let metres = 2.0 * RADIUS * a.sqrt().atan2((1.0 - a).sqrt());
    metres.round() as i32
}
