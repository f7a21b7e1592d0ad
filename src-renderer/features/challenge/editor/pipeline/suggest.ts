/** `suggestions`: what may be written where the cursor stands, from the schema and from what the file itself names. Pure. */
import type { YamlPlace } from './place.ts';
import { type Field, fieldsAt, type Schema, valuesAt } from './schema.ts';

export interface Surroundings {
  /** Ids of steps, with the names of their outputs. */
  steps: ReadonlyMap<string, readonly string[]>;
  params: readonly string[];
  /** Files of the workspace. */
  files: readonly string[];
  datasets: readonly string[];
}

export interface Suggestion {
  label: string;
  insert: string;
  kind: 'field' | 'value';
  /** It has to be there. */
  required: boolean;
}

export function suggestions(schema: Schema, place: YamlPlace, around: Surroundings): Suggestion[] {
  const { path, on } = place;
  if (on === 'key') return fieldsAt(schema, path, place.siblings, place.uses).map(fieldSuggestion);
  const field = on === 'item' ? path.at(-2) : path.at(-1);
  const owner = on === 'item' ? path.at(-3) : path.at(-2);
  return namesFor(field, owner, place, around).map((value) => ({ label: value, insert: value, kind: 'value', required: false }));

  function namesFor(name: string | number | undefined, parent: string | number | undefined, at: YamlPlace, all: Surroundings): string[] {
    if (/\$\{[^}]*$/.test(at.typed)) return all.params.map((param) => `\${params.${param}}`);
    if (name === 'run') return all.files.filter((file) => /\.(m?[jt]s|py)$/.test(file));
    if (name === 'needs') return [...all.steps.keys()];
    if (parent === 'inputs') {
      const made = path[0] === 'service' ? [] : [...all.steps].flatMap(([id, outputs]) => outputs.map((output) => `${id}.${output}`));
      return [...made, ...all.datasets.map((id) => `dataset:${id}`)];
    }
    if (parent === 'params' && path.includes('steps')) return all.params.map((param) => `\${params.${param}}`);
    return valuesAt(schema, path, at.uses);
  }
}

function fieldSuggestion({ name, required, shape }: Field): Suggestion {
  const behind = { value: ': ', list: ': []', map: ': { }' }[shape];
  return { label: name, insert: name + (name === 'steps' ? ':\n  - id: ' : behind), kind: 'field', required };
}

/** What the file names, as far as it can be read line by line. */
export function named(text: string): Pick<Surroundings, 'steps' | 'params'> {
  const steps = new Map<string, readonly string[]>();
  const params: string[] = [];
  const top = text.split(/^(?=\S)/m);
  for (const block of top) {
    if (block.startsWith('params:')) params.push(...[...block.matchAll(/^\s+([A-Za-z_][\w-]*)\s*:\s*(?:\{|$)/gm)].map((found) => found[1]!));
    if (!block.startsWith('steps:')) continue;
    for (const item of block.split(/^\s*-\s+(?=[\w{])/m).slice(1)) {
      const id = /\bid\s*:\s*([\w-]+)/.exec(item)?.[1];
      if (id) steps.set(id, outputsOf(item));
    }
  }
  return { steps, params };
}

function outputsOf(item: string): string[] {
  const inline = /\boutputs\s*:\s*\[([^\]]*)\]/.exec(item)?.[1];
  const block = inline === undefined ? (/\boutputs\s*:\s*\n((?:\s+-\s+.*\n?)*)/.exec(item)?.[1] ?? '') : inline.replaceAll(',', '\n');
  return block
    .split('\n')
    .map((line) => line.replace(/^\s*-?\s*/, '').replaceAll(/["'\s]/g, ''))
    .filter(Boolean)
    .map((file) => file.replace(/\/$/, '').split('.')[0]!);
}
