/** The YAML text with its positions: turns "this field, this expectation" into an error that names line and column. */
import { type Document, isMap, isNode, isPair, LineCounter, type Pair, parseDocument, type YAMLError } from 'yaml';
import { BancadaError } from '../../contract/errors.ts';
import { severalFaults } from '../../contract/faults.ts';
import { syntaxDetail } from './syntax.ts';

export type FieldPath = readonly (string | number)[];

export interface SpecDocument {
  readonly file: string;
  readonly value: unknown;
  /** The error for a field; `key: true` points at the field's name rather than its value. */
  invalid(path: FieldPath, expected: string, key?: boolean): BancadaError;
  line(path: FieldPath): number;
}

const maxBytes = 256 * 1024;
const start = { line: 1, col: 1 };

interface Parsed {
  document: Document;
  lines: LineCounter;
}

/** A pipeline is run again and again with the text it had, and to parse that is most of what it takes to prepare a run. */
const parsed = new Map<string, Parsed>();
const mostParsed = 8;

function parse(text: string): Parsed {
  const known = parsed.get(text);
  if (known) return known;
  const lines = new LineCounter();
  const made = { document: parseDocument(text, { lineCounter: lines, prettyErrors: false }), lines };
  if (parsed.size >= mostParsed) parsed.delete(parsed.keys().next().value!);
  parsed.set(text, made);
  return made;
}

export function openDocument(text: string, file: string): SpecDocument {
  if (text.length > maxBytes) throw syntax(file, start, '@yaml-large 256 kB');
  const { document, lines } = parse(text);
  const problems = firstOf(document.errors, (problem) => lines.linePos(problem.pos[0]).line);
  if (problems.length > 0) throw severalFaults(problems.map((problem) => syntax(file, lines.linePos(problem.pos[0]), syntaxDetail(problem))));
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch {
    throw syntax(file, start, '@yaml-alias'); // one that refers to nothing, or too many
  }

  function position(path: FieldPath, key: boolean): { line: number; col: number } {
    const offset = (key ? keyOffset(document, path) : null) ?? valueOffset(document, path) ?? 0;
    return lines.linePos(Math.min(offset, text.length));
  }
  return {
    file,
    value,
    line: (path) => position(path, true).line,
    invalid(path, expected, key = false) {
      const { line, col } = position(path, key);
      return new BancadaError('PIPELINE_INVALID', { file, line, column: col, field: fieldText(path), expected });
    },
  };
}

/** One mistake makes the parser stumble over and over, in the same way: of each kind, and on each line, the first is told. */
function firstOf(problems: readonly YAMLError[], lineOf: (problem: YAMLError) => number): YAMLError[] {
  const seen = new Set<string | number>();
  return problems.filter((problem) => {
    const line = lineOf(problem);
    if (seen.has(problem.code) || seen.has(line)) return false;
    seen.add(problem.code).add(line);
    return true;
  });
}

/** Where the value stands; of what is missing, where its nearest parent stands. */
function valueOffset(document: Document, path: FieldPath): number | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return null;
}

function keyOffset(document: Document, path: FieldPath): number | null {
  const parent = path.length <= 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return null;
  const pair = parent.items.find((item): item is Pair => isPair(item) && isNode(item.key) && String(item.key) === String(path.at(-1)));
  return pair && isNode(pair.key) ? (pair.key.range?.[0] ?? null) : null;
}

function fieldText(path: FieldPath): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('') || '—';
}

function syntax(file: string, { line, col }: { line: number; col: number }, detail: string): BancadaError {
  return new BancadaError('PIPELINE_SYNTAX', { file, line, column: col, detail });
}
