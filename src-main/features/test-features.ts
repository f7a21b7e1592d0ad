/** A feature store over a throw-away home, its joins made by a real table process; a small world of a card's purchases; a Redis of one's own: for tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
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

const redisServer = '/usr/bin/redis-server';
/** Where the same tests are run: wherever values can lie on this computer. */
export const onlineKinds: readonly ('sqlite' | 'redis')[] = existsSync(redisServer) || process.env.CI === 'true' ? ['sqlite', 'redis'] : ['sqlite'];

/** A Redis that keeps nothing; at the port of one that was there before, where it is given. */
export async function openTestRedis(at = 0) {
  const port = at || (await freePort());
  const child: ChildProcess = spawn(redisServer, [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    '/tmp',
  ]);
  let said = '';
  for await (const chunk of child.stdout!) {
    said += String(chunk);
    if (said.includes('Ready to accept connections')) break;
  }
  child.stdout!.resume();
  return {
    port,
    url: `redis://127.0.0.1:${port}/3`,
    async kill() {
      const gone = once(child, 'exit');
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await gone;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
