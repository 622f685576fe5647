// Walks over the network, whichever way its edges point.

const MOST_PATHS = 12;

/** Node → the nodes one step away by these statements. */
function waysOf(list) {
  const ways = new Map();
  for (const { s, o } of list) {
    for (const [from, to] of [[s, o], [o, s]]) {
      if (!ways.has(from)) ways.set(from, new Set());
      if (from !== to) ways.get(from).add(to);
    }
  }
  return ways;
}

/** The nodes at most so many steps away. */
function within(id, hops, ways) {
  const reached = new Set([id]);
  let rim = [id];
  for (let step = 0; step < hops; step += 1) {
    const next = new Set(rim.flatMap((each) => [...(ways.get(each) || [])]));
    rim = [...next].filter((each) => !reached.has(each));
    for (const each of rim) reached.add(each);
  }
  return reached;
}

/** The shortest ways from one node to another as lists of nodes, those over weightier nodes first, at most MOST_PATHS. */
function shortest(from, to, ways) {
  const steps = new Map([[to, 0]]); // how far each node is from the goal
  for (let rim = [to]; rim.length && !steps.has(from); ) {
    const next = [];
    for (const id of rim) {
      for (const other of ways.get(id) || []) {
        if (steps.has(other)) continue;
        steps.set(other, steps.get(id) + 1);
        next.push(other);
      }
    }
    rim = next;
  }
  if (!steps.has(from)) return [];
  const weight = (id) => statementsOf.get(id).length;
  const found = [];
  const walk = (path) => {
    const here = path[path.length - 1];
    if (here === to) return found.push(path);
    const nearer = [...ways.get(here)].filter((other) => steps.get(other) === steps.get(here) - 1);
    nearer.sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
    for (const other of nearer) if (found.length < MOST_PATHS) walk([...path, other]);
    return null;
  };
  walk([from]);
  return found;
}
