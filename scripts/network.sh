#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

usage() {
	cat <<'HELP'
Sets up what is missing, builds the node, and runs `cairn-network`: networks of several nodes on this machine.

Usage: scripts/network.sh COMMAND [ARGUMENTS]...

Commands:
  up         start a network: --nodes 4 --chain standard|authority|work|hybrid|PATH --delay MS --loss PERCENT
  status     how each node is doing, and where everything is; --json
  logs       NODE [--follow]: a node's log
  kill       NODE: kill a node with SIGKILL
  start      NODE: start it again
  partition  1,2/3,4: nodes reach those of their own group only
  heal       all nodes reach each other again
  down       end all nodes, and remove everything of the network

`scripts/network.sh COMMAND --help` lists a command's arguments. A partition and loss take root, and iproute2.

Environment:
  CAIRN_TARGET_DIR   where to build (default: ~/.cache/cairn/target)
  CAIRN_NETWORK_DIR  where the network is (default: ~/.local/state/cairn/network)
HELP
}

case ${1:-} in
'') usage >&2 && exit 2 ;;
-h | --help) usage && exit 0 ;;
esac

# The first argument that is no option, and no option's value.
command='' previous=''
for argument in "$@"; do
	if [ "$previous" = --dir ]; then
		previous=''
		continue
	fi
	case $argument in
	-*) previous=$argument ;;
	*) command=$argument && break ;;
	esac
done

# A network is looked after by the program that started it: only `up` builds a newer one.
if [ "$command" = up ] || [ ! -e "$CARGO_TARGET_DIR/release/cairn-network" ]; then
	"$CAIRN_ROOT/scripts/setup.sh"
	choose_wasm_library
	say "building in $CARGO_TARGET_DIR"
	if [ ! -e "$CARGO_TARGET_DIR/release/cairn" ]; then
		say "the first build takes about 40 minutes on 2 cores; later ones take seconds to minutes"
	fi
	(cd "$CAIRN_ROOT" && cargo build --release --locked --workspace --bin cairn --bin cairn-network)
fi

exec "$CARGO_TARGET_DIR/release/cairn-network" "$@"
