// SPDX-License-Identifier: Apache-2.0

//! Honest proofs hold, and what was changed in any place is refused.

use std::{fs, sync::LazyLock};

use cairn_primitives::{mmr, AccountId, Hashing, Header};
use parity_scale_codec::Encode;
use proptest::prelude::*;
use serde_json::{json, Value};
use sp_core::{crypto::Ss58Codec, storage::StateVersion, Bytes, H256};
use sp_mmr_primitives::mmr_lib::{
	leaf_index_to_pos,
	util::{MemMMR, MemStore},
};
use sp_runtime::{traits::Hash as _, Digest, DigestItem};
use sp_trie::LayoutV1;

use super::{
	account::ACCOUNTS,
	address,
	file::{Ancestor, BlockName, Claim, Proof, MAX_FILE},
	make::first_searched,
	node::encoded,
	tree::{self, extrinsic_key, range_holds, way_to_extrinsic, Broken, Join, Way, MAX_ITEMS},
	trust::MAX_HEADER,
	verify::{verify, Known, Proved, Refusal},
	words::Shown,
};

/// The first block with a root in its header; the first leaf is that of the block before.
const FIRST: u32 = 3;
/// The block that proofs are against.
const LAST: u32 = 24;

/// A chain whose every block has the same extrinsics and state.
struct Chain {
	blocks: Vec<Known>,
	extrinsics: Vec<Bytes>,
	state: Vec<(Vec<u8>, Vec<u8>)>,
}

fn account(byte: u8) -> AccountId {
	AccountId::new([byte; 32])
}

/// What the state has of an account: a nonce, three reference counts, four amounts.
fn info(nonce: u32, free: u128) -> Vec<u8> {
	(nonce, 1u32, 1u32, 0u32, (free, 5u128, 0u128, 1u128 << 127)).encode()
}

/// Made once.
fn chain() -> &'static Chain {
	static CHAIN: LazyLock<Chain> = LazyLock::new(make_chain);
	&CHAIN
}

fn make_chain() -> Chain {
	let extrinsics: Vec<_> = (0..90u8).map(|number| Bytes(vec![number; usize::from(number) + 1])).collect();
	let accounts = (1..50).map(|byte| (ACCOUNTS.key(&account(byte)), info(byte.into(), byte.into())));
	let state: Vec<_> = accounts.chain([(b":code".to_vec(), vec![1; 5_000])]).collect();
	let (state_root, _) = trie(&state);
	let values = extrinsics.iter().map(|extrinsic| extrinsic.0.clone()).collect();
	let extrinsics_root = Hashing::ordered_trie_root(values, StateVersion::V0);

	let store = MemStore::default();
	let mut range = MemMMR::<H256, Join>::new(0, &store);
	let mut blocks: Vec<Known> = Vec::new();
	for number in 0..=LAST {
		let mut digest = Digest { logs: vec![DigestItem::PreRuntime(*b"BABE", number.encode())] };
		if number >= FIRST {
			range.push(leaf(&blocks[number as usize - 1])).expect("pushed");
			digest.push(mmr::root_digest(range.get_root().expect("not empty")));
		}
		let parent_hash = blocks.last().map(|parent| parent.hash).unwrap_or_default();
		let header = Header { number, parent_hash, state_root, extrinsics_root, digest };
		blocks.push(Known { hash: header.hash(), header });
	}
	Chain { blocks, extrinsics, state }
}

fn leaf(block: &Known) -> H256 {
	mmr::Hashing::hash(&(block.header.number, block.hash).encode())
}

fn trie(entries: &[(Vec<u8>, Vec<u8>)]) -> (H256, sp_trie::MemoryDB<Hashing>) {
	let entries = entries.iter().map(|(key, value)| (key.clone(), &value[..]));
	tree::trie_of::<LayoutV1<Hashing>>(entries).expect("entries of a trie")
}

impl Chain {
	fn anchor(&self) -> &Known {
		&self.blocks[LAST as usize]
	}

	fn ancestor(&self, number: u32) -> Option<Ancestor> {
		if number == LAST {
			return None;
		}
		let store = MemStore::default();
		let mut range = MemMMR::<H256, Join>::new(0, &store);
		for block in &self.blocks[FIRST as usize - 1..LAST as usize] {
			range.push(leaf(block)).expect("pushed");
		}
		let leaf_index = u64::from(number + 1 - FIRST);
		let proof = range.gen_proof(vec![leaf_index_to_pos(leaf_index)]).expect("it is there");
		Some(Ancestor {
			header: encoded(&self.blocks[number as usize]),
			leaf_index,
			leaf_count: u64::from(LAST - FIRST + 1),
			items: proof.proof_items().to_vec(),
		})
	}

	fn prove(&self, number: u32, claim: Claim) -> Proof {
		let block = BlockName::from(&self.blocks[number as usize]);
		Proof::new(encoded(self.anchor()), block, self.ancestor(number), claim)
	}

	fn extrinsic(&self, index: u32) -> Claim {
		let nodes = way_to_extrinsic(self.anchor().header.extrinsics_root, &self.extrinsics, index);
		let extrinsic = self.extrinsics[index as usize].clone();
		Claim::Extrinsic { index, extrinsic, nodes: nodes.expect("the root is right") }
	}

	fn storage(&self, key: Vec<u8>) -> Claim {
		let (root, database) = trie(&self.state);
		let Way { value, nodes } =
			tree::read::<LayoutV1<Hashing>>(&database, &root, &key).expect("a whole trie");
		assert_eq!(value, self.value(&key));
		let nodes = nodes.into_iter().map(Bytes).collect();
		Claim::Storage { key: Bytes(key), value: value.map(Bytes), nodes }
	}

	fn value(&self, key: &[u8]) -> Option<Vec<u8>> {
		self.state.iter().find(|(other, _)| other == key).map(|(_, value)| value.clone())
	}

	fn claims(&self) -> Vec<Claim> {
		vec![
			Claim::Block {},
			self.extrinsic(0),
			self.extrinsic(70),
			self.storage(ACCOUNTS.key(&account(7))),
			self.storage(b":code".to_vec()),
			self.storage(ACCOUNTS.key(&account(200))),
		]
	}

	fn verify(&self, proof: &Proof) -> Result<Proved, Refusal> {
		verify(proof, self.anchor().hash)
	}

	/// Whether what was shown is so.
	fn knows(&self, proved: &Proved) -> bool {
		let block = self.blocks.get(proved.block.header.number as usize) == Some(&proved.block);
		let claim = match &proved.claim {
			Claim::Block {} => true,
			Claim::Extrinsic { index, extrinsic, .. } => {
				self.extrinsics.get(*index as usize) == Some(extrinsic)
			}
			Claim::Storage { key, value, .. } => {
				self.value(key) == value.as_ref().map(|value| value.0.clone())
			}
		};
		block && claim && &proved.anchor == self.anchor()
	}
}

/// As a reader gets it: what came out of the file, or why it was refused.
fn read(chain: &Chain, text: &str) -> Result<Proved, String> {
	let proof = Proof::from_json(text.as_bytes())?;
	chain.verify(&proof).map_err(|refusal| refusal.to_string())
}

#[test]
fn honest_proofs_hold_for_every_block_since_the_tree_began() {
	let chain = chain();
	for number in FIRST - 1..=LAST {
		for claim in chain.claims() {
			let proof = chain.prove(number, claim.clone());
			let proved = read(chain, &proof.to_json().expect("JSON")).expect("it is honest");
			assert_eq!(proved.block, chain.blocks[number as usize]);
			assert!(proved.claim == claim && chain.knows(&proved));
		}
	}
}

/// Everything that differs from `value` in one place.
fn changed(value: &Value) -> Vec<(String, Value)> {
	let mut all = Vec::new();
	let mut at_this_place = match value {
		Value::Null => vec![json!("0x"), json!("0x00"), json!({}), json!(0)],
		Value::Bool(_) => unreachable!("proofs have none"),
		Value::Number(number) => {
			let number = number.as_u64().expect("not negative");
			let near = [number + 1, number.wrapping_sub(1), number ^ (1 << 31)];
			let far = [0, u32::MAX.into(), u64::MAX, u64::MAX / 2];
			let other = near.into_iter().chain(far).filter(|other| *other != number);
			other.map(Value::from).chain([Value::Null, json!(-1), json!("1"), json!(1.5)]).collect()
		}
		Value::String(text) => match text.strip_prefix("0x") {
			Some(digits) => {
				let bytes = hex::decode(digits).expect("hexadecimal");
				let last = bytes.len().saturating_sub(1);
				let mut others = vec![[&bytes[..], &[0]].concat(), [&[0], &bytes[..]].concat()];
				if !bytes.is_empty() {
					others.extend([bytes[..last].to_vec(), bytes[1..].to_vec(), Vec::new()]);
					others.extend([0, last / 2, last].map(|place| {
						let mut other = bytes.clone();
						other[place] ^= 1 << (place % 8);
						other
					}));
				}
				let others = others.into_iter().map(|other| json!(format!("0x{}", hex::encode(other))));
				others.chain([Value::Null, json!(""), json!(0), json!("zz")]).collect()
			}
			None => vec![Value::Null, json!(""), json!(format!("{text}x")), json!(1), json!("block")],
		},
		Value::Array(items) => {
			let mut others = vec![Value::Null, json!({})];
			let mut add = |items: Vec<Value>| others.push(items.into());
			for place in 0..items.len() {
				let mut other = items.clone();
				other.remove(place);
				add(other);
				let mut other = items.clone();
				other.insert(place, items[place].clone());
				add(other);
				if place > 0 && items[place] != items[place - 1] {
					let mut other = items.clone();
					other.swap(place, place - 1);
					add(other);
				}
			}
			let zero = json!(format!("{:?}", H256::zero()));
			add(items.iter().cloned().chain([zero.clone()]).collect());
			add([zero].into_iter().chain(items.iter().cloned()).collect());
			if !items.is_empty() {
				add(Vec::new());
			}
			others
		}
		Value::Object(fields) => {
			let mut others = vec![json!([]), json!("")];
			others.extend(fields.iter().filter(|(_, value)| !value.is_null()).map(|(name, _)| {
				let mut other = fields.clone();
				other.remove(name);
				Value::Object(other)
			}));
			let mut more = fields.clone();
			more.insert("more".into(), json!(1));
			others.push(Value::Object(more));
			others
		}
	};
	at_this_place.retain(|other| other != value);
	all.extend(at_this_place.into_iter().map(|other| (String::new(), other)));
	let inner: Vec<(String, &Value)> = match value {
		Value::Array(items) => items.iter().enumerate().map(|(i, item)| (i.to_string(), item)).collect(),
		Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), field)).collect(),
		_ => Vec::new(),
	};
	for (name, field) in inner {
		for (place, other) in changed(field) {
			let mut whole = value.clone();
			match &mut whole {
				Value::Array(items) => items[name.parse::<usize>().expect("an index")] = other,
				whole => whole[&name] = other,
			}
			all.push((format!("/{name}{place}"), whole));
		}
	}
	all
}

#[test]
fn a_proof_that_was_changed_in_one_place_is_refused() {
	let chain = chain();
	let mut tried = 0;
	for claim in chain.claims() {
		let absent = matches!(claim, Claim::Storage { value: None, .. });
		for number in [FIRST - 1, 9, LAST - 1, LAST] {
			let json = chain.prove(number, claim.clone()).to_json().expect("JSON");
			for (place, other) in changed(&serde_json::from_str(&json).expect("JSON")) {
				tried += 1;
				match read(chain, &other.to_string()) {
					Err(refusal) => assert!(refusal.contains("\n  help: "), "{place}: {refusal}"),
					// The same nodes may show that there is nothing under a similar key either, which is so.
					Ok(proved) => {
						assert!(absent && place == "/claim/key", "{place} of {json} was not missed: {other}");
						assert!(chain.knows(&proved));
					}
				}
			}
		}
	}
	assert!(tried > 2_000, "{tried}");
}

#[test]
fn only_the_trusted_block_counts() {
	let chain = chain();
	let proof = chain.prove(9, Claim::Block {});
	let (found, trusted) = (chain.anchor().hash, chain.blocks[LAST as usize - 1].hash);
	let refusal = verify(&proof, trusted).expect_err("another block");
	assert_eq!(refusal, Refusal::OtherAnchor { found, trusted });
	assert!(refusal.to_string().contains(&format!("--anchor {trusted:?}")), "{refusal}");
}

#[test]
fn each_way_to_be_wrong_has_its_own_message() {
	let chain = chain();
	let refusal = |proof: &Proof| chain.verify(proof).expect_err("refused");
	let with = |change: &dyn Fn(&mut Ancestor)| {
		let mut proof = chain.prove(9, Claim::Block {});
		change(proof.ancestor.as_mut().expect("it is one"));
		proof
	};
	let block = &chain.blocks[9];
	let place = |index, count| Refusal::OtherPlace { block: 9, anchor: LAST, index, count };
	assert_eq!(refusal(&with(&|ancestor| ancestor.leaf_index += 1)), place(8, 22));
	assert_eq!(refusal(&with(&|ancestor| ancestor.leaf_count += 1)), place(7, 23));
	let shifted = with(&|ancestor| {
		ancestor.leaf_index += 1;
		ancestor.leaf_count += 1;
	});
	let no_ancestor = Refusal::NoAncestor { block: 9, hash: block.hash, anchor: LAST };
	assert_eq!(refusal(&shifted), no_ancestor);
	assert_eq!(refusal(&with(&|ancestor| ancestor.items[0] = H256::zero())), no_ancestor);
	let many = with(&|ancestor| ancestor.items = vec![H256::zero(); 65]);
	assert_eq!(refusal(&many), Refusal::TooManyItems { block: 9, found: 65 });
	assert_eq!(refusal(&with(&|ancestor| ancestor.header = Bytes(vec![1, 2]))), Refusal::NoHeader("block"));
	let large = with(&|ancestor| ancestor.header = Bytes(vec![0; MAX_HEADER as usize + 1]));
	assert_eq!(refusal(&large), Refusal::LargeHeader("block"));
	let mut large = chain.prove(9, Claim::Block {});
	large.anchor = Bytes(vec![0; MAX_HEADER as usize + 1]);
	assert_eq!(verify(&large, Hashing::hash(&large.anchor)), Err(Refusal::LargeHeader("trusted block")));

	let mut other = chain.prove(9, Claim::Block {});
	other.block.number = 10;
	assert!(matches!(refusal(&other), Refusal::OtherBlock { number: 9, .. }));

	let mut early = chain.prove(9, Claim::Block {});
	early.anchor = encoded(&chain.blocks[1]);
	assert_eq!(verify(&early, chain.blocks[1].hash), Err(Refusal::NoRoot { number: 1 }));

	let Claim::Extrinsic { index, extrinsic, nodes } = chain.extrinsic(70) else { unreachable!() };
	let claim = |index, extrinsic: &Bytes, nodes: &[Bytes]| {
		let (extrinsic, nodes) = (extrinsic.clone(), nodes.to_vec());
		refusal(&chain.prove(9, Claim::Extrinsic { index, extrinsic, nodes }))
	};
	let broken = |broken| Refusal::BrokenWay { trie: "extrinsics", block: 9, broken };
	let swapped: Vec<_> = nodes.iter().rev().cloned().collect();
	assert_eq!(claim(index, &extrinsic, &swapped), broken(Broken::Order));
	assert_eq!(claim(index, &extrinsic, &nodes[1..]), broken(Broken::Missing));
	let mut more = nodes.clone();
	more.push(Bytes(vec![255; 40]));
	assert_eq!(claim(index, &extrinsic, &more), broken(Broken::Superfluous));
	assert!(matches!(claim(index, &Bytes(vec![1]), &nodes), Refusal::OtherExtrinsic { index: 70, .. }));
	let root = chain.anchor().header.extrinsics_root;
	let nowhere = way_to_extrinsic(root, &chain.extrinsics, 90).expect("the root is right");
	assert_eq!(claim(90, &extrinsic, &nowhere), Refusal::NoExtrinsic { block: 9, index: 90 });

	let Claim::Storage { key, value, nodes } = chain.storage(b":code".to_vec()) else { unreachable!() };
	let claimed = Some(vec![2; 40]);
	let wrong = Claim::Storage { key, value: claimed.clone().map(Bytes), nodes };
	let refused = refusal(&chain.prove(9, wrong));
	let actual = value.map(|value| value.0);
	assert_eq!(refused, Refusal::OtherValue { block: 9, actual, claimed });
	assert!(refused.to_string().contains("(5000 bytes), not 0x0202"), "{refused}");
}

#[test]
fn what_is_no_proof_is_refused_with_its_cause() {
	let honest = chain().prove(9, Claim::Block {}).to_json().expect("JSON");
	let version = honest.replace("\"version\": 1", "\"version\": 2");
	let claim = |claim: &str| {
		let start = honest.find("\"claim\":").expect("it has one");
		format!("{}\"claim\": {claim}}}", &honest[..start])
	};
	for (text, cause) in [
		("", "is not JSON"),
		("{\"format\":", "is not JSON"),
		("[]", "is not a proof"),
		("{}", "does not say `\"format\": \"cairn-proof\"`"),
		("{\"format\": \"cairn-proof\"}", "without a version"),
		("{\"format\": \"cairn-proof\", \"version\": 1}", "is not a complete proof: missing field"),
		(&version, "of version 2, and this `cairn` knows version 1"),
		(&format!("{{\"a\":{}", "[".repeat(100_000)), "is not JSON"),
		(&claim(r#"{"kind": "block", "\u001b[2J\n  help: run this": 1}"#), "unknown field `\\u{1b}[2J\\n"),
		(&claim(r#"{"kind": "\u001b[2J\n  help: run this"}"#), "unknown variant `\\u{1b}[2J\\n"),
		(&claim(&format!(r#"{{"kind": "{}"}}"#, "x".repeat(100_000))), "x…"),
		(&claim("{}"), "missing field `kind`"),
		(&claim(r#"{"kind": "block", "index": 1}"#), "not the fields of its kind"),
		(&claim(r#"{"kind": "storage", "nodes": []}"#), "not the fields of its kind"),
		(&claim(r#"{"kind": "extrinsic", "index": 1, "extrinsic": "0x00"}"#), "not the fields of its kind"),
		(r#"{"format": {"\u001b": 1}}"#, "is not a proof"),
		(r#"{"format": "\u001b", "version": 1}"#, "does not say"),
	] {
		let error = Proof::from_json(text.as_bytes()).expect_err("refused");
		assert!(error.contains(cause) && error.contains("\n  help: "), "{error}");
		assert!(error.lines().count() == 2 && error.len() < 500, "{error}");
		assert!(!error.chars().any(|character| character.is_control() && character != '\n'), "{error:?}");
	}
	let directory = tempfile::tempdir().expect("a directory");
	let path = directory.path().join("proof.json");
	fs::File::create(&path).and_then(|file| file.set_len(MAX_FILE + 1)).expect("made");
	assert!(Proof::read(&path).expect_err("refused").contains("larger than 32 MiB"));
	assert!(Proof::read(directory.path()).expect_err("refused").contains("cannot be read"));
	fs::write(&path, &honest).expect("written");
	assert_eq!(Proof::read(&path).and_then(|proof| proof.to_json()), Ok(honest));
}

#[test]
fn extrinsics_are_found_in_tries_of_both_layouts() {
	for count in [1usize, 2, 64, 65, 300] {
		let extrinsics: Vec<_> = (0..count).map(|number| Bytes(vec![number as u8; number + 1])).collect();
		let values: Vec<_> = extrinsics.iter().map(|extrinsic| extrinsic.0.clone()).collect();
		for version in [StateVersion::V0, StateVersion::V1] {
			let root = Hashing::ordered_trie_root(values.clone(), version);
			for index in [0, count / 2, count - 1] {
				let nodes = way_to_extrinsic(root, &extrinsics, index as u32).expect("the root is right");
				let key = extrinsic_key(index as u32);
				assert_eq!(tree::value_in_trie(root, &key, &nodes), Ok(Some(values[index].clone())));
			}
		}
		assert_eq!(way_to_extrinsic(H256::zero(), &extrinsics, 0), None);
	}
}

#[test]
fn what_was_proved_is_told_in_words_and_as_json() {
	let chain = chain();
	let told = |number, claim| {
		let shown = Shown::from(&chain.verify(&chain.prove(number, claim)).expect("it is honest"));
		(shown.to_string(), serde_json::to_value(&shown).expect("JSON"))
	};
	let (words, json) = told(9, chain.storage(ACCOUNTS.key(&account(7))));
	let line = format!("Block 9 is {:?}, an ancestor of it.", chain.blocks[9].hash);
	assert!(words.contains(&line), "{words}");
	let line = "\n  Read as an account of pallet-balances: free 7";
	assert!(words.contains(line), "{words}");
	assert!(words.ends_with("free 7, reserved 5, frozen 0 planck, nonce 7."), "{words}");
	assert_eq!(json["proved"]["account"]["balance"]["free"], "7");
	assert_eq!((&json["trusted"]["number"], &json["block"]["number"]), (&json!(LAST), &json!(9)));

	let (words, json) = told(LAST, chain.storage(ACCOUNTS.key(&account(200))));
	assert!(
		words.contains("the state has no value") && words.ends_with(", which does not exist."),
		"{words}"
	);
	assert!(!words.contains("ancestor"), "{words}");
	assert_eq!(json["proved"]["value"], Value::Null);

	let (words, json) = told(9, chain.extrinsic(1));
	assert!(words.contains("Block 9 contains, as extrinsic 1, 0x"), "{words}");
	assert_eq!(
		(&json["proved"]["kind"], &json["proved"]["extrinsic"]),
		(&json!("extrinsic"), &json!("0x0101"))
	);

	let (words, json) = told(9, Claim::Block {});
	assert!(words.contains(&format!("Its parent is {:?}", chain.blocks[8].hash)), "{words}");
	assert_eq!(json["proved"]["header"]["number"], "0x9");
}

#[test]
fn as_many_blocks_are_searched_as_are_asked_for() {
	for (last, most, first) in
		[(9, 1, 9), (9, 2, 8), (9, 9, 1), (9, 10, 0), (9, 600, 0), (0, 1, 0), (9, 0, 9)]
	{
		assert_eq!(first_searched(last, most), first, "{most} up to {last}");
	}
}

#[test]
fn an_address_may_have_the_prefix_of_any_chain() {
	for prefix in [0u16, 2, 42, 63, 64, 7_391] {
		let text = account(7).to_ss58check_with_version(prefix.into());
		assert_eq!(address(&text), Ok(account(7)), "{prefix}");
		let damaged = format!("{}x", &text[..text.len() - 1]);
		let damaged = if damaged == text { format!("{}y", &text[..text.len() - 1]) } else { damaged };
		assert!(address(&damaged).expect_err("damaged").contains("\n  help: "));
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(2_000))]

	/// Whatever is done to the text of a proof, what it then shows is true.
	#[test]
	fn nothing_untrue_is_ever_shown(
		claim in 0usize..6,
		number in FIRST - 1..=LAST,
		changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
	) {
		let chain = chain();
		let claim = chain.claims().swap_remove(claim);
		let mut text = chain.prove(number, claim).to_json().expect("JSON").into_bytes();
		for (place, byte) in changes {
			// Mostly digits: other bytes seldom get past the first look.
			let digit = b"0123456789abcdef"[usize::from(byte % 16)];
			let length = text.len();
			text[place.index(length)] = if byte < 240 { digit } else { byte };
		}
		if let Ok(proof) = Proof::from_json(&text) {
			if let Ok(proved) = chain.verify(&proof) {
				prop_assert!(chain.knows(&proved));
			}
		}
	}

	/// Whatever place, length and hashes are made up, the library below comes to an end, and to no root.
	#[test]
	fn made_up_ways_lead_nowhere(
		number in any::<u32>(),
		(index, count) in prop_oneof![1..100u64, 1..=u64::from(u32::MAX), Just(u64::from(u32::MAX))]
			.prop_flat_map(|count| (0..count, Just(count))),
		items in prop::collection::vec(any::<[u8; 32]>(), 0..=MAX_ITEMS),
	) {
		let items: Vec<_> = items.into_iter().map(H256::from).collect();
		let leaf = (number, H256::repeat_byte(1));
		prop_assert!(!range_holds(H256::repeat_byte(2), leaf, index, count, &items));
	}
}
