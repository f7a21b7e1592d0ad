import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardsText, openTestFeatures } from './test-features.ts';

const bench = openTestFeatures();
const { features } = bench;
const iso = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const purchase = (id: string, hours: number, valor: number) => ({ id, cartao: 'k1', quando: iso(hours), soube: iso(hours), valor, canal: 'loja' });

beforeAll(async () => {
  await features.apply(cardsText, 'atributos.yaml');
  await features.ingest('cartoes', 'compras', bench.write('compras.jsonl', [purchase('a', 5, 10), purchase('b', 2, 20)]));
});
afterAll(async () => {
  await features.close();
  await bench.dispose();
});

async function post(url: string, body: unknown, token?: string) {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), ...(token && { headers: { authorization: `Bearer ${token}` } }) });
  return [answer.status, await answer.json()];
}

test('a program outside asks for one key or many and hands over events, with the token of the store', async () => {
  expect(features.door('cartoes')).toBeNull();
  const { url, token } = await features.openDoor('cartoes');
  expect(await post(url!, { keys: { cartao: 'k1' } }, token)).toEqual([
    409,
    { error: 'FEATURES_NOT_MATERIALIZED', store: 'cartoes', view: 'movimento' },
  ]);
  await features.materialize('cartoes', null);
  expect(await post(url!, { keys: { cartao: 'k1' } }, token)).toMatchObject([
    200,
    { known: ['movimento'], values: { compras_24h: 2, ultimo_valor: 20 } },
  ]);
  // An event that has just happened counts at once, and once.
  const event = { source: 'compras', rows: [purchase('c', 0.1, 5)] };
  expect(await post(url!, event, token)).toEqual([200, { taken: 1, known: 0 }]);
  expect(await post(url!, event, token)).toEqual([200, { taken: 0, known: 1 }]);
  const many = await post(url!, { keys: [{ cartao: 'k1' }, { cartao: 'ninguem' }] }, token);
  expect(many).toMatchObject([200, { rows: [{ values: { compras_24h: 3, gasto_1h: 5 } }, { known: [], values: { compras_24h: 0 } }] }]);
  expect(await post(url!, { keys: { cartao: 'k1' }, at: iso(1) }, token)).toMatchObject([200, { values: { compras_24h: 2 } }]);
});

test('nobody gets in without it, and what is no question is told so', async () => {
  const { url, token } = await features.openDoor('cartoes');
  expect((await post(url!, { keys: { cartao: 'k1' } }))[0]).toBe(401);
  for (const body of [{}, { keys: [] }, { keys: { cartao: [1] } }, { keys: 'k1' }, { source: 'compras' }, { keys: { cartao: 'k1' }, at: 'ontem' }])
    expect((await post(url!, body, token))[0], JSON.stringify(body)).toBe(400);
  expect(await post(url!, { source: 'outra', rows: [{ a: 1 }] }, token)).toMatchObject([404, { error: 'FEATURE_SOURCE_MISSING' }]);
  await features.shutDoor('cartoes');
  await expect(post(url!, { keys: { cartao: 'k1' } }, token)).rejects.toThrow();
});
