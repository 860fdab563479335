#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

usage() {
	cat <<'HELP'
Installs what building Cairn needs and this machine lacks. Quick, and silent, where nothing is missing.

Usage: scripts/setup.sh [--with-tests]

Options:
  --with-tests  also what the tests and lints need: Node.js 20, npm, Python's venv, shellcheck, nginx, OpenSSL's
                program, iproute2, rustfmt, clippy
  -h, --help    print this help

On Debian and Ubuntu it installs packages, as root or with sudo. On other systems it names what is missing.
Rust comes through rustup, in the version that rust-toolchain.toml names.
HELP
}

with_tests=no
for argument in "$@"; do
	case $argument in
	--with-tests) with_tests=yes ;;
	-h | --help) usage && exit 0 ;;
	*) stop "unknown argument '$argument'" "scripts/setup.sh --help lists the options" ;;
	esac
done

channel=$(sed -n 's/^channel *= *"\(.*\)"/\1/p' "$CAIRN_ROOT/rust-toolchain.toml")
# Node.js below this lacks what the JavaScript clients of the tests use.
node_wanted=20

# --- system packages ---------------------------------------------------------------------------------------

is_debian() {
	have apt-get && grep -qsE '^(ID|ID_LIKE)=.*(debian|ubuntu)' /etc/os-release
}

can_be_root() {
	[ "$(id -u)" = 0 ] || have sudo
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

# Debian starts nginx as it is installed, and after each boot, as a web server that the whole network can reach. The
# tests start one of their own, and nobody asked for another. On a machine without systemd there is nothing to do.
keep_nginx_from_starting() {
	[ -d /run/systemd/system ] || return 0
	as_root systemctl --quiet mask --runtime nginx.service >/dev/null 2>&1 || true
}

leave_nginx_off() {
	[ -d /run/systemd/system ] || return 0
	as_root systemctl --quiet disable nginx.service >/dev/null 2>&1 || true
	as_root systemctl --quiet unmask --runtime nginx.service >/dev/null 2>&1 || true
}

install_packages() {
	can_be_root ||
		stop "installing packages needs root, and sudo is not there" "run as root: apt-get install $*"
	say "installing packages: $*"
	# The output matters only when something fails.
	local log
	log=$(mktemp)
	if ! { as_root apt-get update && as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
		tail -n 20 "$log" >&2
		rm -f "$log"
		stop "apt-get could not install: $*" "the lines above say why; mend that and run this again"
	fi
	rm -f "$log"
}

# It lies in a directory that only root has in its PATH.
have_nginx() {
	have nginx || [ -x /usr/sbin/nginx ]
}

have_libclang() {
	local directory
	for directory in "${LIBCLANG_PATH:-/nonexistent}" /usr/lib/llvm-*/lib /usr/lib/*-linux-gnu /usr/lib /usr/lib64 \
		/usr/local/lib; do
		if compgen -G "$directory/libclang.so*" >/dev/null || compgen -G "$directory/libclang-[0-9]*.so*" >/dev/null; then
			return 0
		fi
	done
	return 1
}

missing=()
packages=()

# need WHAT PACKAGE CHECK...: notes WHAT as missing unless CHECK succeeds.
need() {
	local what=$1 package=$2
	shift 2
	if ! "$@" >/dev/null 2>&1; then
		missing+=("$what")
		packages+=("$package")
	fi
}

need "a C and C++ compiler and make" build-essential have cc c++ make
need "clang" clang have clang
need "libclang" libclang-dev have_libclang
need "protoc" protobuf-compiler have protoc
need "CMake" cmake have cmake
need "pkg-config" pkg-config have pkg-config
need "OpenSSL's headers" libssl-dev pkg-config --exists openssl
need "git" git have git
need "curl" curl have curl
if [ "$with_tests" = yes ]; then
	need "Node.js" nodejs have node
	need "npm" npm have npm
	need "Python 3 with venv" python3-venv python3 -c 'import venv, ensurepip'
	need "shellcheck" shellcheck have shellcheck
	need "nginx" nginx have_nginx
	need "OpenSSL's program" openssl have openssl
	need "ip" iproute2 have ip
fi

if ((${#missing[@]})); then
	if is_debian; then
		if [[ " ${packages[*]} " == *" nginx "* ]]; then
			# Also if the installation fails: nobody shall find nginx masked later.
			trap leave_nginx_off EXIT
			keep_nginx_from_starting
			install_packages "${packages[@]}"
			trap - EXIT
			leave_nginx_off
		else
			install_packages "${packages[@]}"
		fi
	else
		printf -v list '%s, ' "${missing[@]}"
		stop "missing: ${list%, }" "install them the way your system does (on Debian: ${packages[*]}) and run this again"
	fi
fi

# The major version of the Node.js in PATH.
node_major() {
	node --print 'process.versions.node.split(".")[0]'
}

# Debian 12 and Ubuntu 24.04 ship Node.js 18.
if [ "$with_tests" = yes ] && (($(node_major) < node_wanted)); then
	say "Node.js $(node --version) is too old for the tests: installing a newer one in $CAIRN_CACHE/node"
	npm install --silent --no-fund --no-audit --prefix "$CAIRN_CACHE/node" node@22 >/dev/null 2>&1 || true
	PATH=$CAIRN_CACHE/node/node_modules/.bin:$PATH
	hash -r
	(($(node_major) >= node_wanted)) ||
		stop "the tests need Node.js $node_wanted or newer, and npm could not install one" \
			"install Node.js $node_wanted or newer and run this again"
fi

# --- Rust --------------------------------------------------------------------------------------------------

# Newer releases of Debian and Ubuntu have rustup as a package.
offers_rustup() {
	is_debian && can_be_root && as_root apt-get update >/dev/null 2>&1 &&
		apt-cache policy rustup | grep -q 'Candidate: [0-9]'
}

if ! have rustup && ! have cargo rustc; then
	offers_rustup || stop "Rust is missing" "install rustup (https://www.rust-lang.org/tools/install) and run this again"
	install_packages rustup
fi

if have rustup; then
	toolchain=${RUSTUP_TOOLCHAIN:-$channel}
	# Ask for what is there without rustup installing it in passing.
	if ! RUSTUP_AUTO_INSTALL=0 rustup which --toolchain "$toolchain" rustc >/dev/null 2>&1; then
		say "installing Rust $toolchain"
		rustup toolchain install "$toolchain" --profile minimal --no-self-update ||
			stop "rustup could not install Rust $toolchain" "the lines above say why; mend that and run this again"
	fi
	if [ "$with_tests" = yes ]; then
		for component in rustfmt clippy; do
			if ! rustup which --toolchain "$toolchain" "cargo-${component/rustfmt/fmt}" >/dev/null 2>&1; then
				say "installing Rust's $component"
				rustup component add "$component" --toolchain "$toolchain" ||
					stop "rustup could not install $component" "run: rustup component add $component --toolchain $toolchain"
			fi
		done
	fi
else
	version=$(rustc --version | cut -d ' ' -f 2)
	if [ "$(printf '%s\n' "$channel" "$version" | sort -V | head -n 1)" != "$channel" ]; then
		stop "Rust $version is too old: Cairn needs $channel or newer" \
			"install rustup (https://www.rust-lang.org/tools/install) and run this again"
	fi
	if [ "$with_tests" = yes ] && ! have cargo-fmt cargo-clippy; then
		stop "the tests need rustfmt and clippy" "install them the way you installed Rust $version"
	fi
fi

# Runtimes are compiled to WebAssembly.
if ! wasm_target_installed; then
	say "installing Rust's target wasm32v1-none"
	if have rustup; then
		rustup target add wasm32v1-none --toolchain "$toolchain" || true
	fi
fi
if ! wasm_target_installed; then
	if [ -d "$(cd "$CAIRN_ROOT" && rustc --print sysroot)/lib/rustlib/src/rust/library" ]; then
		say "the target cannot be installed; runtimes will compile Rust's library from source (WASM_BUILD_STD=1)"
	else
		stop "Rust's target wasm32v1-none cannot be installed, and the source of Rust's library is not there either" \
			"run: rustup target add wasm32v1-none (or install your distribution's rust-src)"
	fi
fi
