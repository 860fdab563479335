#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
# How names are sorted, and what a letter is, must not depend on where the user lives.
export LC_ALL=C

usage() {
	cat <<'HELP'
Makes a pallet of your own to start from, and puts it into a runtime.

Usage: scripts/new-pallet.sh NAME [--into RUNTIME]
       scripts/new-pallet.sh NAME --crate-only

Arguments:
  NAME            small letters, digits and single hyphens, such as price-board. The crate is pallets/NAME, called
                  pallet-NAME; the runtime calls it PriceBoard

Options:
  --into RUNTIME  the folder below runtime/ of the runtime that gets it (default: standard)
  --crate-only    make the crate, and leave the runtimes alone
  -h, --help      print this help

What it makes compiles, and its tests pass: a text of each account's own on the chain, for a deposit. Rename and change
what you like; docs/add-a-pallet.md goes on from there. It makes
  pallets/NAME                        the crate: calls, storage, events, errors, a hold, invariants, benchmarks, tests
  runtime/RUNTIME/src/configs/NAME.rs its settings
and adds lines to
  Cargo.toml, Cargo.lock              the crate
  runtime/RUNTIME/Cargo.toml          the dependency and its features
  runtime/RUNTIME/src/lib.rs          the pallet, under the next index from 100 to 199
  runtime/RUNTIME/src/configs/mod.rs, src/benchmarks.rs, README.md

If anything speaks against it, nothing is changed.

Environment:
  CARGO_HOME  where cargo keeps the crates that were downloaded (default: ~/.cargo)
HELP
}

# The way out of a name that will not do.
another="choose another name"

name=
runtime=
crate_only=no
while (($#)); do
	case $1 in
	-h | --help) usage && exit 0 ;;
	--crate-only) crate_only=yes ;;
	--into)
		[ -n "${2:-}" ] || stop "--into needs the name of a runtime" "scripts/new-pallet.sh --help says more"
		runtime=$2
		shift
		;;
	-*) stop "unknown argument '$1'" "scripts/new-pallet.sh --help lists the options" ;;
	*)
		[ -z "$name" ] || stop "one name at a time, not '$name' and '$1'" "scripts/new-pallet.sh --help says more"
		[ -n "$1" ] || stop "the name is empty" "$another"
		name=$1
		;;
	esac
	shift
done
[ -n "$name" ] || stop "a name is missing" "scripts/new-pallet.sh NAME, such as price-board"
if [ "$crate_only" = yes ]; then
	[ -z "$runtime" ] || stop "--into and --crate-only exclude each other" "leave one of them out"
else
	runtime=${runtime:-standard}
fi

# --- the name ----------------------------------------------------------------------------------------------

longest=32
[[ $name =~ ^[a-z][a-z0-9]*(-[a-z0-9]+)*$ ]] ||
	stop "'$name' is no name for a pallet: it begins with a small letter and has small letters, digits and single hyphens" \
		"choose one such as price-board"
((${#name} <= longest)) || stop "'$name' has ${#name} letters; allowed are $longest" "choose a shorter name"
case $name in
pallet | pallet-*) stop "'$name' has pallet in it, which is put before it" "leave 'pallet-' out of the name" ;;
esac

snake=${name//-/_}
pascal=
IFS=- read -ra words <<<"$name"
for word in "${words[@]}"; do
	pascal+=${word^}
done

# Rust's keywords cannot name a module. A type with one of the other names would be taken for another in the code that
# FRAME's macros make, or in the mock.
keywords=" abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen
 if impl in let loop macro match mod move mut override priv pub ref return self static struct super trait true try type
 typeof union unsafe unsized use virtual where while yield "
meanings=" Any AsMut AsRef Balances Block Call Clone Codec Config Copy Debug Decode Default Drop Encode Eq Err Error Event
 Fn FnMut FnOnce From Hash Hooks Inherent Into Iterator None Ok Option Ord Origin PalletInfo PartialEq PartialOrd
 PhantomData Result Runtime Self Send Sized Some Storage String Sync System Task Test TryFrom TryInto TypeInfo Vec Weight
 WeightInfo "
for reserved in $keywords; do
	[ "$name" != "$reserved" ] || stop "'$name' is a keyword of Rust" "$another"
done
for reserved in $meanings; do
	[ "$pascal" != "$reserved" ] || stop "'$name' is reserved: $pascal has a meaning in the code around it" "$another"
done

# --- what is there -----------------------------------------------------------------------------------------

cd "$CAIRN_ROOT"
crate=pallet-$name
here=runtime/$runtime

[ ! -e "pallets/$name" ] || stop "pallets/$name is there already" "$another, or remove what is there"
# The lock file has all crates that this workspace is built from: its own, and those of others.
! grep -q "^name = \"$crate\"\$" Cargo.lock ||
	stop "there is a crate $crate already, which this workspace uses" "$another"

if [ "$crate_only" = no ]; then
	if [[ ! $runtime =~ ^[A-Za-z0-9_-]+$ ]] || [ ! -f "$here/src/lib.rs" ]; then
		stop "there is no runtime '$runtime'" "the runtimes are: $(cd runtime && echo *)"
	fi
	# Any word of the code counts, as types are imported and made by macros too; comments do not.
	! grep -qw "$pascal" <(sed 's|//.*||' "$here/src/lib.rs") ||
		stop "something in $here/src/lib.rs is called $pascal already" "$another"
	for taken in "$here/src/configs/$snake.rs" "$here/src/configs/$snake"; do
		[ ! -e "$taken" ] || stop "$taken is there already" "$another"
	done
fi

have cargo || stop "cargo is missing" "run scripts/setup.sh"
cargo fmt --version >/dev/null 2>&1 || stop "rustfmt is missing" "run scripts/setup.sh --with-tests"

# --- the changes, made in a copy ---------------------------------------------------------------------------

copy=$(mktemp -d)
# What is put beside its place before all of it is moved there.
beside=()
finish() {
	rm -rf "$copy" ${beside[@]+"${beside[@]}"}
}
trap finish EXIT
copy_checkout "$copy"
cd "$copy"

changed=()

# unexpected FILE WHAT: ends the script.
unexpected() {
	stop "$1 is not as expected: $2" \
		"put it back as it was, or use --crate-only and add the lines by hand (docs/add-a-pallet.md, 'By hand')"
}

# edit FILE WHAT PROGRAM [NAME=VALUE]...: replaces FILE by what the awk PROGRAM prints from it. The program fails if the
# file does not look as it expects. It finds the values in ENVIRON, which takes them as they are.
edit() {
	local file=$1 what=$2 program=$3
	shift 3
	[ -f "$file" ] || unexpected "$file" "it is not there"
	env "$@" awk "$program" "$file" >"$copy/.edited" || unexpected "$file" "$what"
	cat "$copy/.edited" >"$file"
	rm "$copy/.edited"
	[[ " ${changed[*]-} " == *" $file "* ]] || changed+=("$file")
}

# shellcheck disable=SC2016 # the dollar signs are awk's
sorted='
# What a line is sorted by.
function key(line) {
	sub(ENVIRON["skip"], "", line)
	match(line, /^[a-z0-9_-]+/)
	return substr(line, 1, RLENGTH)
}
{ lines[NR] = $0 }
$0 ~ ENVIRON["first"] { starts++; start = NR }
END {
	if (starts != 1) exit 1
	for (i = start + 1; i <= NR && lines[i] !~ ENVIRON["last"]; i++) {
		if (lines[i] !~ ENVIRON["skip"]) continue
		if (!place && key(lines[i]) > key(ENVIRON["line"])) place = i
		after = i + 1
	}
	if (!after) exit 1
	if (!place) place = after
	# Not between a line and what is said about it.
	else while (lines[place - 1] ~ /^[ \t]*(#|\/\/)/ && place - 1 > start) place--
	for (i = 1; i <= NR + 1; i++) {
		if (i == place) print ENVIRON["line"]
		if (i <= NR) print lines[i]
	}
}'

# insert_sorted FILE FIRST LAST SKIP LINE: puts LINE into the list between the lines FIRST and LAST, where its name
# belongs. The entries of the list are the lines that begin with SKIP, and their names follow it.
insert_sorted() {
	edit "$1" "there is not one list after '$2'" "$sorted" "first=$2" "last=$3" "skip=$4" "line=$5"
}

# insert_above FILE MARK TEXT: puts TEXT above the line that begins with MARK.
insert_above() {
	# shellcheck disable=SC2016
	edit "$1" "there is not one line that begins with '$2'" '
		index($0, ENVIRON["mark"]) == 1 { marks++; print ENVIRON["text"] }
		{ print }
		END { exit marks != 1 }' "mark=$2" "text=$3"
}

# fill TEMPLATE FILE
fill() {
	mkdir -p "$(dirname "$2")"
	sed -e "s/@kebab@/$name/g" -e "s/@snake@/$snake/g" -e "s/@Pascal@/$pascal/g" "$1" >"$2"
}

# The crate.
[ -f templates/pallet/Cargo.toml ] || unexpected templates/pallet "it is not there"
while IFS= read -r template; do
	fill "$template" "pallets/$name/${template#templates/pallet/}"
done < <(find templates/pallet -type f)
insert_sorted Cargo.toml '^members = \[' '^\]' '^	"pallets/' "	\"pallets/$name\","
insert_sorted Cargo.toml '^# --- this workspace' '^$' '^pallet-' \
	"$crate = { path = \"pallets/$name\", default-features = false }"

# The runtime.
if [ "$crate_only" = no ]; then
	# The highest that is in use and 1: an index that a chain has used must not get another meaning, even if its pallet is
	# gone from the middle.
	used=$(sed -n 's/.*#\[runtime::pallet_index(\(1[0-9][0-9]\))\].*/\1/p' "$here/src/lib.rs" | sort -n | tail -n 1)
	index=$((${used:-99} + 1))
	((index < 200)) ||
		stop "the indices from 100 to 199 of $here/src/lib.rs are used up" \
			"use --crate-only, and give it a free one by hand (docs/add-a-pallet.md, 'By hand')"
	insert_above "$here/src/lib.rs" "	// --- new pallets go above this line ---" \
		"	#[runtime::pallet_index($index)]
	pub type $pascal = pallet_$snake;"
	insert_sorted "$here/src/configs/mod.rs" '^#!\[warn' '^mod ' '^pub mod ' "pub mod $snake;"
	insert_sorted "$here/src/benchmarks.rs" '^frame_benchmarking::define_benchmarks' '^\);' '^	\[' \
		"	[pallet_$snake, $pascal]"
	insert_sorted "$here/Cargo.toml" '^\[dependencies\]' '^$' '^pallet-' "$crate.workspace = true"
	for feature in std runtime-benchmarks try-runtime; do
		insert_sorted "$here/Cargo.toml" "^$feature = \\[" '^\]' '^	"pallet-' "	\"$crate/$feature\","
	done
	if [ -f "$here/README.md" ]; then
		# shellcheck disable=SC2016 # the backquotes are Markdown
		insert_above "$here/README.md" '| `src/apis.rs`' "| \`src/configs/$snake.rs\` | ${name//-/ } |"
		insert_above "$here/README.md" '| 100 to 199 |' "| $index | $pascal | a text of each account's own, for a deposit |"
	fi
	fill templates/pallet-settings.rs "$here/src/configs/$snake.rs"
fi

# The lines of these files break where the name has them break.
cargo fmt --package "$crate" || stop "rustfmt cannot read what was made" "the lines above say why"

# Cargo's own entries. Nothing else in the lock file may move.
cp Cargo.lock "$copy/.lock"
if ! cargo metadata --offline --format-version 1 >/dev/null 2>"$copy/.log" &&
	! cargo metadata --format-version 1 >/dev/null 2>"$copy/.log"; then
	cat "$copy/.log" >&2
	stop "cargo refuses the workspace with $crate in it" "the lines above say why"
fi
if grep -q '^<' <(diff "$copy/.lock" Cargo.lock); then
	stop "Cargo.lock was not current before" "run cargo fetch, look at what it changes, and run this again"
fi
changed+=(Cargo.lock)

# --- all of it into the checkout, or nothing ---------------------------------------------------------------

new=("pallets/$name")
[ "$crate_only" = yes ] || new+=("$here/src/configs/$snake.rs")
for path in "${changed[@]}" "${new[@]}"; do
	beside+=("$CAIRN_ROOT/$path.new-pallet")
	cp -R "$path" "$CAIRN_ROOT/$path.new-pallet"
done
for path in "${changed[@]}" "${new[@]}"; do
	mv "$CAIRN_ROOT/$path.new-pallet" "$CAIRN_ROOT/$path"
done

say "made pallets/$name, the crate $crate"
if [ "$crate_only" = no ]; then
	say "it is $pascal in $here, index $index; its settings are in $here/src/configs/$snake.rs"
	say "before a chain gets it: raise spec_version in $here/src/lib.rs"
	say "docs/reference/runtime.md is written anew from a running chain: node scripts/runtime-reference.mjs"
fi
say "test it: cargo test --release --workspace --lib"
say "docs/add-a-pallet.md goes on from here"
