/** The shortest way from a node to one that is sought, both ends included, or null where none leads there. Breadth first. */
export function shortestPath<Node>(
  start: Node,
  next: (node: Node) => readonly Node[],
  isGoal: (node: Node) => boolean,
): readonly Node[] | null {
  const cameFrom = new Map<Node, Node | null>([[start, null]])
  const queue = [start]
  for (const node of queue) {
    if (isGoal(node)) return wayTo(node, cameFrom)
    for (const neighbour of next(node)) {
      if (cameFrom.has(neighbour)) continue
      cameFrom.set(neighbour, node)
      queue.push(neighbour)
    }
  }
  return null
}

/** The shortest way from a node back to itself, the node first and last, or null where there is none. */
export function shortestCycle<Node>(node: Node, next: (node: Node) => readonly Node[]): readonly Node[] | null {
  const ways = next(node).flatMap((first) => {
    const way = shortestPath(first, next, (one) => one === node)
    return way ? [[node, ...way]] : []
  })
  return ways.sort((a, b) => a.length - b.length)[0] ?? null
}

function wayTo<Node>(goal: Node, cameFrom: ReadonlyMap<Node, Node | null>): Node[] {
  const way = [goal]
  for (let node = cameFrom.get(goal); node !== null && node !== undefined; node = cameFrom.get(node)) way.unshift(node)
  return way
}
