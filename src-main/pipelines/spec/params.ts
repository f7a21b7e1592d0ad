/** The parameters of a run: defaults, then what was asked for, made the declared type. PARAM_UNKNOWN, PARAM_INVALID. */
import type { Scalar } from '../../contract/base.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { ParamSpec } from '../../contract/pipelines.ts';

export function resolveParams(pipeline: string, specs: readonly ParamSpec[], asked: Readonly<Record<string, Scalar>>): Record<string, Scalar> {
  const known = new Map(specs.map((spec) => [spec.name, spec]));
  for (const name of Object.keys(asked)) {
    if (!known.has(name)) throw new BancadaError('PARAM_UNKNOWN', { pipeline, name, known: [...known.keys()].join(', ') || '—' });
  }
  return Object.fromEntries(specs.map((spec) => [spec.name, Object.hasOwn(asked, spec.name) ? accept(spec, asked[spec.name]!) : spec.default]));
}

function accept(spec: ParamSpec, asked: Scalar): Scalar {
  const value = coerce(spec.type, asked);
  const expected = value === null ? `@${spec.type}` : misfit(spec, value);
  if (expected === null) return value!;
  throw new BancadaError('PARAM_INVALID', { name: spec.name, value: String(asked), expected, example: String(spec.default) });
}

/** What a value breaks of its declaration, as an expectation; null when it fits. */
export function misfit(spec: Pick<ParamSpec, 'min' | 'max' | 'choices'>, value: Scalar): string | null {
  if (spec.choices && !spec.choices.includes(value)) return `@one-of ${spec.choices.join(', ')}`;
  if (typeof value === 'number' && ((spec.min !== undefined && value < spec.min) || (spec.max !== undefined && value > spec.max))) {
    return `@range ${spec.min ?? '−∞'} … ${spec.max ?? '∞'}`;
  }
  return null;
}

/** A command line gives text for every type; null when it cannot become one. */
export function coerce(type: ParamSpec['type'], value: Scalar): Scalar | null {
  switch (type) {
    case 'string':
      return String(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : null;
    default: {
      if (typeof value === 'boolean' || (typeof value === 'string' && !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value.trim()))) return null;
      const number = Number(value);
      return Number.isFinite(number) && (type === 'number' || Number.isSafeInteger(number)) ? number : null;
    }
  }
}
