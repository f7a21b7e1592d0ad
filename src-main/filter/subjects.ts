/** What can be searched, and by which fields: MLflow's lists. */
import type { Kind } from './clauses.ts';

export interface Attribute {
  /** The name that clauses carry. */
  readonly key: string;
  readonly type: 'text' | 'number';
  /** IN and NOT IN. */
  readonly list: boolean;
  /** Only = and !=, IN and NOT IN. */
  readonly nominal: boolean;
}

export interface Subject {
  /** By every name that a filter may call it. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Beside attributes. */
  readonly kinds: readonly Exclude<Kind, 'attribute'>[];
  readonly orderBy: readonly string[];
  /** IS NULL and IS NOT NULL. */
  readonly presence: readonly Kind[];
  /** Texts may stand without quotes when they look like a number. */
  readonly bareText: boolean;
}

const datasetFields = ['name', 'digest', 'context'];
export const datasetAttributes: ReadonlyMap<string, Attribute> = fields({ text: datasetFields, lists: datasetFields });

export const runs: Subject = subject({
  text: ['run_id', 'run_name', 'user_id', 'status', 'artifact_uri'],
  numbers: ['start_time', 'end_time'],
  lists: ['run_id'],
  aliases: { created: 'start_time', Created: 'start_time', 'run name': 'run_name', 'Run name': 'run_name', 'Run Name': 'run_name' },
  kinds: ['metric', 'param', 'tag', 'dataset'],
  presence: ['param', 'tag'],
});

export const experiments: Subject = subject({
  text: ['name', 'experiment_id'],
  numbers: ['creation_time', 'last_update_time'],
  lists: ['experiment_id'],
  nominal: ['experiment_id'],
  kinds: ['tag'],
  presence: ['tag'],
});

export const registeredModels: Subject = subject({
  text: ['name'],
  lists: ['name'],
  kinds: ['tag'],
  orderBy: ['name', 'timestamp', 'creation_timestamp', 'last_updated_timestamp'],
});

export const modelVersions: Subject = subject({
  text: ['name', 'run_id', 'source_path'],
  numbers: ['version_number'],
  lists: ['name', 'run_id'],
  kinds: ['tag'],
  orderBy: ['name', 'version_number', 'creation_timestamp', 'last_updated_timestamp'],
});

export const loggedModels: Subject = subject({
  text: ['name', 'model_id', 'model_type', 'status', 'source_run_id'],
  numbers: ['creation_timestamp', 'last_updated_timestamp'],
  lists: ['name', 'model_id', 'model_type', 'status', 'source_run_id'],
  aliases: {
    creation_time: 'creation_timestamp',
    creation_timestamp_ms: 'creation_timestamp',
    last_updated_time: 'last_updated_timestamp',
    last_updated_timestamp_ms: 'last_updated_timestamp',
  },
  kinds: ['metric', 'param', 'tag'],
  bareText: true,
});

interface Fields {
  text: readonly string[];
  numbers?: readonly string[];
  lists?: readonly string[];
  nominal?: readonly string[];
  aliases?: Readonly<Record<string, string>>;
}

function subject(
  about: Fields & { kinds: Subject['kinds']; presence?: Subject['presence']; orderBy?: readonly string[]; bareText?: boolean },
): Subject {
  const attributes = fields(about);
  const { kinds, presence = [], orderBy = [...attributes.keys()], bareText = false } = about;
  return { attributes, kinds, presence, orderBy, bareText };
}

function fields({ text, numbers = [], lists = [], nominal = [], aliases = {} }: Fields): ReadonlyMap<string, Attribute> {
  const all = new Map<string, Attribute>();
  for (const key of text) all.set(key, { key, type: 'text', list: lists.includes(key), nominal: nominal.includes(key) });
  for (const key of numbers) all.set(key, { key, type: 'number', list: false, nominal: false });
  for (const [alias, key] of Object.entries(aliases)) all.set(alias, all.get(key)!);
  return all;
}
