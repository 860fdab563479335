#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

usage() {
	cat <<'HELP'
Writes docs/reference/cli.md from what `cairn --help` and its subcommands print.

Usage: scripts/cli-reference.sh [--check]

Options:
  --check     write nothing; fail if the page is not current
  -h, --help  print this help

The node must be built: cargo build --release --workspace --bin cairn
HELP
}

check=no
case ${1:-} in
--check) check=yes ;;
-h | --help) usage && exit 0 ;;
"") ;;
*) stop "unknown argument '$1'" "scripts/cli-reference.sh --help lists the options" ;;
esac

cairn=$CARGO_TARGET_DIR/release/cairn
page=$CAIRN_ROOT/docs/reference/cli.md
[ -x "$cairn" ] || stop "$cairn is not there" "build it: cargo build --release --workspace --bin cairn"

# help SUBCOMMAND...: the long help, as wide as where nothing says how wide the terminal is.
help() {
	env -u COLUMNS "$cairn" "$@" --help | sed 's/[[:space:]]*$//'
}

# describe SUBCOMMAND...: one section, then one for each subcommand below it.
describe() {
	local text names name
	text=$(help "$@")
	names=$(sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\).*/\1/p' <<<"$text")
	# shellcheck disable=SC2016 # the backquotes are Markdown
	printf '\n## `%s`\n\n```text\n%s\n```\n' "cairn${*:+ $*}" "$text"
	for name in $names; do
		[ "$name" = help ] || describe "$@" "$name"
	done
}

generated=$(mktemp)
trap 'rm -f "$generated"' EXIT
{
	printf '# Command-line reference\n\n'
	# shellcheck disable=SC2016
	printf 'Written by `scripts/cli-reference.sh` from what the program prints. Do not edit.\n'
	describe
} >"$generated"

if [ "$check" = no ]; then
	cp "$generated" "$page"
	say "wrote $page"
elif ! diff -u "$page" "$generated"; then
	stop "docs/reference/cli.md is not current" "run scripts/cli-reference.sh and commit what it writes"
fi
