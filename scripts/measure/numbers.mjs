// SPDX-License-Identifier: Apache-2.0
//
// What many measured values come to.

// The value that a share of all values does not exceed (nearest rank), or null without values.
function percentile(values, share) {
	if (values.length === 0) return null;
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

const mean = (values) => (values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null);

/** How many there are, their mean, and how they are spread. */
export function spread(values) {
	const [p50, p99] = [percentile(values, 0.5), percentile(values, 0.99)];
	return { count: values.length, mean: mean(values), p50, p99, max: percentile(values, 1) };
}
