import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFeatures } from '../../src-runtime/features/open-features.ts';
import { seededRandom } from '../../src-runtime/ml/random.ts';
import { cardsText, onlineKinds, openTestFeatures, openTestRedis } from './test-features.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2025, 0, 1);

interface Purchase {
  id: string;
  cartao: string;
  quando: string;
  soube: string;
  valor: number | null;
  canal: string;
}

const iso = (at: number) => new Date(at).toISOString().replace('T', ' ').replace('Z', '');

/** Late events, events of the same moment, repeated ids, missing values. */
function world(seed: number, count = 400): { compras: Purchase[]; pedidos: { cartao: string; quando: string }[] } {
  const random = seededRandom(seed);
  const compras = Array.from({ length: count }, (_, i): Purchase => {
    const at = start + Math.floor(random() * 200) * 20 * 60_000 * 10;
    const late = random() < 0.3 ? Math.floor(random() * 5 * day) : Math.floor(random() * 3) * 1000;
    return {
      id: random() < 0.05 ? `c${Math.floor(random() * i)}` : `c${i}`,
      cartao: `k${Math.floor(random() * 6)}`,
      ...{ quando: iso(at), soube: iso(at + late) },
      valor: random() < 0.05 ? null : Math.round((random() * 200 - 20) * 100) / 100,
      canal: random() < 0.5 ? 'internet' : 'loja',
    };
  });
  const pedidos = Array.from({ length: 150 }, () => ({
    cartao: `k${Math.floor(random() * 7)}`,
    quando: iso(start + Math.floor(random() * 900) * hour),
  }));
  return { compras, pedidos };
}

/** Written for reading alone: looks at every event for every row. */
function oracle({ compras, pedidos }: ReturnType<typeof world>) {
  const ms = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);
  const all = compras.map((each, place) => ({ ...each, at: ms(each.quando), known: Math.max(ms(each.quando), ms(each.soube)), place }));
  const arrived = all.toSorted((a, b) => a.known - b.known || a.place - b.place);
  const events = arrived.filter((each, i) => arrived.findIndex((other) => other.id === each.id && other.cartao === each.cartao) === i);
  return pedidos.map(({ cartao, quando }) => {
    const t = ms(quando);
    const seen = events.filter((each) => each.cartao === cartao && each.at <= t && each.known <= t);
    const within = (span: number) => seen.filter(({ at }) => at > t - span);
    const values = (span: number) => within(span).flatMap(({ valor }) => (valor === null ? [] : [valor]));
    const sum = (numbers: number[]) => numbers.reduce((total, each) => total + Math.sign(each) * Math.round(Math.abs(each) * 1e6), 0) / 1e6;
    const last = seen.toSorted((a, b) => a.at - b.at || a.known - b.known || a.place - b.place).at(-1);
    const month = values(30 * day);
    return {
      gasto_1h: sum(values(hour)),
      compras_24h: within(day).length,
      media_30d: month.length === 0 ? null : sum(month) / month.length,
      online_24h: within(day).filter(({ canal }) => canal === 'internet').length,
      lojas_30d: new Set(within(30 * day).map(({ canal }) => canal)).size,
      maior_30d: month.length === 0 ? null : Math.max(...month.map(Math.abs)),
      ultimo_valor: last && t - last.at <= 30 * day ? last.valor : null,
    };
  });
}

const names = ['gasto_1h', 'compras_24h', 'media_30d', 'online_24h', 'lojas_30d', 'maior_30d', 'ultimo_valor'];
const pick = (row: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
const lines = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

let lab: ReturnType<typeof openTestFeatures>;
beforeAll(async () => {
  lab = openTestFeatures();
  await lab.features.apply(cardsText, 'atributos.yaml');
});
afterAll(() => lab.dispose());

test('a training set has, row for row, what was known at its moment: late events, TTL, windows, repeated ids', async () => {
  for (const seed of [1, 2, 3]) {
    const made = world(seed);
    const sources = { compras: [{ path: lab.write(`compras-${seed}.jsonl`, made.compras), format: 'jsonl' as const }] };
    const rows = { path: lab.write(`pedidos-${seed}.jsonl`, made.pedidos), format: 'jsonl' as const };
    const to = { path: lab.place(`conjunto-${seed}.jsonl`), format: 'jsonl' as const };
    const definition = lab.features.parse(cardsText, 'atributos.yaml');
    const result = await lab.features.trainingSet({ definition, sources, rows, at: 'quando', label: null, to, naive: null });
    expect(result.rows).toBe(150);
    expect(lines(to.path).map(pick)).toEqual(oracle(made));
  }
});

test('a snapshot up to a moment, given the rest as it arrives, is the same in a step', async () => {
  const { compras } = world(5);
  const sources = { compras: [{ path: lab.write('c5.jsonl', compras), format: 'jsonl' as const }] };
  const definition = lab.features.parse(cardsText, 'atributos.yaml');
  const until = start + 12 * day;
  const to = lab.place('online.jsonl');
  const made = await lab.features.snapshot({ definition, sources, until, to });
  expect(made.watermark).toBe(until);
  const online = openFeatures(to);
  const ms = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);
  const late = compras.filter(({ soube, quando }) => Math.max(ms(soube), ms(quando)) > until).toSorted((a, b) => ms(a.soube) - ms(b.soube));
  expect(late.length).toBeGreaterThan(50);
  for (const each of late) online.push('compras', { ...each });
  const at = start + 45 * day;
  const asked = ['k0', 'k1', 'k2'].map((cartao) => ({ cartao, quando: iso(at) }));
  expect(asked.map((keys) => online.get(keys, at))).toEqual(oracle({ compras, pedidos: asked }));
  expect(() => online.push('outra', {})).toThrow('outra');
});

test('the naive join tells what happened later, and how much better it would look', async () => {
  const text =
    'store: fuga\nentities: [{ name: cliente, key: cliente }]\nviews:\n  - { name: cadastro, entity: cliente, source: cadastro, event_time: quando, ttl: 90d, features: [{ name: nivel, of: nivel }] }\n';
  const random = seededRandom(9);
  const rows = Array.from({ length: 200 }, (_, i) => ({ cliente: `c${i}`, quando: iso(start + 10 * day), fraude: random() < 0.3 ? 'sim' : 'nao' }));
  const cadastro = rows.flatMap(({ cliente, fraude }) => [
    { cliente, quando: iso(start), nivel: Math.floor(random() * 5) },
    { cliente, quando: iso(start + 20 * day), nivel: fraude === 'sim' ? 9 : Math.floor(random() * 5) },
  ]);
  const result = await lab.features.trainingSet({
    definition: lab.features.parse(text, 'f.yaml'),
    sources: { cadastro: [{ path: lab.write('cadastro.jsonl', cadastro), format: 'jsonl' }] },
    rows: { path: lab.write('r.jsonl', rows), format: 'jsonl' },
    ...{ at: 'quando', label: 'fraude' },
    to: { path: lab.place('certo.jsonl'), format: 'jsonl' },
    naive: { path: lab.place('ingenuo.jsonl'), format: 'jsonl' },
  });
  const [nivel] = result.features;
  expect(nivel!.naiveAuc).toBe(1);
  expect(nivel!.auc).toBeLessThan(0.6);
  expect(nivel!.changed).toBeGreaterThan(60);
  expect(lines(lab.place('ingenuo.jsonl')).every((row) => (row.nivel === 9) === (row.fraude === 'sim'))).toBe(true);

  // Steps run side by side: what is told of a training set is kept though its store is applied only after, and goes with the store.
  await lab.features.noteHistory(result, 'r1');
  await lab.features.apply(text, 'f.yaml');
  expect(lab.features.get('fuga').history).toMatchObject({ runId: 'r1', result });
  await lab.features.remove('fuga');
  await lab.features.apply(text, 'f.yaml');
  expect(lab.features.get('fuga').history).toBeNull();
});

test('what is wrong in a definition is told with its place', () => {
  const fails = (find: string, replace: string) => {
    try {
      lab.features.parse(cardsText.replace(find, replace), 'atributos.yaml');
      return 'fine';
    } catch (error) {
      const { data } = error as { data: Record<string, unknown> };
      return `${data.line}:${data.column} ${data.field} ${data.expected}`;
    }
  };
  expect(fails('window: 30d', 'window: 31d')).toBe('16:64 views[0].features[2].window @span-at-most 30d');
  expect(fails('entity: cartao', 'entity: cartoa')).toBe('7:13 views[0].entity @one-of cartao');
  expect(fails('name: online_24h', 'name: gasto_1h')).toBe('17:17 views[0].features[3].name @duplicate gasto_1h');
  expect(fails('ttl: 30d', 'ttl: um mês')).toBe('12:10 views[0].ttl @span');
  expect(fails('aggregate: mean, of: valor', 'aggregate: mean')).toContain('views[0].features[2].of @required');
  expect(fails('aggregate: mean', 'agregate: mean')).toContain('@unknown-field aggregate');
});

describe.each(onlineKinds)('online values in %s', (kind) => {
  let lab: ReturnType<typeof openTestFeatures>;
  let redis: Awaited<ReturnType<typeof openTestRedis>> | null = null;
  const choose = async (store: string) => {
    if (redis) await lab.features.chooseOnline(store, { kind: 'redis', url: redis.url });
  };
  beforeAll(async () => {
    lab = openTestFeatures();
    redis = kind === 'redis' ? await openTestRedis() : null;
    await lab.features.apply(cardsText, 'atributos.yaml');
    await choose('cartoes');
  });
  afterAll(async () => {
    await lab.features.close();
    await lab.dispose();
    await redis?.kill();
  });

  test('the offline store, backfilled twice, is online once; online and offline tell the same of every row', async () => {
    const { compras, pedidos } = world(4);
    const path = lab.write('compras.jsonl', compras);
    expect(await lab.features.ingest('cartoes', 'compras', path)).toMatchObject({ isNew: true, rows: compras.length });
    expect(await lab.features.ingest('cartoes', 'compras', path)).toMatchObject({ isNew: false });
    const first = await lab.features.materialize('cartoes', null);
    expect(await lab.features.materialize('cartoes', null)).toEqual(first);
    const skew = await lab.features.skew('cartoes', { path: lab.write('p.jsonl', pedidos), at: 'quando', limit: 1000 });
    expect(skew).toEqual({ rows: 150, compared: 150 * names.length, different: 0, examples: [] });

    const at = first.watermark! + 2 * hour;
    const asked = ['k0', 'k1', 'k5', 'nobody'].map((cartao) => ({ cartao, quando: iso(at) }));
    const expected = oracle({ compras, pedidos: asked });
    expect(await Promise.all(asked.map(async ({ cartao }) => (await lab.features.online('cartoes', { cartao }, at)).values))).toEqual(expected);
    expect((await lab.features.online('cartoes', { cartao: 'nobody' }, at)).known).toEqual([]);

    const news = { id: 'novo', cartao: 'k0', quando: iso(at - 1000), soube: iso(at), valor: 10, canal: 'internet' };
    expect(await lab.features.push('cartoes', 'compras', [news])).toEqual({ taken: 1, known: 0 });
    expect(await lab.features.push('cartoes', 'compras', [news])).toEqual({ taken: 0, known: 1 });
    const after = oracle({ compras: [...compras, news], pedidos: [asked[0]!] });
    expect((await lab.features.online('cartoes', { cartao: 'k0' }, at)).values).toEqual(after[0]);
    await lab.features.materialize('cartoes', null);
    expect((await lab.features.online('cartoes', { cartao: 'k0' }, at)).values).toEqual(after[0]);
  });

  test('a change of definition is told before it is applied, and takes the values of the view from the online store', async () => {
    const text = cardsText.replace('window: 1h', 'window: 2h').replace('cartoes', 'outra');
    expect(lab.features.plan(cardsText.replace('window: 1h', 'window: 2h'), 'a.yaml').changes).toEqual([
      { kind: 'changed', view: 'movimento', feature: 'gasto_1h' },
    ]);
    expect((await lab.features.apply(text, 'a.yaml')).changes).toEqual([{ kind: 'added', view: 'movimento', feature: null }]);
    await choose('outra');
    await expect(lab.features.online('outra', { cartao: 'k0' }, start)).rejects.toMatchObject({ code: 'FEATURES_NOT_MATERIALIZED' });
    await expect(lab.features.materialize('outra', null)).rejects.toMatchObject({ code: 'FEATURE_SOURCE_MISSING', data: { source: 'compras' } });
    expect(() => lab.features.get('nada')).toThrow(expect.objectContaining({ code: 'FEATURE_STORE_NOT_FOUND' }));
  });
});
