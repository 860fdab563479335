// SPDX-License-Identifier: Apache-2.0

//! Curves as a picture: a row for each curve, and in it a panel for each unit.

use super::curve::{plain, short, unit, Curve};
use crate::problem::{Problem, Result};
use plotters::{
	coord::{
		ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter},
		Shift,
	},
	prelude::*,
};
use std::ops::Range;

/// The size of a panel, in pixels.
const PANEL: (u32, u32) = (460, 320);

/// Where the largest x is so many times the smallest one, equal steps of the picture are equal factors.
const WIDE: f64 = 30.0;

/// Told from each other by people who see few colours, too: by Okabe and Ito.
const COLOURS: [RGBColor; 7] = [
	RGBColor(0, 114, 178),
	RGBColor(213, 94, 0),
	RGBColor(0, 158, 115),
	RGBColor(204, 121, 167),
	RGBColor(86, 180, 233),
	RGBColor(230, 159, 0),
	RGBColor(0, 0, 0),
];

/// Draws curves, as SVG.
///
/// # Errors
///
/// When there is nothing to draw.
pub fn draw(curves: &[Curve]) -> Result<String> {
	let drawn: Vec<_> = curves.iter().filter(|curve| !curve.names().is_empty()).collect();
	let columns = drawn.iter().map(|curve| curve.units().len()).max();
	let Some(columns) = columns else { return Err(Problem::new("the curves have no points to draw")) };
	let mut svg = String::new();
	let size = (PANEL.0 * columns as u32, PANEL.1 * drawn.len() as u32);
	let failed = |error| Problem::new(format!("the curves cannot be drawn: {error}"));
	let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
	draw_rows(&area, &drawn, columns).map_err(|error| failed(error.to_string()))?;
	area.present().map_err(|error| failed(error.to_string()))?;
	drop(area);
	Ok(svg)
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Failure<'a> = DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>;

fn draw_rows<'a>(area: &Area<'a>, curves: &[&Curve], columns: usize) -> std::result::Result<(), Failure<'a>> {
	area.fill(&WHITE)?;
	let panels = area.split_evenly((curves.len(), columns));
	for (curve, row) in curves.iter().zip(panels.chunks(columns)) {
		for (unit, panel) in curve.units().into_iter().zip(row) {
			draw_panel(panel, curve, unit)?;
		}
	}
	Ok(())
}

/// Draws the numbers of one unit.
fn draw_panel<'a>(area: &Area<'a>, curve: &Curve, of: &str) -> std::result::Result<(), Failure<'a>> {
	let series: Vec<_> = curve.names().into_iter().filter(|name| unit(name) == of).collect();
	let values = |name: &str| -> Vec<(f64, f64)> {
		curve.points.iter().filter_map(|point| Some((point.x, *point.values.get(name)?))).collect()
	};
	let highest = series.iter().flat_map(|name| values(name)).map(|(_, y)| y).fold(0.0, f64::max);
	// Room for the names above the curves: each takes a sixteenth of the height.
	let names = (series.len() as f64 / 16.0).min(0.75);
	let top = if highest > 0.0 { highest * 1.05 / (1.0 - names) } else { 1.0 };
	let mut chart = ChartBuilder::on(area)
		.caption(&curve.title, ("sans-serif", 16))
		.margin(10)
		.x_label_area_size(36)
		.y_label_area_size(56)
		.build_cartesian_2d(Axis::of(curve.points.iter().map(|point| point.x)), 0.0..top)?;
	chart
		.configure_mesh()
		.x_desc(curve.x.as_str())
		.y_desc(of)
		.y_labels(6)
		.y_label_formatter(&|value| short(*value))
		.light_line_style(TRANSPARENT)
		.draw()?;
	for (name, colour) in series.iter().zip(COLOURS.iter().cycle()) {
		let points = values(name);
		let marks = points.iter().map(|point| Circle::new(*point, 3, colour.filled()));
		chart.draw_series(marks)?;
		chart
			.draw_series(LineSeries::new(points, colour.stroke_width(2)))?
			.label(plain(name))
			.legend(move |(x, y)| PathElement::new([(x, y), (x + 16, y)], colour.stroke_width(2)));
	}
	chart
		.configure_series_labels()
		.position(SeriesLabelPosition::UpperLeft)
		.background_style(WHITE.mix(0.8))
		.draw()
}

/// The axis of x: from the smallest to the largest point, with a mark at each.
struct Axis {
	marks: Vec<f64>,
	range: Range<f64>,
	by_factors: bool,
}

impl Axis {
	fn of(points: impl Iterator<Item = f64>) -> Self {
		let marks: Vec<f64> = points.collect();
		let first = marks.iter().copied().fold(f64::INFINITY, f64::min);
		let last = marks.iter().copied().fold(f64::NEG_INFINITY, f64::max);
		let by_factors = first > 0.0 && last / first >= WIDE;
		// A little more than the points, so that no mark is cut off; and a line is longer than a point.
		let range = match (by_factors, last - first) {
			(true, _) => first / 1.2..last * 1.2,
			(false, width) if width > 0.0 => first - width * 0.05..last + width * 0.05,
			(false, _) => first - 1.0..last + 1.0,
		};
		Self { marks, range, by_factors }
	}

	fn place(&self, value: f64) -> f64 {
		if self.by_factors {
			value.ln()
		} else {
			value
		}
	}
}

impl Ranged for Axis {
	type FormatOption = NoDefaultFormatting;
	type ValueType = f64;

	fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
		let (start, end) = (self.place(self.range.start), self.place(self.range.end));
		let share = (self.place(*value) - start) / (end - start);
		from + (share * f64::from(to - from)).round() as i32
	}

	fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
		self.marks.clone()
	}

	fn range(&self) -> Range<f64> {
		self.range.clone()
	}
}

impl ValueFormatter<f64> for Axis {
	fn format_ext(&self, value: &f64) -> String {
		short(*value)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::collections::BTreeMap;

	fn curve(points: &[(f64, f64)]) -> Curve {
		let mut curve = Curve::new("Accounts & more", "accounts");
		for &(x, y) in points {
			let values = [("finalised [TPS]", y), ("included [TPS]", y + 1.0), ("p50 [s]", y / 100.0)];
			curve.add(x, BTreeMap::from(values.map(|(name, value)| (name.to_owned(), value))));
		}
		curve
	}

	#[test]
	fn a_picture_has_all_that_the_curves_have() {
		let svg =
			draw(&[curve(&[(1e4, 490.0), (1e5, 480.0), (1e6, 450.0)]), curve(&[(1.0, 2.0)])]).expect("drawn");
		assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"), "{svg}");
		for text in
			["Accounts &amp; more", "accounts", "TPS", "finalised", "included", "p50", "10 k", "100 k", "1 M"]
		{
			assert!(svg.contains(text), "no {text} in\n{svg}");
		}
		// Three numbers at three points, and at one.
		assert_eq!(svg.matches("<circle ").count(), 12);
		assert_eq!((PANEL.0 * 2, PANEL.1 * 2), size(&svg));
	}

	fn size(svg: &str) -> (u32, u32) {
		let number = |name: &str| {
			let rest = svg.split_once(&format!("{name}=\"")).expect("it has a size").1;
			rest.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
		};
		(number("width"), number("height"))
	}

	#[test]
	fn a_higher_number_stands_higher() {
		let svg = draw(&[curve(&[(1.0, 100.0), (2.0, 300.0)])]).expect("drawn");
		let heights: Vec<i32> = svg
			.split("<circle ")
			.skip(1)
			.filter_map(|circle| circle.split_once("cy=\"")?.1.split('"').next()?.parse().ok())
			.collect();
		assert_eq!(heights.len(), 6);
		assert!(heights[0] > heights[1], "from the top: {heights:?}");
	}

	#[test]
	fn wide_ranges_go_by_factors() {
		let axis = Axis::of([1e4, 1e5, 1e6].into_iter());
		let places = [1e4, 1e5, 1e6].map(|value| axis.map(&value, (0, 1_000)));
		assert!((places[1] - places[0]).abs_diff(places[2] - places[1]) <= 1, "{places:?}");
		let axis = Axis::of([1.0, 2.0, 4.0].into_iter());
		let places = [1.0, 2.0, 4.0].map(|value| axis.map(&value, (0, 1_100)));
		assert!((2 * (places[1] - places[0])).abs_diff(places[2] - places[1]) <= 2, "{places:?}");
	}

	#[test]
	fn one_point_is_drawn_too_and_none_is_refused() {
		draw(&[curve(&[(0.0, 0.0)])]).expect("drawn");
		for none in [&[][..], &[Curve::new("Nothing", "x")]] {
			assert!(draw(none).expect_err("nothing").cause().contains("no points"));
		}
	}
}
