/**
 * `placeAt`: where in pipeline.yaml the cursor stands: under which fields, before or behind the colon, and what stands beside it. It reads lines by how
 * deep they are, because a file that is being written is seldom whole. Pure.
 */
import type { Path } from './schema.ts';

export interface YamlPlace {
  /** Of the map or list that the cursor is in; behind a colon, of the value. */
  path: Path;
  /** `key`: a name is being written; `value`: what stands behind one; `item`: an entry of a list. */
  on: 'key' | 'value' | 'item';
  /** What is written so far of the word under the cursor. */
  typed: string;
  /** Names that stand in the same map. */
  siblings: string[];
  /** Of a step: what it `uses`. */
  uses: string | null;
}

interface Line {
  indent: number;
  /** It opens an item of a list. */
  item: boolean;
  key: string | null;
  rest: string;
}

export function placeAt(lines: readonly string[], line: number, column: number): YamlPlace {
  const before = (lines[line] ?? '').slice(0, column);
  const flow = flowOf(before);
  const own = parse(flow ? before.slice(0, flow.opens) : before);
  const isBlank = (lines[line] ?? '').trim() === '';
  const indent = isBlank ? column : own.indent;
  const parents = ancestors(lines, line, indent, own.item);
  if (flow) return flowPlace(lines, line, { before, flow, own, parents });
  const uses = usesOf(lines, line, parents);
  if (own.key !== null) {
    const path = [...parents, own.key];
    const inList = /\[[^\]]*$/.test(own.rest);
    const typed = (inList ? own.rest.slice(Math.max(own.rest.lastIndexOf('['), own.rest.lastIndexOf(',')) + 1) : own.rest).trimStart();
    return { path: inList ? [...path, 0] : path, on: inList ? 'item' : 'value', typed, siblings: [], uses };
  }
  const typed = own.rest.trimStart();
  // `- ` under `needs:` is an entry; under `steps:` it opens a map.
  const isEntry = own.item && parents.at(-2) !== 'steps';
  return { path: parents, on: isEntry ? 'item' : 'key', typed, siblings: siblingsOf(lines, line, indent), uses };
}

/** What an open `{` or `[` holds before the cursor; null outside of one. */
function flowOf(before: string): { opens: number; text: string } | null {
  const opens: number[] = [];
  for (let at = 0; at < before.length; at += 1) {
    if (before[at] === '{' && before[at - 1] !== '$') opens.push(at);
    if (before[at] === '}' && opens.length > 0 && !/\$\{[^{}]*$/.test(before.slice(0, at))) opens.pop();
  }
  const last = opens.at(-1);
  return last === undefined ? null : { opens: last, text: before.slice(last + 1) };
}

function flowPlace(
  lines: readonly string[],
  line: number,
  { before, flow, own, parents }: { before: string; flow: { opens: number; text: string }; own: Line; parents: Path },
): YamlPlace {
  // `inputs: { a: b.c }` inside `- { id: x, inputs: { … } }`: the outer braces come first.
  const outer = flowOf(before.slice(0, flow.opens));
  const named = /([\w-]+)\s*:\s*$/.exec(before.slice(0, flow.opens))?.[1];
  const base = outer && named ? [...parents, named] : own.key !== null ? [...parents, own.key] : parents;
  const last = lastPart(flow.text);
  const pair = /^\s*([\w-]+)\s*:\s*(.*)$/s.exec(last);
  const whole = outer ? `${outer.text}${flow.text}` : flow.text;
  const uses = /\buses\s*:\s*([\w-]+)/.exec(lines[line] ?? '')?.[1] ?? null;
  if (pair) {
    const inList = /\[[^\]]*$/.test(pair[2]!);
    const typed = (inList ? pair[2]!.slice(Math.max(pair[2]!.lastIndexOf('['), pair[2]!.lastIndexOf(',')) + 1) : pair[2]!).trimStart();
    return { path: inList ? [...base, pair[1]!, 0] : [...base, pair[1]!], on: inList ? 'item' : 'value', typed, siblings: [], uses };
  }
  const siblings = [...whole.matchAll(/([\w-]+)\s*:/g)].map((found) => found[1]!);
  return { path: base, on: 'key', typed: last.trimStart(), siblings, uses };
}

/** Behind the last comma that stands in no list of its own. */
function lastPart(text: string): string {
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '[' || text[at] === '{') depth += 1;
    if (text[at] === ']' || text[at] === '}') depth -= 1;
    if (text[at] === ',' && depth === 0) from = at + 1;
  }
  return text.slice(from);
}

function parse(text: string): Line {
  const item = /^(\s*)-\s+(.*)$/s.exec(text) ?? (/^\s*-$/.test(text) ? [text, text.slice(0, -1), ''] : null);
  const indent = item ? item[1]!.length + 2 : text.length - text.trimStart().length;
  const body = item ? item[2]! : text.trimStart();
  const pair = /^(["']?)([\w.-]+)\1\s*:(?:\s+(.*)|)$/s.exec(body);
  return { indent, item: item !== null, key: pair ? pair[2]! : null, rest: pair ? (pair[3] ?? '') : body };
}

function ancestors(lines: readonly string[], from: number, indent: number, isItem: boolean): Path {
  const path: (string | number)[] = [];
  let depth = indent;
  let wantsList = isItem;
  if (isItem) path.unshift(0);
  // An item hangs at the depth of its dash.
  if (isItem) depth = indent - 2;
  for (let at = from - 1; at >= 0; at -= 1) {
    const text = lines[at]!;
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
    const { indent: deep, item, key } = parse(text);
    const dash = deep - 2;
    if (item && !wantsList && deep === depth) {
      path.unshift(0);
      depth = dash;
      wantsList = true;
      continue;
    }
    if (item && dash >= depth) continue;
    if (item ? deep < depth || (deep === depth && !wantsList) : deep < depth || (wantsList && deep === depth)) {
      if (key === null) continue;
      path.unshift(key);
      wantsList = false;
      depth = deep;
      if (item) {
        path.unshift(0);
        depth = dash;
        wantsList = true;
      }
      if (depth === 0 && !wantsList) break;
    }
  }
  return path;
}

/** The lines of the item or map around a line, as deep as it. */
function around(lines: readonly string[], line: number, indent: number): string[] {
  const found: string[] = [];
  const walk = (step: 1 | -1) => {
    for (let at = line + step; at >= 0 && at < lines.length; at += step) {
      const text = lines[at]!;
      if (text.trim() === '') continue;
      const { indent: deep, item } = parse(text);
      if (deep < indent || (step === 1 && item && deep === indent)) break;
      if (deep === indent) found.push(text);
      if (step === -1 && item && deep === indent) break;
    }
  };
  if (!parse(lines[line] ?? '').item) walk(-1);
  walk(1);
  return found;
}

function siblingsOf(lines: readonly string[], line: number, indent: number): string[] {
  return around(lines, line, indent).flatMap((text) => parse(text).key ?? []);
}

function usesOf(lines: readonly string[], line: number, parents: Path): string | null {
  if (parents[0] !== 'steps') return null;
  let from = line;
  while (from > 0 && !/^\s{0,4}-\s/.test(lines[from]!)) from -= 1;
  let to = line + 1;
  while (to < lines.length && !/^\s{0,4}-\s/.test(lines[to]!) && !/^\S/.test(lines[to]!)) to += 1;
  const found = /^\s*(?:-\s+)?uses\s*:\s*([\w-]+)/m.exec(lines.slice(from, to).join('\n'));
  return found?.[1] ?? null;
}
