/** `openInput`, `openOutput`: the artifacts of a step, as the learner handles them. */
import { mkdirSync, readFileSync } from 'node:fs';
import { LabError } from '../errors.ts';
import { loadModel, saveModel } from '../ml/model-folder.ts';
import type { Context, InputRef } from './context.ts';
import { formatRows, parseJson, readRows, writeAtomically } from './files.ts';
import type { Format, Input, InputItem, Output } from './types.ts';

export function openInput(context: Context, name: string): Input {
  const ref = context.inputs[name];
  if (!ref) throw new LabError('INPUT_UNKNOWN', { name, known: listed(context.inputs) });
  return { ...reader(name, ref.path, ref.format), items: (ref.items ?? []).map((item) => openItem(name, item)) };
}

function openItem(name: string, item: NonNullable<InputRef['items']>[number]): InputItem {
  return { ...reader(item.name ?? name, item.path, item.format ?? 'folder'), matrix: item.matrix };
}

function reader(name: string, path: string, format: Format): Omit<Input, 'items'> {
  const text = () => {
    if (format === 'folder') throw new LabError('FORMAT', { name, format, operation: 'text()', expected: 'file, json, jsonl, csv' });
    return readFileSync(path, 'utf8');
  };
  return {
    name,
    path,
    format,
    text,
    json: <T>() => parseJson<T>(text(), name),
    rows: () => readRows(path, format, name),
    model: () => loadModel(path),
  };
}

export function openOutput(context: Context, name: string): Output {
  const ref = context.outputs?.[name];
  if (!ref) throw new LabError('OUTPUT_UNKNOWN', { name, known: listed(context.outputs ?? {}) });
  const { path, format } = ref;
  const file = (operation: string) => {
    if (format === 'folder') throw new LabError('FORMAT', { name, format, operation, expected: 'file, json, jsonl, csv' });
    return path;
  };
  return {
    name,
    path,
    format,
    text: (content) => writeAtomically(file('text()'), content),
    json: (value) => writeAtomically(file('json()'), `${JSON.stringify(value)}\n`),
    rows: (rows) => writeAtomically(file('rows()'), formatRows(rows, path, format)),
    model: (model, about) => {
      if (format !== 'folder') throw new LabError('FORMAT', { name, format, operation: 'model()', expected: `folder (${name}/)` });
      mkdirSync(path, { recursive: true });
      saveModel(path, model, { ...about, seed: context.seed });
    },
  };
}

function listed(record: Record<string, unknown>): string {
  return Object.keys(record).join(', ') || '—';
}
