/** `describeSources`, `writeGraphFolder`: the model folder of a graph of registered versions, made of their files as they are. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../../src-runtime/errors.ts';
import { graphProblems } from '../../src-runtime/ml/graph/check.ts';
import { describeGraph, type MemberAbout, type StoredGraph } from '../../src-runtime/ml/graph/describe.ts';
import { describeModel } from '../../src-runtime/ml/mlmodel.ts';
import type { ModelGraph } from '../contract/model-graphs.ts';
import type { ModelVersion } from '../contract/registry.ts';

export interface MemberSource {
  version: ModelVersion;
  folder: string;
}

/** What our model.json say of themselves, by their format. */
interface OwnModel extends Omit<MemberAbout, 'task' | 'classes'> {
  format: string;
  /** Of a graph. */
  task?: string;
  classes?: string[];
  model?: OwnModel;
}

export function describeSources(
  graph: ModelGraph,
  sources: Readonly<Record<string, MemberSource>>,
  tell: (path: string, value: string, expected: string) => void,
): StoredGraph | null {
  const abouts: Record<string, MemberAbout> = {};
  for (const [member, { version, folder }] of Object.entries(sources)) {
    const about = aboutOf(folder);
    if (about) abouts[member] = about;
    else tell(`members.${member}`, `${version.name}:${version.version}`, 'bancada-classifier | bancada-regressor | bancada-transformed');
  }
  const members = Object.keys(abouts);
  const found = graphProblems(graph, { members, ...(members[0] && { target: abouts[members[0]]!.target }) });
  for (const { path, value, expected } of found) tell(path, value, expected);
  if (members.length < Object.keys(sources).length || found.length > 0) return null;
  try {
    return describeGraph(graph as Parameters<typeof describeGraph>[0], abouts);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const { path = '', value = error.message, expected = '' } = error.data as Record<string, string>;
    tell(path, value, expected);
    return null;
  }
}

/** Null for what the Node server cannot answer with. */
function aboutOf(folder: string): MemberAbout | null {
  if (existsSync(join(folder, 'model.pkl'))) return null;
  const own = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as OwnModel;
  const inner = own.format === 'bancada-transformed' && own.model ? own.model : own;
  if (!['bancada-classifier', 'bancada-regressor', 'bancada-graph'].includes(inner.format)) return null;
  const { algorithm, target, signature } = own;
  const isNumber = inner.format === 'bancada-regressor' || inner.task === 'regression';
  return { algorithm, target, signature, classes: inner.classes ?? [], ...(isNumber && { task: 'regression' as const }) };
}

export function writeGraphFolder(folder: string, stored: StoredGraph, sources: Readonly<Record<string, MemberSource>>, text: string): void {
  for (const [member, source] of Object.entries(sources)) {
    const own = join(folder, 'members', member);
    mkdirSync(own, { recursive: true });
    for (const file of ['MLmodel', 'model.json']) cpSync(join(source.folder, file), join(own, file));
    // A graph brings its members along.
    const inner = join(source.folder, 'members');
    if (existsSync(inner)) cpSync(inner, join(own, 'members'), { recursive: true });
  }
  const model = JSON.stringify(stored);
  const example = exampleOf(stored, Object.values(sources));
  const { task, ...about } = stored;
  writeFileSync(join(folder, 'model.json'), model);
  writeFileSync(join(folder, 'graph.yaml'), text);
  if (example) writeFileSync(join(folder, 'input_example.json'), `${JSON.stringify(example)}\n`);
  writeFileSync(join(folder, 'MLmodel'), describeModel({ ...about, ...(task === 'regression' && { task }) }, {}, model.length, example !== null));
}

/** A row that the members know, put together, with a value that has a route; null where a column is in none of their examples. */
function exampleOf({ signature, graph }: StoredGraph, sources: readonly MemberSource[]): Record<string, unknown> | null {
  const all: Record<string, unknown> = Object.assign({}, ...sources.map(({ version }) => version.inputExample));
  for (const node of Object.values(graph.nodes)) if (node.kind === 'segment') all[node.by] ??= Object.keys(node.routes)[0];
  const row = Object.fromEntries(signature.map(({ name }) => [name, all[name] ?? null]));
  return signature.every(({ name, optional }) => optional || row[name] !== null) ? row : null;
}
