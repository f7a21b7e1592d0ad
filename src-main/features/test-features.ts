/** A feature store over a throw-away home, its joins made by a real table process; and a small world of a card's purchases, for tests. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTestCore } from '../common/test-core.ts';
import { createTables } from '../tables/index.ts';
import { createFeatures } from './create.ts';

export const cardsText = `store: cartoes
owner: risco
entities:
  - { name: cartao, key: cartao }
views:
  - name: movimento
    entity: cartao
    source: compras
    event_time: quando
    created_at: soube
    event_id: id
    ttl: 30d
    features:
      - { name: gasto_1h, aggregate: sum, of: valor, window: 1h }
      - { name: compras_24h, aggregate: count, window: 24h }
      - { name: media_30d, aggregate: mean, of: valor, window: 30d }
      - { name: online_24h, aggregate: count, window: 24h, where: { canal: internet } }
      - { name: lojas_30d, aggregate: distinct, of: canal, window: 30d }
      - { name: maior_30d, aggregate: max, of: valor, window: 30d, transform: abs }
      - { name: ultimo_valor, of: valor }
`;

export function openTestFeatures(memoryBytes = 2 ** 28) {
  const { core, dispose } = openTestCore(undefined, 'memory');
  const tables = createTables(core, { program: fileURLToPath(new URL('../table-worker.ts', import.meta.url)), memoryBytes });
  const features = createFeatures(core, { tables });
  return {
    core,
    features,
    place: (name: string) => join(core.home.root, name),
    /** Rows as JSONL. */
    write(name: string, rows: readonly object[]): string {
      const path = join(core.home.root, name);
      writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      return path;
    },
    async dispose() {
      await tables.close();
      await dispose();
    },
  };
}
