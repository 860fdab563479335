#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

readonly inferno_version=0.12.8

usage() {
	cat <<'HELP'
Draws a flame graph of a running node: what its processors are busy with, function by function. It starts and stops nothing.
docs/profile-a-node.md says how to start the node, and how to read the picture.

Usage: scripts/profile.sh --pid PID --output FILE.svg [OPTIONS]

Options:
  --pid PID         the process
  --output FILE     where the picture goes, an SVG; a browser opens it, and searches and zooms
  --duration S      for how many seconds to look (default: 30)
  --frequency HZ    how often, for each processor that the process runs on (default: 99)
  --stacks KIND     how callers are found. `dwarf` (default) works with every node, and does not see who called the
                    runtime's Wasm. `fp` sees through it, and needs a node built with frame pointers
  --folded FILE     write the stacks there too, one a line with its nanoseconds, for programs
  -h, --help        print this help

It takes `perf` (Debian: linux-perf), and the right to use it: root, or one's own processes where the kernel's setting
kernel.perf_event_paranoid is 2 or less; then the kernel's own part is not seen. The first run installs inferno, which
takes a minute or two.
HELP
}

pid='' output='' duration=30 frequency=99 stacks=dwarf folded=''
while (($#)); do
	case $1 in
	--pid) pid=${2:-} ;;
	--output) output=${2:-} ;;
	--duration) duration=${2:-} ;;
	--frequency) frequency=${2:-} ;;
	--stacks) stacks=${2:-} ;;
	--folded) folded=${2:-} ;;
	-h | --help) usage && exit 0 ;;
	*) stop "unknown argument '$1'" "scripts/profile.sh --help lists the options" ;;
	esac
	[ -n "${2:-}" ] || stop "$1 needs a value" "scripts/profile.sh --help lists the options"
	shift 2
done
[[ $pid =~ ^[1-9][0-9]*$ ]] || stop "--pid needs the number of a process, not '$pid'" "pgrep -x cairn finds it"
[ -d "/proc/$pid" ] || stop "there is no process $pid" "pgrep -x cairn finds it"
[ -n "$output" ] || stop "--output is missing" "for example: --output profile.svg"
for number in "$duration" "$frequency"; do
	[[ $number =~ ^[1-9][0-9]*$ ]] || stop "'$number' is no number of seconds or Hz" "give a whole number above 0"
done
case $stacks in
# A node's stacks are deep: of authoring a block, most of 32 KiB.
dwarf) stacks=dwarf,32768 ;;
fp) ;;
*) stop "--stacks is dwarf or fp, not '$stacks'" "leave it out if in doubt" ;;
esac
have perf || stop "there is no perf" "apt-get install linux-perf, or the package of your distribution that has it"

tools=$CAIRN_CACHE/tools/bin
if [ ! -x "$tools/inferno-flamegraph" ] || ! grep -qs "\"inferno $inferno_version " "$CAIRN_CACHE/tools/.crates.toml"; then
	say "installing inferno $inferno_version in $CAIRN_CACHE/tools"
	CARGO_TARGET_DIR=$CARGO_TARGET_DIR/tools cargo install --locked --root "$CAIRN_CACHE/tools" \
		--version "$inferno_version" --no-default-features --features cli,nameattr inferno
fi

if [ ! -e "/tmp/perf-$pid.map" ]; then
	say "the runtime's functions will have no names: the node was not started with WASMTIME_PROFILING_STRATEGY=perfmap"
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

say "looking at the process $pid for $duration s"
# The clock, and not the processor's counter of cycles, which virtual machines often lack.
if ! perf record --quiet --event cpu-clock --freq "$frequency" --call-graph "$stacks" --pid "$pid" \
	--output "$folder/data" -- sleep "$duration" 2>"$folder/said"; then
	cat "$folder/said" >&2
	stop "perf could not look at the process $pid" \
		"as root it can; or, for your own processes: sysctl kernel.perf_event_paranoid=2"
fi

say "putting names to $(du -h "$folder/data" | cut -f1) of stacks"
# Functions that were compiled into their callers are left out: to find them takes minutes.
if ! perf script --no-inline --input "$folder/data" >"$folder/script" 2>"$folder/said"; then
	cat "$folder/said" >&2
	stop "perf could not read its own file" "what it said is above"
fi
"$tools/inferno-collapse-perf" --quiet "$folder/script" >"$folder/folded"
[ -s "$folder/folded" ] || stop "the process $pid did nothing in $duration s" "put it under load: cairn-bench does"
"$tools/inferno-flamegraph" --quiet --title "Process $pid, $duration s" --countname ns --hash "$folder/folded" >"$output"
[ -z "$folded" ] || cp "$folder/folded" "$folded"
say "the picture is $output"
