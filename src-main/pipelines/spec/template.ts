/** `${params.x}` inside a value: alone it takes the parameter's own type, inside a text it becomes text. */
import type { Scalar } from '../../contract/base.ts';

const reference = /\$\{\s*params\.([A-Za-z_][\w-]*)\s*\}/g;

export function render(value: Scalar, params: Readonly<Record<string, Scalar>>): Scalar {
  if (typeof value !== 'string') return value;
  const alone = /^\$\{\s*params\.([A-Za-z_][\w-]*)\s*\}$/.exec(value);
  if (alone) return params[alone[1]!] ?? '';
  return value.replaceAll(reference, (_, name: string) => String(params[name] ?? ''));
}

export function renderAll(values: Readonly<Record<string, Scalar>>, params: Readonly<Record<string, Scalar>>): Record<string, Scalar> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, render(value, params)]));
}

/** The parameters a value names, and whether it holds a `${…}` that is none. */
export function references(value: Scalar): { params: string[]; malformed: boolean } {
  if (typeof value !== 'string') return { params: [], malformed: false };
  const params = [...value.matchAll(reference)].map((found) => found[1]!);
  return { params, malformed: value.replaceAll(reference, '').includes('${') };
}
