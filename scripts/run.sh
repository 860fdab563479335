#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

usage() {
	cat <<'HELP'
Sets up what is missing, builds the node, and runs a development chain. Stop it with Ctrl+C.

Usage: scripts/run.sh [ARGUMENTS OF CAIRN]...

Runs `cairn --dev` with the arguments given, for example:
  scripts/run.sh                         a block a second; state is gone when it stops
  scripts/run.sh --base-path ./my-chain  state stays in ./my-chain
  scripts/run.sh --sealing instant       a block for each extrinsic

`docs/reference/cli.md` lists the arguments. Only -h and --help are the script's own.

Environment:
  CAIRN_TARGET_DIR  where to build (default: ~/.cache/cairn/target)
HELP
}

case ${1:-} in
-h | --help) usage && exit 0 ;;
esac

"$CAIRN_ROOT/scripts/setup.sh"
choose_wasm_library

say "building in $CARGO_TARGET_DIR"
if [ ! -e "$CARGO_TARGET_DIR/release/cairn" ]; then
	say "the first build takes about 40 minutes on 2 cores; later ones take seconds to minutes"
fi
(cd "$CAIRN_ROOT" && cargo build --release --locked --workspace --bin cairn)
say "built in $(elapsed 0); starting"

exec "$CARGO_TARGET_DIR/release/cairn" --dev "$@"
