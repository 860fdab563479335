// SPDX-License-Identifier: Apache-2.0

//! The life of a process that runs a node, or a command on a node's parts: from its signal handlers to its last task.
//!
//! The SDK has a runner for the same. It shuts the asynchronous runtime down while tasks may still be in the middle
//! of a step; one that then touches a timer panics, and the process ends as failed although it was asked to stop.
//! Here the tasks end first.

use std::{
	future::Future,
	time::{Duration, Instant},
};

use futures::FutureExt;
use sc_cli::{CliConfiguration, DefaultConfigurationValues, Signals, SubstrateCli};
use sc_service::{Configuration, TaskManager, TaskRegistry};
use tokio::runtime::Runtime;

use super::{database, Cli};
use crate::service::Node;

/// How long tasks may take to end after they were asked to.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often to look whether they have.
const POLL: Duration = Duration::from_millis(5);

/// A process with its configuration read and its log open, and nothing started yet.
pub(super) struct Process {
	config: Configuration,
	runtime: Runtime,
	signals: Signals,
}

impl Process {
	/// Reads the configuration of `command` and opens the log.
	pub(super) fn new<V: DefaultConfigurationValues>(
		cli: &Cli,
		command: &impl CliConfiguration<V>,
	) -> sc_cli::Result<Self> {
		let runtime = sc_cli::build_runtime()?;
		// Early, so that a signal that comes while the node starts ends it in order too.
		let signals = runtime.block_on(async { Signals::capture() })?;
		let mut config = command.create_configuration(cli, runtime.handle().clone())?;
		// What a runtime writes for off-chain use is gone for good where this is off when the block is executed: proofs
		// about old blocks are made of it, also where an upgrade brings the pallet for them. A runtime that writes nothing
		// costs nothing.
		config.offchain_worker.indexing_enabled = true;
		config.database = database::choose(command.database()?, config.database)?;
		command.init(&Cli::support_url(), &Cli::impl_version(), |_| ())?;
		Ok(Self { config, runtime, signals })
	}

	/// The configuration, to be adapted before anything starts.
	pub(super) fn config_mut(&mut self) -> &mut Configuration {
		&mut self.config
	}

	/// Runs a node until it is told to stop, or an essential task fails.
	pub(super) fn run_node(
		self,
		start: impl FnOnce(Configuration) -> Result<Node, sc_service::Error>,
	) -> sc_cli::Result<()> {
		let Self { config, runtime, signals } = self;
		let Node { mut tasks, shared } = runtime.block_on(async { start(config) })?;
		let outcome = runtime.block_on(signals.run_until_signal(tasks.future().fuse()));
		stop(runtime, tasks, shared);
		Ok(outcome?)
	}

	/// Runs a command on a node's parts until it is done, or the process is told to stop.
	pub(super) fn run_command<Work: Future<Output = sc_cli::Result<()>>>(
		self,
		start: impl FnOnce(Configuration) -> sc_cli::Result<(Work, TaskManager)>,
	) -> sc_cli::Result<()> {
		let Self { config, runtime, signals } = self;
		let (work, tasks) = start(config)?;
		let outcome = runtime.block_on(signals.run_until_signal(work.fuse()));
		stop(runtime, tasks, ());
		outcome
	}
}

/// Asks the tasks to end, waits until they have, and only then ends what they share and the runtime that they ran on.
fn stop<T>(runtime: Runtime, tasks: TaskManager, shared: T) {
	let registry = tasks.into_task_registry();
	runtime.block_on(ended(&registry));
	drop(shared);
	let running = registry.running_tasks();
	for task in running.keys() {
		log::error!("the task {} did not end within {} s", task.name, PATIENCE.as_secs());
	}
	// What is left does not keep the process from ending.
	runtime.shutdown_timeout(if running.is_empty() { PATIENCE } else { Duration::ZERO });
}

async fn ended(registry: &TaskRegistry) {
	let start = Instant::now();
	while !registry.running_tasks().is_empty() && start.elapsed() < PATIENCE {
		tokio::time::sleep(POLL).await;
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::{
		sync::{
			atomic::{AtomicBool, Ordering},
			mpsc, Arc,
		},
		thread,
	};

	/// Notes in its last moment whether its thread was panicking.
	struct Witness(Arc<AtomicBool>);

	impl Drop for Witness {
		fn drop(&mut self) {
			if thread::panicking() {
				self.0.store(true, Ordering::Relaxed);
			}
		}
	}

	#[test]
	fn a_task_in_the_middle_of_a_step_may_finish_it_with_timers() {
		let runtime = sc_cli::build_runtime().expect("a runtime");
		let tasks = TaskManager::new(runtime.handle().clone(), None).expect("a task manager");
		let panicked = Arc::new(AtomicBool::new(false));
		let witness = Witness(panicked.clone());
		let (begins, begun) = mpsc::channel();
		tasks.spawn_handle().spawn_blocking("busy", None, async move {
			let _witness = witness;
			begins.send(()).expect("somebody listens");
			loop {
				// As a node that verifies a block: it does not look up for a while, and then wants a timer.
				thread::sleep(Duration::from_millis(200));
				let _ = tokio::time::timeout(Duration::from_millis(1), futures::future::pending::<()>())
					.now_or_never();
				tokio::task::yield_now().await;
			}
		});
		begun.recv().expect("it begins");
		stop(runtime, tasks, ());
		assert!(!panicked.load(Ordering::Relaxed), "the task found its timers gone");
	}

	#[test]
	fn a_task_in_the_middle_of_a_step_finds_what_is_shared_at_its_end() {
		let runtime = sc_cli::build_runtime().expect("a runtime");
		let tasks = TaskManager::new(runtime.handle().clone(), None).expect("a task manager");
		let shared = Arc::new(());
		let there = Arc::new(AtomicBool::new(false));
		let (weak, found) = (Arc::downgrade(&shared), there.clone());
		let (begins, begun) = mpsc::channel();
		tasks.spawn_handle().spawn_blocking("busy", None, async move {
			begins.send(()).expect("somebody listens");
			thread::sleep(Duration::from_millis(200));
			found.store(weak.upgrade().is_some(), Ordering::Relaxed);
		});
		begun.recv().expect("it begins");
		stop(runtime, tasks, shared);
		assert!(there.load(Ordering::Relaxed), "what is shared was gone before the task");
	}
}
