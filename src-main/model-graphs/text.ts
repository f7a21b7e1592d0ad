/** `readGraphText`, `textOfGraph`: a graph as YAML, with the line of whatever is wrong in it. */
import { LineCounter, parseDocument, stringify } from 'yaml';
import type { GraphMember, GraphProblem, ModelGraph } from '../contract/model-graphs.ts';

export interface GraphText {
  problems: GraphProblem[];
  /** Member → `model`, `model@alias` or `model:version`. */
  members: Record<string, string>;
  graph: unknown;
  tell(path: string, value: string, expected: string): void;
}

export function readGraphText(text: string): GraphText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problems: GraphProblem[] = [];
  const lineOf = (path: string): number | null => {
    const keys = path.split('.').filter(Boolean);
    for (let depth = keys.length; depth > 0; depth--) {
      const node = document.getIn(keys.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return null;
  };
  const tell: GraphText['tell'] = (path, value, expected) => void problems.push({ path, line: lineOf(path), value, expected });
  for (const { message, pos } of document.errors)
    problems.push({ path: '', line: lines.linePos(pos[0]).line, value: message.split('\n')[0]!, expected: 'YAML' });
  if (problems.length > 0) return { problems, members: {}, graph: null, tell };
  const whole: unknown = document.toJS();
  const { members, ...graph } = (isObject(whole) ? whole : {}) as { members?: unknown };
  if (!isObject(members) || Object.keys(members).length === 0) {
    tell('members', members === undefined ? '—' : JSON.stringify(members), '{ name: model@alias | model:version }');
    return { problems, members: {}, graph, tell };
  }
  for (const [name, target] of Object.entries(members))
    if (typeof target !== 'string') tell(`members.${name}`, JSON.stringify(target), 'model@alias | model:version');
  return { problems, members: problems.length > 0 ? {} : (members as Record<string, string>), graph, tell };
}

export function textOfGraph({ output, nodes }: ModelGraph, members: readonly GraphMember[]): string {
  return stringify({ members: Object.fromEntries(members.map(({ member, name, version }) => [member, `${name}:${version}`])), output, nodes });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
