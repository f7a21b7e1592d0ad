/** `graphProblems`: everything that is wrong with a graph, each with its place in it. Pure: the core and the runtime ask the same. */
import { asked, decidingColumns, type GraphNode, type ModelGraph } from './types.ts';

export interface GraphProblem {
  /** As in `nodes.cascata.steps.0.ask`. */
  path: string;
  value: string;
  expected: string;
}

interface About {
  members: readonly string[];
  /** What is predicted: whoever routes by it has peeked. */
  target?: string;
}

type Tell = (path: string, value: unknown, expected: string) => void;

const NAME = /^[\w-]{1,60}$/;
const FIELDS: Record<string, { needed: string[]; optional: string[] }> = {
  vote: { needed: ['of'], optional: ['weights', 'how'] },
  stack: { needed: ['of', 'with'], optional: [] },
  segment: { needed: ['by', 'routes'], optional: ['otherwise'] },
  cascade: { needed: ['steps'], optional: [] },
  router: { needed: ['rules'], optional: ['otherwise'] },
  bandit: { needed: ['arms'], optional: ['seed', 'tolerance'] },
};
const KINDS = Object.keys(FIELDS).join(' | ');

export function graphProblems(graph: unknown, { members, target }: About): GraphProblem[] {
  const problems: GraphProblem[] = [];
  const tell: Tell = (path, value, expected) => void problems.push({ path, value: shown(value), expected });
  if (!isObject(graph)) {
    tell('', graph, '{ output, nodes }');
    return problems;
  }
  for (const key of Object.keys(graph)) if (!['output', 'nodes'].includes(key)) tell(key, key, 'output | nodes');
  const { output, nodes = {} } = graph;
  if (!isObject(nodes)) {
    tell('nodes', nodes, '{ name: { kind, … } }');
    return problems;
  }
  for (const member of members) if (!NAME.test(member)) tell(`members.${member}`, member, '[A-Za-z0-9_-]{1,60}');
  const known = [...Object.keys(nodes), ...members];
  if (typeof output !== 'string' || !known.includes(output)) tell('output', output, known.join(' | '));
  const sound: Record<string, GraphNode> = {};
  for (const [name, node] of Object.entries(nodes)) {
    const before = problems.length;
    const at = `nodes.${name}`;
    if (!NAME.test(name) || members.includes(name)) tell(at, name, members.includes(name) ? 'not the name of a member' : '[A-Za-z0-9_-]{1,60}');
    shapeOf(node, at, tell);
    if (problems.length > before) continue;
    sound[name] = node as unknown as GraphNode;
    for (const one of asked(sound[name]!)) if (!known.includes(one) || one === name) tell(at, one, known.filter((each) => each !== name).join(' | '));
    if (target !== undefined && decidingColumns(sound[name]!).includes(target)) tell(at, target, 'not the target');
  }
  if (problems.length === 0) shapeOfWhole(sound as ModelGraph['nodes'], String(output), members, tell);
  return problems;
}

function shapeOf(node: unknown, at: string, tell: Tell): void {
  if (!isObject(node)) {
    tell(at, node, `{ kind: ${KINDS} }`);
    return;
  }
  const kind = String(node.kind);
  const fields = Object.hasOwn(FIELDS, kind) ? FIELDS[kind]! : null;
  if (!fields) {
    tell(`${at}.kind`, node.kind, KINDS);
    return;
  }
  const all = ['kind', 'fallback', ...fields.needed, ...fields.optional];
  for (const key of Object.keys(node)) if (!all.includes(key)) tell(`${at}.${key}`, key, all.join(' | '));
  for (const key of fields.needed) if (node[key] === undefined) tell(`${at}.${key}`, undefined, key);
  const names = (key: string, least: number) => {
    const list = node[key];
    if (list === undefined) return;
    if (!Array.isArray(list) || list.length < least || !list.every(isText) || new Set(list).size < list.length)
      tell(`${at}.${key}`, list, `[name, …] ≥ ${least}`);
  };
  const text = (key: string) => node[key] !== undefined && !isText(node[key]) && tell(`${at}.${key}`, node[key], 'name');
  const number = (key: string, low: number, high: number) =>
    node[key] !== undefined && !isWithin(node[key], low, high) && tell(`${at}.${key}`, node[key], `${low} … ${high}`);
  for (const key of ['fallback', 'with', 'otherwise', 'by']) text(key);
  names('of', kind === 'stack' ? 1 : 2);
  names('arms', 2);
  number('seed', 0, 2 ** 31);
  number('tolerance', 0, 10);
  if (node.how !== undefined && !['mean', 'median', 'majority'].includes(String(node.how))) tell(`${at}.how`, node.how, 'mean | median | majority');
  if (node.weights !== undefined) weights(node.weights, Array.isArray(node.of) ? node.of : [], `${at}.weights`, tell);
  if (kind === 'segment' && (!isObject(node.routes) || !Object.values(node.routes).every(isText) || Object.keys(node.routes).length === 0))
    tell(`${at}.routes`, node.routes, '{ value: name }');
  if (kind === 'cascade') steps(node.steps, `${at}.steps`, tell);
  if (kind === 'router') rules(node.rules, `${at}.rules`, tell);
}

function weights(value: unknown, of: readonly unknown[], at: string, tell: Tell): void {
  if (!isObject(value)) {
    tell(at, value, '{ name: weight }');
    return;
  }
  for (const [name, weight] of Object.entries(value)) {
    if (!of.includes(name)) tell(`${at}.${name}`, name, of.join(' | '));
    if (!isWithin(weight, 0, 1e9)) tell(`${at}.${name}`, weight, '≥ 0');
  }
  if (of.length > 0 && of.every((name) => value[String(name)] === 0)) tell(at, value, '> 0');
}

function steps(value: unknown, at: string, tell: Tell): void {
  if (!Array.isArray(value) || value.length < 2) {
    tell(at, value, '[{ ask, accept }, …, { ask }] ≥ 2');
    return;
  }
  for (const [i, step] of (value as unknown[]).entries()) {
    const own = `${at}.${i}`;
    if (!isObject(step) || !isText(step.ask)) {
      tell(own, step, '{ ask, accept }');
      continue;
    }
    const last = i === value.length - 1;
    if (last !== (step.accept === undefined))
      tell(`${own}.accept`, step.accept, last ? 'nothing: the last answer counts' : '{ probability | spread | where }');
    if (step.accept !== undefined) accept(step.accept, `${own}.accept`, tell);
  }
}

function accept(value: unknown, at: string, tell: Tell): void {
  const known = ['probability', 'spread', 'where'];
  if (!isObject(value) || Object.keys(value).length === 0) {
    tell(at, value, `{ ${known.join(' | ')} }`);
    return;
  }
  for (const key of Object.keys(value)) if (!known.includes(key)) tell(`${at}.${key}`, key, known.join(' | '));
  if (value.probability !== undefined && !isWithin(value.probability, 0, 1)) tell(`${at}.probability`, value.probability, '0 … 1');
  if (value.spread !== undefined && !isWithin(value.spread, 0, 1e9)) tell(`${at}.spread`, value.spread, '≥ 0');
  if (value.where !== undefined) conditions(value.where, `${at}.where`, tell);
}

function rules(value: unknown, at: string, tell: Tell): void {
  if (!Array.isArray(value) || value.length === 0) {
    tell(at, value, '[{ when, ask }, …]');
    return;
  }
  for (const [i, rule] of (value as unknown[]).entries()) {
    if (!isObject(rule) || !isText(rule.ask)) tell(`${at}.${i}`, rule, '{ when, ask }');
    else conditions(rule.when, `${at}.${i}.when`, tell);
  }
}

function conditions(value: unknown, at: string, tell: Tell): void {
  if (!Array.isArray(value) || value.length === 0) {
    tell(at, value, '[{ column, in | min | max }, …]');
    return;
  }
  for (const [i, one] of (value as unknown[]).entries()) {
    const fine =
      isObject(one) &&
      isText(one.column) &&
      Object.keys(one).length > 1 &&
      Object.entries(one).every(
        ([key, given]) => key === 'column' || (key === 'in' ? Array.isArray(given) : ['min', 'max'].includes(key) && Number.isFinite(given)),
      );
    if (!fine) tell(`${at}.${i}`, one, '{ column, in | min | max }');
  }
}

/** Nobody asks in a circle, and everybody is asked by somebody. */
function shapeOfWhole(nodes: ModelGraph['nodes'], output: string, members: readonly string[], tell: Tell): void {
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]): void => {
    if (above.includes(name)) {
      tell(`nodes.${above.at(-1)}`, [...above.slice(above.indexOf(name)), name].join(' → '), 'no circle');
      return;
    }
    if (done.has(name)) return;
    for (const next of nodes[name] ? asked(nodes[name]) : []) visit(next, [...above, name]);
    done.add(name);
  };
  visit(output, []);
  for (const name of Object.keys(nodes)) if (!done.has(name)) tell(`nodes.${name}`, name, `asked by ${output}`);
  for (const name of members) if (!done.has(name)) tell(`members.${name}`, name, `asked by ${output}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isWithin(value: unknown, low: number, high: number): boolean {
  return typeof value === 'number' && value >= low && value <= high;
}

function shown(value: unknown): string {
  return value === undefined ? '—' : (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 120);
}
