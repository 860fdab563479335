// SPDX-License-Identifier: Apache-2.0
//! A real nginx in front of a node, with the configuration in `deploy/nginx/`.

use crate::service::deployed;
use cairn_tests::{node::Node, port, wait};
use std::{
	fs,
	path::{Path, PathBuf},
	process::Stdio,
};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// The name in the certificate, and in the configuration.
pub(crate) const HOST: &str = "rpc.example.org";

/// How many ports to try: another program can take one between the moment when it is found and nginx's start.
const TRIES: u32 = 5;

/// A header with which a test says from which address a request comes, in place of its own.
pub(crate) const CLIENT: &str = "X-Client";

/// A proxy, run by whoever runs the test. Dropping it ends it.
pub(crate) struct Nginx {
	folder: TempDir,
	/// The port with TLS.
	pub(crate) https: u16,
	/// The port without, which only sends to the other.
	pub(crate) http: u16,
	_child: Child,
}

/// An answer over HTTP, or that there was none.
#[derive(Debug)]
pub(crate) struct Answer {
	/// How `curl` ended: 0 if there was an answer, 60 if the certificate was not trusted.
	pub(crate) exit: Option<i32>,
	/// The status code, `000` without an answer.
	pub(crate) status: String,
	/// The head and the body.
	pub(crate) text: String,
}

impl Nginx {
	/// Starts a proxy for this node, with a certificate of an authority that nobody knows yet.
	pub(crate) async fn before(node: &Node) -> Self {
		let folder = tempfile::tempdir().expect("a temporary folder can be made");
		certify(folder.path()).await;
		for _ in 0..TRIES {
			let (https, http) = (port::free(), port::free());
			if let Some(child) = start(folder.path(), node, https, http).await {
				return Self { folder, https, http, _child: child };
			}
		}
		panic!("nginx found its ports in use {TRIES} times");
	}

	/// The certificate of the authority that certified the proxy.
	pub(crate) fn authority(&self) -> PathBuf {
		self.folder.path().join("authority.pem")
	}

	/// Posts a JSON-RPC request over HTTPS, as somebody who trusts the authority.
	pub(crate) async fn post(&self, body: &str, options: &[&str]) -> Answer {
		let authority = self.authority().display().to_string();
		self.curl(&[&["--cacert", &authority, "--data", body], options].concat(), &self.url()).await
	}

	/// Posts a JSON-RPC request over HTTPS, as somebody who trusts only whom this machine trusts.
	pub(crate) async fn post_without_trust(&self, body: &str) -> Answer {
		self.curl(&["--data", body], &self.url()).await
	}

	/// Asks the port without TLS.
	pub(crate) async fn without_tls(&self) -> Answer {
		self.curl(&[], &format!("http://{HOST}:{}/health", self.http)).await
	}

	/// Asks for the node's health so many times, over HTTPS.
	pub(crate) async fn get_many(&self, times: u32, options: &[&str]) -> Answer {
		self.curl(options, &format!("{}health?[1-{times}]", self.url())).await
	}

	/// Where the proxy serves HTTPS, by the name in its certificate.
	fn url(&self) -> String {
		format!("https://{HOST}:{}/", self.https)
	}

	async fn curl(&self, options: &[&str], url: &str) -> Answer {
		let mut command = Command::new("curl");
		command.args(["--silent", "--include", "--noproxy", "*", "--max-time", "100"]);
		for port in [self.https, self.http] {
			command.arg("--resolve").arg(format!("{HOST}:{port}:127.0.0.1"));
		}
		command.args(["--header", "Content-Type: application/json", "--write-out", "\n%{http_code}"]);
		let output = command.args(options).arg(url).kill_on_drop(true).output().await;
		let output = output.expect("curl can be started");
		let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
		let (text, status) = stdout.rsplit_once('\n').unwrap_or_else(|| panic!("no status: {output:?}"));
		Answer { exit: output.status.code(), status: status.to_owned(), text: text.to_owned() }
	}
}

/// Starts a proxy for this node on these ports, unless one of them is in use.
async fn start(folder: &Path, node: &Node, https: u16, http: u16) -> Option<Child> {
	let file = |name: &str| folder.join(name).display().to_string();
	let site = changed(
		deployed("nginx/cairn-rpc.conf"),
		&[
			("listen 80;", format!("listen 127.0.0.1:{http};")),
			("listen 443 ssl;", format!("listen 127.0.0.1:{https} ssl;")),
			("listen [::]:80;", String::new()),
			("listen [::]:443 ssl;", String::new()),
			("/etc/letsencrypt/live/rpc.example.org/fullchain.pem", file("site.pem")),
			("/etc/letsencrypt/live/rpc.example.org/privkey.pem", file("site.key")),
			("http://127.0.0.1:9944;", format!("http://127.0.0.1:{};", node.rpc_port())),
		],
	);
	// What a distribution's nginx.conf has around it, without what only root may do.
	let main = format!(
		"daemon off; master_process off; pid nginx.pid; error_log stderr error; events {{}}\n\
		http {{ access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;\n\
		uwsgi_temp_path uwsgi; scgi_temp_path scgi; set_real_ip_from 127.0.0.1; real_ip_header {CLIENT};\n\
		include cairn-rpc.conf; }}\n"
	);
	fs::write(folder.join("cairn-rpc.conf"), site).expect("a temporary file can be written");
	fs::write(folder.join("nginx.conf"), main).expect("a temporary file can be written");

	let log = folder.join("log");
	let file = fs::File::create(&log).expect("a temporary file can be written");
	let mut command = Command::new(program());
	command.args(["-c", "nginx.conf", "-p"]).arg(folder);
	command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file).kill_on_drop(true);
	let mut child = command.spawn().unwrap_or_else(|error| panic!("nginx does not start: {error}"));
	// It writes this file when it listens. A connection would show no more than that somebody does.
	let listens = || async { folder.join("nginx.pid").exists().then_some(()) };
	let ended = tokio::select! {
		() = wait::until("nginx to listen", listens) => return Some(child),
		ended = child.wait() => ended,
	};
	let said = read(&log);
	assert!(said.contains("Address already in use"), "nginx ended ({ended:?}): {said}");
	None
}

/// Where nginx is: a directory that users other than root do not search.
fn program() -> PathBuf {
	let searched = std::env::var_os("PATH").unwrap_or_default();
	let folders = std::env::split_paths(&searched).chain([PathBuf::from("/usr/sbin")]);
	let mut found = folders.map(|folder| folder.join("nginx")).filter(|path| path.is_file());
	found.next().expect("nginx is missing: scripts/setup.sh --with-tests installs it")
}

/// The text with each of these parts, which must be in it exactly once, replaced.
fn changed(mut text: String, changes: &[(&str, String)]) -> String {
	for (from, to) in changes {
		assert_eq!(text.matches(from).count(), 1, "the configuration has no longer one {from:?}");
		text = text.replace(from, to);
	}
	text
}

/// Makes an authority, and by it a certificate for [`HOST`] and `localhost`.
async fn certify(folder: &Path) {
	fs::write(folder.join("names"), format!("subjectAltName=DNS:{HOST},DNS:localhost"))
		.expect("a temporary file can be written");
	let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
	for command in [
		format!("req -x509 {key} -keyout authority.key -out authority.pem -days 2 -subj /CN=authority"),
		format!("req {key} -keyout site.key -out site.csr -subj /CN={HOST}"),
		"x509 -req -in site.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days 2 -extfile names \
		 -out site.pem"
			.to_owned(),
	] {
		let output = Command::new("openssl").args(command.split(' ')).current_dir(folder).output().await;
		let output = output.expect("openssl is missing: scripts/setup.sh --with-tests installs it");
		assert!(output.status.success(), "openssl {command}: {output:?}");
	}
}

fn read(log: &Path) -> String {
	fs::read_to_string(log).unwrap_or_default()
}
