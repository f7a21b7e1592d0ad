import { procedures } from '../common/procedures.ts';
import type { Lineage } from './index.ts';

export function lineageRouter(lineage: Lineage) {
  const { lineage: implement } = procedures;
  return implement.router({ graph: implement.graph.handler(({ input }) => lineage.graph(input)) });
}
