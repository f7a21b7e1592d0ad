/** `readOpenApi`: an endpoint's own OpenAPI document as a list of operations, each with its fields, its example and its answers. Pure; whatever it does not know it leaves out. */

export interface ApiField {
  name: string;
  type: string;
  required: boolean;
  /** Choices or a range; empty when anything goes. */
  accepted: string;
}

export interface ApiAnswer {
  status: string;
  description: string;
  fields: ApiField[];
}

export interface ApiOperation {
  id: string;
  method: 'GET' | 'POST';
  path: string;
  summary: string;
  group: 'predict' | 'v2' | 'state';
  /** Null: it takes no body. */
  body: { fields: ApiField[]; example: string } | null;
  answers: ApiAnswer[];
}

export interface ApiDocument {
  title: string;
  version: string;
  description: string;
  operations: ApiOperation[];
}

type Json = Record<string, unknown>;
const groups = ['predict', 'v2', 'state'] as const;
const states = /^\/(health|livez|readyz|startupz|metrics|ping)/;

/** Null: that is no OpenAPI document. */
export function readOpenApi(text: string): ApiDocument | null {
  const document = parsed(text);
  if (!isObject(document) || !isObject(document.paths)) return null;
  const info = objectOf(document.info);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    (['GET', 'POST'] as const).flatMap((method) => {
      const operation = objectOf(methods)[method.toLowerCase()];
      return isObject(operation) ? [readOperation(document, path, method, operation)] : [];
    }),
  );
  operations.sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group));
  return { title: textOf(info.title), version: textOf(info.version), description: textOf(info.description), operations };
}

function readOperation(document: Json, path: string, method: 'GET' | 'POST', operation: Json): ApiOperation {
  const content = objectOf(objectOf(objectOf(operation.requestBody).content)['application/json']);
  const answers = Object.entries(objectOf(operation.responses)).map(([status, answer]) => ({
    status,
    description: textOf(objectOf(answer).description),
    fields: fieldsOf(document, Object.values(objectOf(objectOf(answer).content)).map((one) => objectOf(one).schema)[0]),
  }));
  return {
    ...{ id: `${method} ${path}`, method, path, summary: textOf(operation.summary), group: groupOf(path), answers },
    body: isObject(operation.requestBody)
      ? { fields: fieldsOf(document, content.schema), example: JSON.stringify(content.example ?? {}, null, 2) }
      : null,
  };
}

function groupOf(path: string): ApiOperation['group'] {
  if (path.startsWith('/v2')) return 'v2';
  return states.test(path) ? 'state' : 'predict';
}

function fieldsOf(document: Json, schema: unknown): ApiField[] {
  const found = resolved(document, schema);
  const required = Array.isArray(found.required) ? found.required : [];
  return Object.entries(objectOf(found.properties)).map(([name, one]) => {
    const field = resolved(document, one);
    return { name, type: typeOf(document, field), required: required.includes(name), accepted: acceptedBy(field) };
  });
}

function typeOf(document: Json, schema: Json): string {
  const types = [schema.type].flat().filter((type) => type !== 'null' && type !== undefined);
  if (types[0] !== 'array') return types.join(' | ') || '—';
  const item = typeOf(document, resolved(document, schema.items));
  return item === '—' ? 'array' : `array<${item}>`;
}

function acceptedBy({ enum: choices, minimum, maximum, maxItems }: Json): string {
  if (Array.isArray(choices)) return choices.filter((choice) => choice !== null).join(', ');
  if (maxItems !== undefined) return `≤ ${textOf(maxItems)}`;
  return minimum === undefined && maximum === undefined
    ? ''
    : `${minimum === undefined ? '−∞' : textOf(minimum)} … ${maximum === undefined ? '∞' : textOf(maximum)}`;
}

/** References inside the document, once. */
function resolved(document: Json, schema: unknown): Json {
  const found = objectOf(schema);
  if (typeof found.$ref !== 'string') return found;
  return found.$ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<Json>((at, key) => objectOf(at[key]), document);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
