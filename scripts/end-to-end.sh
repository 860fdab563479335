#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

usage() {
	cat <<'HELP'
Builds the end-to-end tests and runs them, some files at a time: their nodes wait for blocks most of the time.
All files are run, whatever fails; of one that fails, everything that it printed is shown at its end.

Usage: scripts/end-to-end.sh [--jobs N] [FILE]...

  FILE        a file in tests/tests without its `.rs`, for example `work`; default: all

Options:
  --jobs N    so many files at a time (default: 2)
  -h, --help  print this help

The programs that the tests start must be built: `scripts/test.sh --only build`. tests/README.md tells how to run one
test of a file.
HELP
}

jobs=2
chosen=()
while (($#)); do
	case $1 in
	--jobs)
		[[ ${2:-} =~ ^[1-9][0-9]?$ ]] || stop "--jobs needs a number from 1 to 99, not '${2:-}'" "for example: --jobs 2"
		jobs=$2
		shift
		;;
	-h | --help) usage && exit 0 ;;
	-*) stop "unknown argument '$1'" "scripts/end-to-end.sh --help lists the options" ;;
	*) chosen+=("$1") ;;
	esac
	shift
done

cd "$CAIRN_ROOT"
choose_wasm_library

# Each line: a file's name, the directory of its package, its program.
files=$(cargo test --release --locked --workspace --test '*' --no-run --message-format=json-render-diagnostics |
	node -e '
		const { dirname } = require("node:path");
		for (const line of require("node:fs").readFileSync(0, "utf8").split("\n").filter(Boolean)) {
			const { executable, target, manifest_path } = JSON.parse(line);
			if (executable && target.kind.includes("test")) {
				console.log([target.name, dirname(manifest_path), executable].join("\t"));
			}
		}' | sort)
for name in ${chosen[@]+"${chosen[@]}"}; do
	cut -f 1 <<<"$files" | grep -Fqx -- "$name" ||
		stop "there is no file of tests '$name'" "there are: $(cut -f 1 <<<"$files" | paste -sd ' ')"
done

logs=$(mktemp -d)

# Each file's tests and their nodes are a process group of their own, which gets the signal when this script is stopped.
set -m
finish() {
	local group state
	for group in $(jobs -pr); do
		kill -INT -- "-$group" 2>/dev/null || true
	done
	wait
	# A file that was stopped has not taken its networks down: their namespaces and nodes are not of its group.
	while IFS= read -r -d '' state; do
		"$CARGO_TARGET_DIR/release/cairn-network" --dir "$(dirname "$state")" down >/dev/null 2>&1 </dev/null || true
	done < <(find "$logs" -name network.json -print0 2>/dev/null)
	[ -n "$failed" ] || rm -rf "$logs"
}
failed=""
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# run NAME DIRECTORY PROGRAM: runs one file, with a folder of its own for temporary files, and says how it ended. It counts
# as failed until it has succeeded, so that nothing, such as a full disk, makes a failure look like success.
run() {
	local start=$SECONDS log=$logs/$1
	if (cd "$2" && TMPDIR=$log.d "$3") >"$log" 2>&1 </dev/null; then
		rm -rf "$log.failed" "$log.d"
		say "$1: $(grep -c '^test .* ok$' "$log" || true) tests ok in $(elapsed "$start")"
	else
		{
			cat "$log"
			say "$1: FAILED after $(elapsed "$start"): the lines above are what it printed"
		} >&2
	fi
}

while IFS=$'\t' read -r name directory program; do
	if ((${#chosen[@]})) && [[ " ${chosen[*]} " != *" $name "* ]]; then
		continue
	fi
	while (($(jobs -rp | wc -l) >= jobs)); do
		wait -n || true
	done
	touch "$logs/$name.failed"
	mkdir "$logs/$name.d"
	run "$name" "$directory" "$program" &
done <<<"$files"
wait

failed=$(find "$logs" -maxdepth 1 -name '*.failed' -exec basename {} .failed ';' | sort | paste -sd ' ')
[ -z "$failed" ] ||
	stop "these files of tests failed: $failed" "the logs of their nodes are in $logs; scripts/end-to-end.sh ${failed} runs them alone"
