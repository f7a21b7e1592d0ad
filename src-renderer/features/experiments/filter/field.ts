/** A field of MLflow's search grammar, as a person writes it and as an order names it. Pure. */
export type FieldKind = 'attribute' | 'metric' | 'param' | 'tag' | 'dataset';

export interface Field {
  kind: FieldKind;
  key: string;
}

const prefixes: Record<FieldKind, string> = { attribute: '', metric: 'metrics.', param: 'params.', tag: 'tags.', dataset: 'datasets.' };
const kinds: Record<string, FieldKind> = {
  ...{ attribute: 'attribute', attributes: 'attribute', attr: 'attribute', run: 'attribute' },
  ...{ metric: 'metric', metrics: 'metric', tag: 'tag', tags: 'tag', dataset: 'dataset', datasets: 'dataset' },
  ...{ param: 'param', params: 'param', parameter: 'param', parameters: 'param' },
};

/** What an attribute is compared with. */
export const attributes: Record<string, 'text' | 'number'> = {
  run_name: 'text',
  status: 'text',
  start_time: 'number',
  end_time: 'number',
  user_id: 'text',
  run_id: 'text',
  artifact_uri: 'text',
};

const plainKey = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)*$/u;

export function writeField({ kind, key }: Field): string {
  return prefixes[kind] + (plainKey.test(key) ? key : key.includes('`') ? `"${key}"` : `\`${key}\``);
}

/** Null when the text is no field. A field without a prefix is an attribute. */
export function readField(text: string): Field | null {
  const found = /^(?:([A-Za-z]+)\.)?(?:`([^`]*)`|"([^"]*)"|(.+))$/su.exec(text);
  const [, prefix, ticked, quoted, bare] = found ?? [];
  const key = ticked ?? quoted ?? bare;
  if (key === undefined) return null;
  if (prefix === undefined) return bare === undefined ? null : { kind: 'attribute', key };
  const kind = kinds[prefix.toLowerCase()];
  if (!kind || (bare !== undefined && !plainKey.test(`_${bare}`))) return null;
  return { kind, key };
}

export function isNumeric({ kind, key }: Field): boolean {
  return kind === 'metric' || (kind === 'attribute' && attributes[key] === 'number');
}

/** In the order in which a form offers them. */
export function operatorsOf(field: Field): string[] {
  if (isNumeric(field)) return ['>', '>=', '<', '<=', '=', '!='];
  if (field.kind === 'dataset' || field.key === 'run_id') return ['=', '!=', 'LIKE', 'ILIKE', 'IN', 'NOT IN'];
  const presence = field.kind === 'attribute' ? [] : ['IS NULL', 'IS NOT NULL'];
  return ['=', '!=', 'LIKE', 'ILIKE', ...presence];
}
