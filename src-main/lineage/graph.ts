/** `lineageRead`: the graph around one thing, forward, backward or both, breadth first; read in a thread. */
import { BancadaError } from '../contract/errors.ts';
import type { LineageEdge, LineageGraph, LineageNode, LineageQuestion } from '../contract/lineage.ts';
import { readQuery } from '../storage/read-query.ts';
import { neighbourReader } from './neighbours.ts';
import { idOf, nodeReader, type Ref } from './nodes.ts';

/** A picture of more helps nobody. */
const maxNodes = 600;

export const lineageRead = readQuery('lineage', (db, { node, direction, depth, fan }: LineageQuestion) => {
  const reader = nodeReader(db);
  const neighbours = neighbourReader(db, reader);
  const root = reader.parse(node);
  if (!root) throw new BancadaError('LINEAGE_NODE_NOT_FOUND', { node });
  const nodes = new Map<string, LineageNode>();
  const edges = new Map<string, LineageEdge>();

  function add(ref: Ref): LineageNode | null {
    const id = idOf(ref);
    const known = nodes.get(id);
    if (known) return known;
    const shown = reader.show(ref);
    if (!shown || nodes.size >= maxNodes) return null;
    const made = { ...shown, more: { backward: 0, forward: 0 } };
    nodes.set(id, made);
    return made;
  }

  function walk(way: 'forward' | 'backward'): void {
    const seen = new Set([idOf(root!)]);
    let level: Ref[] = [root!];
    for (let far = 0; level.length > 0; far++) {
      const next: Ref[] = [];
      for (const ref of level) {
        const here = add(ref);
        if (!here) continue;
        const { found, total } = neighbours[way](ref, far < depth ? fan : 0);
        let shown = 0;
        for (const { ref: other, edge } of found) {
          const there = add(other);
          if (!there) continue;
          shown += 1;
          const [from, to] = way === 'forward' ? [here.id, there.id] : [there.id, here.id];
          edges.set(`${from}\n${to}`, { from, to, kind: edge });
          if (seen.has(there.id)) continue;
          seen.add(there.id);
          next.push(other);
        }
        here.more[way] = Math.max(0, total - shown);
      }
      level = next;
    }
  }

  if (direction !== 'forward') walk('backward');
  if (direction !== 'backward') walk('forward');
  return JSON.stringify({ root: idOf(root), nodes: [...nodes.values()], edges: [...edges.values()] } satisfies LineageGraph);
});
