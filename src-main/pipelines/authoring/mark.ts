/** `markCache`: the text of pipeline.yaml with `cache:` of one step changed, and nothing else of it: comments, order and quotes stay. */
import { isMap, isPair, isScalar, isSeq, type Pair, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import type { CacheMode } from '../../contract/pipelines.ts';

const words: Record<CacheMode, string> = { on: 'true', off: 'false', frozen: 'frozen' };

/** Null where there is no such step. `on` is what a step has without the field. */
export function markCache(text: string, step: string, cache: CacheMode): string | null {
  const steps = parseDocument(text).get('steps', true);
  const map = isSeq(steps) ? steps.items.find((item): item is YAMLMap => isMap(item) && item.get('id') === step) : undefined;
  if (!map) return null;
  const known = pairOf(map, 'cache');
  if (cache === 'on') return known ? without(text, map, known) : text;
  if (known && isScalar(known.value) && known.value.range) {
    const [from, to] = known.value.range;
    return text.slice(0, from) + words[cache] + text.slice(to);
  }
  const id = pairOf(map, 'id')!;
  const end = (id.value as Scalar).range![1];
  if (map.flow) return `${text.slice(0, end)}, cache: ${words[cache]}${text.slice(end)}`;
  const [from] = (id.key as Scalar).range!;
  const indent = ' '.repeat(from - (text.lastIndexOf('\n', from - 1) + 1));
  const lineEnd = text.indexOf('\n', end);
  const at = lineEnd < 0 ? text.length : lineEnd;
  return `${text.slice(0, at)}\n${indent}cache: ${words[cache]}${text.slice(at)}`;
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === name);
}

function without(text: string, map: YAMLMap, { key, value }: Pair): string {
  const [from] = (key as Scalar).range!;
  const to = (value as Scalar).range![1];
  if (map.flow) {
    const before = text.slice(0, from).replace(/,\s*$/, '');
    return before.length < from - 0 && /,\s*$/.test(text.slice(0, from))
      ? before + text.slice(to)
      : text.slice(0, from) + text.slice(to).replace(/^\s*,\s*/, '');
  }
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', to);
  const head = text.slice(start, from);
  // `- cache: true` opens the step: the field behind it takes its place.
  if (/-\s*$/.test(head)) return text.slice(0, from) + text.slice(end + 1).trimStart();
  return text.slice(0, start) + (end < 0 ? '' : text.slice(end + 1));
}
