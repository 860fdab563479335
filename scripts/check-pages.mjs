// SPDX-License-Identifier: Apache-2.0
//
// Checks the Markdown pages: every relative link leads to a file and, after a `#`, to a heading in it; paths in
// backquotes that begin with a folder of the checkout are there; the book's contents list every page of the
// book; the scripts that commands name are executable; the options that commands give to `cairn` are in its
// reference; no measurement is left open.
//
// Usage: node scripts/check-pages.mjs

import { accessSync, constants, existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const book = join(root, "docs");
const generated = join(book, "reference/cli.md");
const skipped = new Set(["node_modules", "book"]);
const folders = new Set(readdirSync(root));
const findings = [];

function pagesBelow(directory) {
	return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
		const path = join(directory, entry.name);
		if (entry.isDirectory()) return skipped.has(entry.name) ? [] : pagesBelow(path);
		return entry.name.endsWith(".md") ? [path] : [];
	});
}

// A page as text without its fenced blocks, and the blocks.
function split(text) {
	const blocks = [];
	const prose = text.replace(/^( *)```(\w*)[^\n]*\n([\s\S]*?)^ *```$/gm, (_, indent, language, body) => {
		blocks.push({ language, body });
		return "";
	});
	return { prose, blocks };
}

// The anchor that a heading gets, as both Git hosts and mdBook make it.
function anchor(heading) {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, "")
		.trim()
		.replace(/\s/g, "-");
}

function anchors(path) {
	const { prose } = split(readFileSync(path, "utf8"));
	return new Set([...prose.matchAll(/^#+ +(.*)$/gm)].map((match) => anchor(match[1])));
}

function checkLinks(page, prose, report) {
	// What stands between backquotes is not a link.
	for (const [, target] of prose.replace(/`[^`\n]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)) {
		if (/^[a-z]+:/.test(target)) continue;
		const [file, heading] = target.split("#");
		const path = file ? resolve(dirname(page), file) : page;
		if (!existsSync(path)) report(`the link '${target}' leads nowhere`);
		else if (heading && !(path.endsWith(".md") && anchors(path).has(heading)))
			report(`the link '${target}' names no heading of ${relative(root, path)}`);
	}
}

function checkPaths(prose, report) {
	for (const [, path] of prose.matchAll(/`([\w.-]+\/[\w./-]*)`/g))
		if (folders.has(path.split("/")[0]) && !existsSync(join(root, path))) report(`there is no ${path}`);
}

function checkCommands(blocks, report) {
	const reference = existsSync(generated) ? readFileSync(generated, "utf8") : "";
	for (const { body } of blocks.filter(({ language }) => language === "sh")) {
		for (const line of body.replace(/\\\n/g, " ").split("\n")) {
			const command = line.replace(/#.*/, "").trim();
			for (const [script] of command.matchAll(/\bscripts\/[\w./-]+/g)) {
				try {
					accessSync(join(root, script), constants.X_OK);
				} catch {
					report(`the command '${command}' names ${script}, which is not there or not executable`);
				}
			}
			if (!/^(cairn|scripts\/run\.sh) /.test(command)) continue;
			for (const [, option] of command.matchAll(/ (--[a-z][a-z0-9-]*)/g))
				if (!reference.includes(option)) report(`'${option}' in '${command}' is no option of cairn`);
		}
	}
}

const bookPages = pagesBelow(book);
const rootPages = readdirSync(root)
	.filter((name) => name.endsWith(".md"))
	.map((name) => join(root, name));

for (const page of [...rootPages, ...bookPages].filter((page) => page !== generated)) {
	const report = (finding) => findings.push(`${relative(root, page)}: ${finding}`);
	const text = readFileSync(page, "utf8");
	const { prose, blocks } = split(text);
	checkLinks(page, prose, report);
	checkPaths(prose, report);
	checkCommands(blocks, report);
	if (text.includes("TO MEASURE")) report("a measurement is left open (TO MEASURE)");
}

const contents = join(book, "SUMMARY.md");
const listed = new Set(
	[...readFileSync(contents, "utf8").matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => join(book, target)),
);
for (const page of bookPages)
	if (page !== contents && !listed.has(page)) findings.push(`docs/SUMMARY.md: ${relative(book, page)} is not in it`);

if (findings.length) {
	for (const finding of findings) console.error(finding);
	console.error(`error: ${findings.length} wrong in the pages\n  help: each line above names the page`);
	process.exit(1);
}
console.error(`${rootPages.length + bookPages.length} pages: links, contents and commands are right`);
