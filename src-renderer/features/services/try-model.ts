/** The try-it form as data: fields from the signature, a body from what was typed, a wrong field from an answer. Pure. */
import type { Endpoint, SignatureField } from '#contract';

export type Typed = Record<string, string>;

export function initialValues({ signature, inputExample }: Pick<Endpoint, 'signature' | 'inputExample'>): Typed {
  return Object.fromEntries(signature.map((field) => [field.name, textOf(inputExample[field.name])]));
}

/** What is left empty is not sent; a number that is no number is sent as it was typed, so that the service answers for it. */
export function bodyOf(signature: readonly SignatureField[], typed: Typed): Record<string, unknown> {
  const filled = signature.filter((field) => (typed[field.name] ?? '') !== '');
  return Object.fromEntries(filled.map((field) => [field.name, typedValue(field, typed[field.name] ?? '')]));
}

export interface Answer {
  label: string | null;
  /** What a model that predicts a number answers. */
  value: number | null;
  probabilities: [label: string, probability: number][];
  /** The field that the service refused, and why. */
  wrong: { field: string; message: string } | null;
}

export function readAnswer(text: string): Answer {
  const body = parse(text);
  const error = isRecord(body?.error) ? body.error : null;
  return {
    label: typeof body?.label === 'string' ? body.label : null,
    value: typeof body?.value === 'number' ? body.value : null,
    probabilities: isRecord(body?.probabilities)
      ? Object.entries(body.probabilities)
          .map(([label, value]): [string, number] => [label, Number(value)])
          .sort((a, b) => b[1] - a[1])
      : [],
    wrong: error && typeof error.field === 'string' ? { field: error.field, message: String(error.message ?? '') } : null,
  };
}

function typedValue(field: SignatureField, text: string): unknown {
  if (field.type === 'boolean') return text === 'true';
  if (field.type === 'string') return text;
  const number = Number(text.replace(',', '.'));
  return Number.isFinite(number) ? number : text;
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
