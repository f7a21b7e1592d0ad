/** `fuzzed`: bodies drawn from the service's own documentation, and bodies that break it in one place; what the document says is what must happen. */
import { seededRandom } from '../../src-runtime/ml/random.ts';

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
}

export interface RowSchema {
  required?: string[];
  properties: Record<string, Schema>;
}

export interface Fuzzed {
  body: Record<string, unknown>;
  /** Of the answer: 200, or 422 naming the field. */
  expected: { status: 200 } | { status: 422; field: string };
}

export function rowSchema(openapi: unknown): RowSchema | null {
  const row = (openapi as { components?: { schemas?: { Row?: RowSchema } } } | null)?.components?.schemas?.Row;
  return row?.properties ? row : null;
}

export function fuzzed({ required = [], properties }: RowSchema, count: number, seed: number): Fuzzed[] {
  const random = seededRandom(seed);
  const names = Object.keys(properties);
  const good = () => Object.fromEntries(names.map((name) => [name, allowed(properties[name]!, random)]));
  return Array.from({ length: count }, (_, i): Fuzzed => {
    const body: Record<string, unknown> = good();
    if (i % 2 === 0) return { body, expected: { status: 200 } };
    const field = names[Math.floor(random() * names.length)]!;
    const wrong = forbidden(properties[field]!, required.includes(field));
    const value = wrong[Math.floor(random() * wrong.length)];
    if (value === undefined) delete body[field];
    else body[field] = value;
    return { body, expected: { status: 422, field } };
  });
}

/** At the ends of the range as often as inside of it: that is where documents and programs part. */
function allowed(schema: Schema, random: () => number): unknown {
  const choices = schema.enum?.filter((one) => one !== null);
  if (choices?.length) return choices[Math.floor(random() * choices.length)];
  const types = [schema.type].flat();
  if (types.includes('boolean')) return random() < 0.5;
  if (!types.includes('number') && !types.includes('integer')) return 'texto';
  const [low, high] = [schema.minimum ?? -1000, schema.maximum ?? 1000];
  const place = random();
  const value = place < 0.25 ? low : place < 0.5 ? high : low + random() * (high - low);
  return types.includes('integer') ? Math.round(value) : value;
}

/** `undefined` stands for a field that is not there. */
function forbidden(schema: Schema, isRequired: boolean): unknown[] {
  const types = [schema.type].flat();
  const numeric = types.includes('number') || types.includes('integer');
  return [
    ...(numeric ? ['12,5', true] : [12, false]),
    [1],
    { a: 1 },
    ...(isRequired ? [undefined, null] : []),
    ...(types.includes('integer') ? [1.5] : []),
    ...(schema.minimum === undefined ? [] : [schema.minimum - 1]),
    ...(schema.maximum === undefined ? [] : [schema.maximum + 1]),
    ...(schema.enum ? ['Marte'] : []),
  ];
}
