/** What MLflow's clients say of a data set: its schema, profile and source, each JSON in a text. Pure. */
type Record_ = Record<string, unknown>;
const isRecord = (value: unknown): value is Record_ => typeof value === 'object' && value !== null && !Array.isArray(value);

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export interface DatasetColumn {
  name: string;
  type: string;
  required: boolean;
}

/** Columns of a table, or the shapes of tensors; empty for what says neither. */
export function columnsOf(schema: string): DatasetColumn[] {
  const found = read(schema);
  if (!isRecord(found)) return [];
  if (Array.isArray(found.mlflow_colspec))
    return found.mlflow_colspec.filter(isRecord).map(({ name, type, required }, index) => ({
      name: typeof name === 'string' ? name : String(index),
      type: typeof type === 'string' ? type : '?',
      required: required !== false,
    }));
  const tensors = isRecord(found.mlflow_tensorspec) ? found.mlflow_tensorspec : {};
  return Object.entries(tensors).flatMap(([name, value]) => tensorColumns(name, value));
}

function tensorColumns(name: string, value: unknown): DatasetColumn[] {
  const list = typeof value === 'string' ? read(value) : value;
  const specs = Array.isArray(list) ? list : [list];
  return specs.filter(isRecord).map((each) => {
    const spec = isRecord(each['tensor-spec']) ? each['tensor-spec'] : each;
    const shape = Array.isArray(spec.shape) ? spec.shape.join(', ') : '';
    return { name: typeof each.name === 'string' ? each.name : name, type: `${String(spec.dtype ?? '?')} (${shape})`, required: true };
  });
}

/** Numbers and words of a flat object, nested ones as JSON: a profile, or where a data set comes from. */
export function factsOf(text: string): [name: string, value: string][] {
  if (text === '') return [];
  const found = read(text);
  if (!isRecord(found)) return [['', text]];
  return Object.entries(found).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
}
