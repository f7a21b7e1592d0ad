/** `fieldOf`: what a name such as params.`learning rate` or start_time means for a subject. */
import type { Kind } from './clauses.ts';
import { filterError } from './error.ts';
import { type Attribute, datasetAttributes, type Subject } from './subjects.ts';

export interface Field {
  readonly kind: Kind;
  readonly key: string;
  /** Of attributes and of data sets. */
  readonly attribute: Attribute | null;
}

const words: Readonly<Record<string, Kind>> = {
  metric: 'metric',
  metrics: 'metric',
  parameter: 'param',
  parameters: 'param',
  param: 'param',
  params: 'param',
  tag: 'tag',
  tags: 'tag',
  attribute: 'attribute',
  attributes: 'attribute',
  attr: 'attribute',
  run: 'attribute',
  dataset: 'dataset',
  datasets: 'dataset',
};
const mlflowWords: Readonly<Record<Kind, string>> = { metric: 'metric', param: 'parameter', tag: 'tag', attribute: 'attribute', dataset: 'dataset' };
const allKinds: readonly Kind[] = ['metric', 'param', 'tag', 'attribute', 'dataset'];

/** How MLflow calls a kind in its errors. */
export const mlflowWord = (kind: Kind): string => mlflowWords[kind];

export function fieldOf(subject: Subject, written: string, at: number): Field {
  const dot = /^(`[^`]*`|"[^"]*"|[^.]*)\./.exec(written);
  const kind = dot ? kindOf(subject, bare(dot[1]!), at) : 'attribute';
  const key = bare(dot ? written.slice(dot[0].length) : written);
  if (kind === 'attribute') return { kind, ...attributeOf(subject.attributes, 'attribute', key, at) };
  if (kind === 'dataset') return { kind, ...attributeOf(datasetAttributes, 'dataset', key, at) };
  return { kind, key, attribute: null };
}

function kindOf({ kinds }: Subject, word: string, at: number): Kind {
  const kind = Object.hasOwn(words, word) ? words[word]! : null;
  if (kind && (kind === 'attribute' || kinds.includes(kind))) return kind;
  const valid = allKinds.filter((one) => one === 'attribute' || kinds.includes(one)).map((one) => `'${mlflowWord(one)}'`);
  throw filterError(`Invalid entity type '${word}'. Valid values are [${valid.join(', ')}]`, at, `@one-of ${valid.join(' ').replaceAll("'", '')}`);
}

function attributeOf(attributes: ReadonlyMap<string, Attribute>, noun: string, name: string, at: number): { key: string; attribute: Attribute } {
  const attribute = attributes.get(name);
  if (attribute) return { key: attribute.key, attribute };
  const valid = [...attributes.keys()];
  const list = valid.map((key) => `'${key}'`).join(', ');
  throw filterError(
    `Invalid ${noun} key '${name}' specified. Valid keys are '{${list}}'`,
    at,
    `@filter-field ${[...new Set([...attributes.values()].map(({ key }) => key))].join(', ')}`,
  );
}

/** Without its quotes: a name may stand in backticks or double quotes, as a whole. */
export function bare(text: string): string {
  const last = text.length - 1;
  return last > 0 && (text[0] === '`' || text[0] === '"') && text[last] === text[0] ? text.slice(1, -1) : text;
}
