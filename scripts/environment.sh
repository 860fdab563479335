# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# What the scripts share: paths, messages, times. Source it; it does nothing by itself.

CAIRN_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CAIRN_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/cairn

# One target directory for everything, outside the checkout: several checkouts share it, and `git clean` does
# not cost half an hour of building.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${CAIRN_TARGET_DIR:-$CAIRN_CACHE/target}}

# A shell that never read rustup's profile does not have its programs in PATH.
if ! command -v cargo >/dev/null && [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
	PATH=${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
fi

# Where `setup.sh` puts a Node.js when the system's own is missing or too old.
if [ -x "$CAIRN_CACHE/node/node_modules/.bin/node" ]; then
	PATH=$CAIRN_CACHE/node/node_modules/.bin:$PATH
fi
export PATH

# say TEXT: one line of progress.
say() {
	printf 'cairn: %s\n' "$*" >&2
}

# stop CAUSE WAY_OUT: ends the script.
stop() {
	printf 'error: %s\n  help: %s\n' "$1" "$2" >&2
	exit 1
}

# have PROGRAM...: whether all are in PATH.
have() {
	local program
	for program in "$@"; do
		command -v "$program" >/dev/null 2>&1 || return 1
	done
}

# elapsed START: the time since START, a value that SECONDS had, as `12 min 05 s`.
elapsed() {
	local seconds=$((SECONDS - $1))
	if ((seconds < 60)); then
		printf '%d s' "$seconds"
	else
		printf '%d min %02d s' $((seconds / 60)) $((seconds % 60))
	fi
}

# wasm_target_installed: whether the active Rust can compile for wasm32v1-none as it is.
wasm_target_installed() {
	[ -d "$(cd "$CAIRN_ROOT" && rustc --print sysroot)/lib/rustlib/wasm32v1-none/lib" ]
}

# choose_wasm_library: without the target's compiled library, have the runtimes compile `core` and `alloc` from
# source. `setup.sh` made sure that one of the two is there.
choose_wasm_library() {
	if ! wasm_target_installed; then
		export WASM_BUILD_STD=1
	fi
}

# copy_checkout DIRECTORY: copies the checkout there, with its dates, but without history and whatever was installed or
# built in it.
copy_checkout() {
	tar --create --directory "$CAIRN_ROOT" --exclude=.git --exclude=node_modules --exclude=target . |
		tar --extract --directory "$1"
}
