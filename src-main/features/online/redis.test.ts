/** What is Redis's own; that it answers as SQLite does is in features.test.ts. */
import { createClient } from '@redis/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createFeatures } from '../create.ts';
import { cardsText, onlineKinds, openTestFeatures, openTestRedis } from '../test-features.ts';

const now = Date.now();
const iso = (hours: number) => new Date(now - hours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const purchase = (id: string, hours: number, valor: number) => ({ id, cartao: 'k1', quando: iso(hours), soube: iso(hours), valor, canal: 'loja' });

async function open() {
  const bench = openTestFeatures();
  const redis = await openTestRedis();
  const { features } = bench;
  onTestFinished(async () => {
    await features.close();
    await redis.kill();
    await bench.dispose();
  });
  await features.apply(cardsText, 'atributos.yaml');
  await features.ingest('cartoes', 'compras', bench.write('compras.jsonl', [purchase('a', 5, 10), purchase('b', 2, 20)]));
  const chosen = await features.chooseOnline('cartoes', { kind: 'redis', url: redis.url });
  await features.materialize('cartoes', null);
  const count = async () => (await features.online('cartoes', { cartao: 'k1' }, now)).values.compras_24h;
  return { ...bench, redis, chosen, count };
}

describe.skipIf(!onlineKinds.includes('redis'))('online values in a Redis', () => {
  test('live as long as the TTL of their view; those of an earlier materialisation and of a store that is deleted go', async () => {
    const { features, redis, chosen } = await open();
    expect(chosen).toEqual({ kind: 'redis', address: redis.url, isContainer: false });
    const client = await createClient({ url: redis.url, RESP: 2 }).connect();
    onTestFinished(() => client.destroy());
    const values = async () => (await client.keys('*')).filter((key) => !key.endsWith(':head'));
    const [first, ...more] = await values();
    expect(more).toEqual([]);
    const life = await client.pTTL(first!);
    expect(life).toBeGreaterThan(29 * 86_400_000);
    expect(life).toBeLessThanOrEqual(30 * 86_400_000);
    await features.materialize('cartoes', null);
    const [second, ...others] = await values();
    expect([second === first, others]).toEqual([false, []]);
    await features.chooseOnline('cartoes', { kind: 'sqlite' });
    expect(await client.keys('*')).toEqual([]);
    await expect(features.online('cartoes', { cartao: 'k1' }, now)).rejects.toMatchObject({ code: 'FEATURES_NOT_MATERIALIZED' });
  });

  test('of one that has gone are told so; what was handed over meanwhile is in them, once, when it is back and filled', async () => {
    const { features, redis, count } = await open();
    expect(await count()).toBe(2);
    await redis.kill();
    const unreachable = { code: 'FEATURES_ONLINE_UNREACHABLE', data: { address: redis.url } };
    await expect(count()).rejects.toMatchObject(unreachable);
    await expect(features.push('cartoes', 'compras', [purchase('c', 1, 5)])).rejects.toMatchObject(unreachable);
    await expect(features.chooseOnline('cartoes', { kind: 'redis', url: redis.url })).rejects.toMatchObject(unreachable);
    const again = await openTestRedis(redis.port);
    onTestFinished(() => again.kill());
    // It came back empty: that is not to be taken for "nobody bought anything".
    await expect(count()).rejects.toMatchObject({ code: 'FEATURES_NOT_MATERIALIZED' });
    await features.materialize('cartoes', null);
    expect(await count()).toBe(3);
    expect(await features.push('cartoes', 'compras', [purchase('c', 1, 5), purchase('d', 1, 5)])).toEqual({ taken: 1, known: 1 });
    expect(await count()).toBe(4);
  });

  test('take each push once, whoever hands it over and however many at a time', async () => {
    const { core, features, count } = await open();
    const other = createFeatures(core, { tables: { ask: () => Promise.reject(), convert: () => Promise.reject() } });
    onTestFinished(() => other.close());
    const pushes = Array.from({ length: 40 }, (_, i) => (i % 2 ? features : other).push('cartoes', 'compras', [purchase(`p${i >> 1}`, 1, 1)]));
    await Promise.all(pushes);
    expect(await count()).toBe(2 + 20);
    expect((await other.online('cartoes', { cartao: 'k1' }, now)).values.compras_24h).toBe(22);
  });

  test('nobody reaches are not chosen', async () => {
    const { features } = await open();
    const nowhere = { kind: 'redis', url: 'redis://:segredo@127.0.0.1:1/0' } as const;
    await expect(features.chooseOnline('cartoes', nowhere)).rejects.toMatchObject({ data: { address: 'redis://127.0.0.1:1/0' } });
    expect(features.get('cartoes').onlineStore).toMatchObject({ kind: 'redis' });
  });
});
