// SPDX-License-Identifier: Apache-2.0

//! A network's status, for people.

use crate::{NodeStatus, Place, Status};

/// What is where, as a table and some lines.
pub(super) fn of(status: &Status) -> String {
	let Status { name, chain, folder, spec, place, groups, nodes } = status;
	let place = match place {
		Place::Namespaces { .. } => "in network namespaces".to_owned(),
		Place::Loopback { because, .. } => format!("on the loopback interface ({because})"),
	};
	let state = groups.as_ref().map_or_else(String::new, |groups| format!(", parted: {groups}"));
	let mut rows = vec![["node", "name", "role", "pid", "peers", "best", "final", "JSON-RPC", "Prometheus"]
		.map(str::to_owned)];
	rows.extend(nodes.iter().map(row));
	let folder = folder.display();
	format!(
		"{name}: chain {chain}, {} {place}{state}\n\n{}\n\
		 specification  {}\n\
		 logs           {folder}/node-N/log\n\
		 base paths     {folder}/node-N/data\n\
		 all of this    {folder}/network.json\n",
		if nodes.len() == 1 { "1 node".to_owned() } else { format!("{} nodes", nodes.len()) },
		columns(&rows),
		spec.display(),
	)
}

fn row(node: &NodeStatus) -> [String; 9] {
	let number = |number: Option<u64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
	[
		node.number.to_string(),
		node.name.clone(),
		node.role.name().to_owned(),
		node.pid.map_or_else(|| "stopped".to_owned(), |pid| pid.to_string()),
		number(node.peers),
		number(node.best),
		number(node.finalized),
		node.rpc.clone(),
		node.prometheus.clone(),
	]
}

/// Rows whose cells stand below each other.
fn columns<const N: usize>(rows: &[[String; N]]) -> String {
	let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
	let widths: [usize; N] = std::array::from_fn(width);
	let line = |row: &[String; N]| {
		let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
		let line = cells.collect::<Vec<_>>().join("  ");
		format!("{}\n", line.trim_end())
	};
	rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn cells_stand_below_each_other() {
		let rows = [["a", "long", "x"], ["bbb", "c", "yy"]].map(|row| row.map(str::to_owned));
		assert_eq!(columns(&rows), "a    long  x\nbbb  c     yy\n");
	}
}
