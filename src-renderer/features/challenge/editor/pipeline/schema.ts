/** The JSON Schema of pipeline.yaml, walked by the names of its fields: `fieldsAt`, `valuesAt`. Pure. */
export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  required?: string[];
}

/** Names from the top; a number, or `-`, for an item of a list. */
export type Path = readonly (string | number)[];

/** All that may stand at a place: a step may be of several kinds, told apart by what it `uses`. */
function schemasAt(schema: Schema, path: Path, uses: string | null): Schema[] {
  let found = spread([schema]);
  for (const part of path) {
    if (typeof part === 'string' && part !== 'uses') found = ofKind(found, uses);
    found = spread(
      found.flatMap((one) => {
        if (typeof part === 'number') return one.items ? [one.items] : [];
        const own = one.properties?.[part];
        if (own) return [own];
        return typeof one.additionalProperties === 'object' ? [one.additionalProperties] : [];
      }),
    );
  }
  return found;
}

export interface Field {
  name: string;
  required: boolean;
  /** What is to be written behind it: a value, a list, or fields of its own. */
  shape: 'value' | 'list' | 'map';
}

/** `known`: names that stand there already, which tell the kind of a step. */
export function fieldsAt(schema: Schema, path: Path, known: readonly string[], uses: string | null): Field[] {
  const kinds = ofKind(schemasAt(schema, path, uses), uses).filter(({ properties }) => !properties?.uses || !known.includes('run'));
  const fields = new Map<string, Field>();
  for (const one of kinds) {
    for (const [name, about] of Object.entries(one.properties ?? {})) {
      if (known.includes(name) || fields.has(name)) continue;
      fields.set(name, { name, required: one.required?.includes(name) ?? false, shape: shapeOf(about) });
    }
  }
  return [...fields.values()];
}

/** The words that may stand there, where they are only some. */
export function valuesAt(schema: Schema, path: Path, uses: string | null): string[] {
  const values = schemasAt(schema, path, uses).flatMap((one) => {
    if (one.const !== undefined) return [String(one.const)];
    if (one.enum) return one.enum.map(String);
    return one.type === 'boolean' ? ['true', 'false'] : [];
  });
  return [...new Set(values)];
}

export function defaultAt(schema: Schema, path: Path): string | null {
  const value = schemasAt(schema, path, null).find((one) => one.default !== undefined && typeof one.default !== 'object')?.default;
  return value === undefined ? null : String(value);
}

/** Of the kinds of a step, those that fit what it uses; of anything else, all. */
function ofKind(schemas: readonly Schema[], uses: string | null): Schema[] {
  if (uses === null) return [...schemas];
  return schemas.filter(({ properties }) => (properties?.uses ? properties.uses.const === uses : !properties?.run || !properties.id));
}

function spread(schemas: readonly Schema[]): Schema[] {
  return schemas.flatMap((one) =>
    one.anyOf ? spread(one.anyOf.map((each) => ({ ...each, ...(one.default !== undefined && { default: one.default }) }))) : [one],
  );
}

function shapeOf(schema: Schema): Field['shape'] {
  const kinds = spread([schema]);
  if (kinds.some(({ type }) => type === 'array')) return 'list';
  return kinds.some(({ type }) => type === 'object') ? 'map' : 'value';
}
