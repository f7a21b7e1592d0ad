/** `describeGraph`: what a graph of given members is as a model: its signature, its classes, its target. Pure: the core asks it too, without loading a model. */
import { LabError } from '../../errors.ts';
import type { Classifier, Field } from '../../sdk/types.ts';
import { unitedFields } from '../united-fields.ts';
import { graphProblems } from './check.ts';
import { decidingColumns, type ModelGraph } from './types.ts';

/** What model.json holds; each member's own model.json lies in members/<name>/. */
export interface StoredGraph {
  format: 'bancada-graph';
  version: 1;
  algorithm: 'graph';
  task: 'classification' | 'regression';
  target: string;
  classes: string[];
  signature: Field[];
  graph: ModelGraph;
  members: string[];
}

export type MemberAbout = Pick<Classifier, 'algorithm' | 'target' | 'classes' | 'signature' | 'task'>;
type Members = Readonly<Record<string, MemberAbout>>;

/** GRAPH_BAD, with the place. */
export function describeGraph(graph: ModelGraph, members: Members): StoredGraph {
  const names = Object.keys(members);
  const target = targetOf(members);
  const [problem] = graphProblems(graph, { members: names, ...(target !== undefined && { target }) });
  if (problem) throw new LabError('GRAPH_BAD', { ...problem });
  const answering = Object.values(members);
  const numbers = answering.filter(({ task }) => task === 'regression').length;
  if (numbers !== 0 && numbers !== answering.length)
    throw new LabError('GRAPH_BAD', {
      path: 'members',
      value: `${numbers} / ${answering.length}`,
      expected: 'trainClassifier(…) | trainRegressor(…)',
    });
  const classes = [...new Set(answering.flatMap((model) => model.classes))].sort();
  return {
    ...{ format: 'bancada-graph', version: 1, algorithm: 'graph', task: numbers > 0 ? 'regression' : 'classification' },
    ...{ target: target ?? '', classes, signature: signatureOf(graph, members), graph, members: names },
  };
}

/** Members that answer for themselves predict the same thing. */
function targetOf(members: Members): string | undefined {
  const targets = Object.entries(members).map(([name, { target }]) => ({ name, target }));
  const odd = targets.find(({ target }) => target !== targets[0]?.target);
  if (odd) throw new LabError('GRAPH_BAD', { path: `members.${odd.name}`, value: odd.target, expected: `target = ${targets[0]!.target}` });
  return targets[0]?.target;
}

/** What a request must bring: what the members ask for, without what the stacks' bases say; what decides the way may have any value. */
function signatureOf({ nodes }: ModelGraph, members: Members): Field[] {
  const all = Object.values(nodes);
  const bases = all.flatMap((node) => (node.kind === 'stack' ? node.of : []));
  const derived = (name: string) => bases.some((base) => name === base || name.startsWith(`${base}_`));
  const weighing = new Set(all.flatMap((node) => (node.kind === 'stack' ? [node.with] : [])));
  const fields = unitedFields(
    Object.entries(members).map(([name, { signature }]) => (weighing.has(name) ? signature.filter((field) => !derived(field.name)) : signature)),
  );
  const deciding = new Set(all.flatMap(decidingColumns));
  const segments = new Set(all.flatMap((node) => (node.kind === 'segment' ? [node.by] : [])));
  for (const name of deciding)
    if (!fields.some((field) => field.name === name)) fields.push({ name, type: segments.has(name) ? 'string' : 'double' });
  return fields.map(({ choices, ...field }) => (choices && !deciding.has(field.name) ? { ...field, choices } : field));
}
