/** The cloud's tables: what ships in resources/cloud, or the learner's copy in the home, which counts when it is there. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type CloudTable, localTable, priceTable, trafficShape } from '../contract/cloud-cost.ts';
import { BancadaError } from '../contract/errors.ts';
import { problemsOf, readYaml } from './read.ts';

const shapes = z.record(z.string(), trafficShape);
const schemas = { prices: priceTable, traffic: shapes, local: localTable };
type Kind = keyof typeof schemas;
type TableOf<K extends Kind> = z.output<(typeof schemas)[K]>;

const titles: Record<Exclude<Kind, 'prices'>, { pt: string; en: string }> = {
  traffic: { pt: 'Formas de tráfego', en: 'Shapes of traffic' },
  local: { pt: 'Este computador', en: 'This computer' },
};

export interface CloudFiles {
  ids(): string[];
  read<K extends Kind>(id: string, kind: K): TableOf<K>;
  view(id: string): CloudTable;
  /** PIPELINE_INVALID when it is no such table. */
  save(id: string, text: string): CloudTable;
  reset(id: string): CloudTable;
  /** A shipped file that nobody edits. */
  shipped(path: string): string;
  list(folder: string): string[];
}

export function openCloudFiles(applicationRoot: string, home: string): CloudFiles {
  const root = join(applicationRoot, 'resources', 'cloud');
  const own = (id: string) => join(home, 'cloud', `${id}.yaml`);
  const names = (folder: string) => readdirSync(join(root, folder)).sort();
  const prices = () => names('prices').map((name) => name.replace(/\.yaml$/, ''));
  const kindOf = (id: string): Kind => {
    if (id === 'traffic' || id === 'local') return id;
    if (prices().includes(id)) return 'prices';
    throw new BancadaError('CLOUD_TABLE_UNKNOWN', { id: id.slice(0, 60), known: ids().join(', ') });
  };
  const ids = () => [...prices(), 'traffic', 'local'];
  const shippedPath = (id: string) => join(root, kindOf(id) === 'prices' ? `prices/${id}.yaml` : `${id}.yaml`);
  const place = (id: string) => (existsSync(own(id)) ? own(id) : shippedPath(id));

  function view(id: string): CloudTable {
    const kind = kindOf(id);
    const path = place(id);
    const text = readFileSync(path, 'utf8');
    const known = { id, kind, text, path, edited: path === own(id) };
    try {
      const { value } = readYaml(schemas[kind], text, `${id}.yaml`);
      return { ...known, title: kind === 'prices' ? (value as TableOf<'prices'>).title : titles[kind], problems: [] };
    } catch (error) {
      return { ...known, title: { pt: id, en: id }, problems: problemsOf(error) };
    }
  }

  return {
    ids,
    view,
    read<K extends Kind>(id: string, kind: K) {
      if (kindOf(id) !== kind) throw new BancadaError('CLOUD_TABLE_UNKNOWN', { id, known: ids().join(', ') });
      return readYaml(schemas[kind], readFileSync(place(id), 'utf8'), `${id}.yaml`).value as TableOf<K>;
    },
    save(id, text) {
      readYaml(schemas[kindOf(id)], text, `${id}.yaml`);
      mkdirSync(dirname(own(id)), { recursive: true });
      writeFileSync(`${own(id)}.new`, text, { mode: 0o600 });
      renameSync(`${own(id)}.new`, own(id));
      return view(id);
    },
    reset(id) {
      kindOf(id);
      rmSync(own(id), { force: true });
      return view(id);
    },
    shipped: (path) => readFileSync(join(root, path), 'utf8'),
    list: names,
  };
}
