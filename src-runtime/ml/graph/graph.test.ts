import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Classifier, Row } from '../../sdk/types.ts';
import { scratch } from '../../test-kit.ts';
import { loadModel } from '../classifier.ts';
import { saveModel } from '../model-folder.ts';
import { seededRandom } from '../random.ts';
import { trainRegressor } from '../regressor.ts';
import { openBandit } from './bandit.ts';
import { graphProblems } from './check.ts';
import { composeModels } from './compose.ts';
import { stackRows } from './stack.ts';
import type { GraphNode, ModelGraph } from './types.ts';
import { walkGraph } from './walk.ts';

const random = seededRandom(5);
const rows: Row[] = Array.from({ length: 240 }, (_, i) => {
  const x = Math.round(100 * random());
  return { x, zona: i % 2 ? 'sul' : 'norte', y: i % 2 ? 10 * x + 5 : 300 - 2 * x };
});
const of = (zona: string) => rows.filter((row) => row.zona === zona);
const [sul, norte] = [of('sul'), of('norte')];
let members: Record<string, Classifier>;

beforeAll(async () => {
  const line = (on: readonly Row[]) => trainRegressor(on, { algorithm: 'linear_regression', target: 'y', numeric: ['x'], params: { l2: 0 } });
  members = { sul: await line(sul), norte: await line(norte), geral: await line(rows) };
});

const graph = (nodes: Record<string, GraphNode>, output = Object.keys(nodes)[0]!): ModelGraph => ({ output, nodes });
const ask = (given: ModelGraph, row: Row, without: readonly string[] = []) => {
  const walk = {
    ask: (name: string, some: readonly Row[]) => {
      if (without.includes(name)) throw new Error('fora');
      return members[name]!.predict(some);
    },
    arm: (_: string, arms: readonly string[]) => arms[0]!,
  };
  return walkGraph(given, [row], walk)[0]!;
};
const said = (name: string, row: Row) => members[name]!.predict([row])[0]!.value!;
const row = sul[0]!;

test('a segment asks the specialist, another value goes to `otherwise`, and a dead specialist to the fallback', () => {
  const segments = graph({ bairros: { kind: 'segment', by: 'zona', routes: { sul: 'sul', norte: 'norte' }, otherwise: 'geral', fallback: 'geral' } });
  expect(ask(segments, row)).toMatchObject({ value: said('sul', row), answered: { path: ['bairros', 'sul'], members: ['sul'], degraded: false } });
  expect(ask(segments, { ...row, zona: 'oeste' })).toMatchObject({ value: said('geral', row), answered: { degraded: false } });
  expect(ask(segments, row, ['sul'])).toMatchObject({ value: said('geral', row), answered: { path: ['bairros', 'geral'], degraded: true } });
  expect(() => ask(segments, row, ['sul', 'geral'])).toThrow(/bairros/);
});

test('a vote is the mean, the weighted mean or the middle, and goes on without a dead voice', () => {
  const vote = (more: object = {}) => graph({ voto: { kind: 'vote', of: ['sul', 'norte', 'geral'], ...more } });
  const each = ['sul', 'norte', 'geral'].map((name) => said(name, row));
  expect(ask(vote(), row).value).toBeCloseTo(each.reduce((sum, one) => sum + one) / 3, 9);
  expect(ask(vote({ weights: { sul: 2, geral: 0 } }), row).value).toBeCloseTo((2 * each[0]! + each[1]!) / 3, 9);
  expect(ask(vote({ how: 'median' }), row).value).toBeCloseTo(each.toSorted((a, b) => a - b)[1]!, 9);
  expect(ask(vote(), row, ['norte'])).toMatchObject({ answered: { members: ['sul', 'geral'], degraded: true } });
});

test('a cascade stops at the first answer that is good enough and passes over the dead', () => {
  const cascade = graph({
    cascata: { kind: 'cascade', steps: [{ ask: 'voto', accept: { spread: 0.2 } }, { ask: 'sul' }] },
    voto: { kind: 'vote', of: ['geral', 'norte'] },
  });
  const agree = rows.find((one) => Math.abs(said('geral', one) - said('norte', one)) < 0.05 * said('geral', one))!;
  const differ = { x: 100, zona: 'sul' };
  expect(ask(cascade, agree).answered).toMatchObject({ path: ['cascata', 'voto'], members: ['geral', 'norte'] });
  expect(ask(cascade, differ)).toMatchObject({ value: said('sul', differ), answered: { path: ['cascata', 'sul'], degraded: false } });
  expect(ask(cascade, differ, ['geral', 'norte'])).toMatchObject({ value: said('sul', differ), answered: { degraded: true } });
  expect(ask(cascade, differ, ['sul'])).toMatchObject({ answered: { path: ['cascata', 'voto'], degraded: true } });
});

test('a stack gives the bases’ answers to the one who weighs them, named as in training', async () => {
  const bases = { sul: members.sul!.predict(rows), norte: members.norte!.predict(rows) };
  const meta = await trainRegressor(stackRows(rows, bases), {
    ...{ algorithm: 'gradient_boosting', target: 'y', numeric: ['sul', 'norte'], categorical: ['zona'], seed: 1, params: { trees: 60 } },
  });
  const model = composeModels(graph({ pilha: { kind: 'stack', of: ['sul', 'norte'], with: 'meta', fallback: 'geral' } }), { ...members, meta });
  const error = (one: Classifier) =>
    Math.sqrt(one.predict(rows).reduce((sum, { value }, r) => sum + (value! - Number(rows[r]!.y)) ** 2, 0) / rows.length);
  expect(error(model)).toBeLessThan(0.2 * error(members.geral!));
  expect(model.signature.map(({ name }) => name)).toEqual(['x', 'zona']);
  expect(model.signature[1]!.choices).toEqual(['norte', 'sul']);
});

test('a router takes the first rule that holds', () => {
  const router = graph({
    regras: {
      kind: 'router',
      rules: [
        {
          when: [
            { column: 'x', max: 10 },
            { column: 'zona', in: ['sul'] },
          ],
          ask: 'sul',
        },
      ],
      otherwise: 'geral',
    },
  });
  expect(ask(router, { x: 10, zona: 'sul' }).answered.path).toEqual(['regras', 'sul']);
  expect(ask(router, { x: 11, zona: 'sul' }).answered.path).toEqual(['regras', 'geral']);
});

test('Thompson sampling ends up asking the arm that is right more often, and the same seed asks the same', () => {
  const played = (seed: number) => {
    const bandit = openBandit(['a', 'b'], seed);
    const world = seededRandom(seed + 100);
    const asked = Array.from({ length: 600 }, () => {
      const arm = bandit.choose(() => true);
      bandit.reward(arm, world() < (arm === 'a' ? 0.5 : 0.7) ? 1 : 0);
      return arm;
    });
    return { asked, late: asked.slice(-200).filter((arm) => arm === 'b').length };
  };
  for (const seed of [7, 8, 9]) expect(played(seed).late).toBeGreaterThan(140);
  expect(played(3).asked).toEqual(played(3).asked);
  expect(openBandit(['a', 'b'], 1).choose((arm) => arm === 'b')).toBe('b');
});

test('a graph comes back from its folder with its members; one that is gone is dead and the rest answers', async () => {
  const model = composeModels(
    graph({ bairros: { kind: 'segment', by: 'zona', routes: { sul: 'sul', norte: 'norte' }, fallback: 'geral' } }),
    members,
  );
  const folder = scratch();
  saveModel(folder, model, { reference: rows, seed: 1 });
  expect((await loadModel(folder)).predict(rows)).toEqual(model.predict(rows));
  expect((await loadModel(join(folder, 'members', 'sul'))).predict(rows)).toEqual(members.sul!.predict(rows));
  rmSync(join(folder, 'members', 'sul'), { recursive: true });
  const rest = await loadModel(folder);
  expect(rest.predict([row])[0]).toMatchObject({ value: said('geral', row), answered: { degraded: true } });
});

test('what is wrong with a graph is said with its place', () => {
  const about = { members: ['sul', 'norte', 'geral'], target: 'y' };
  const paths = (given: unknown) => graphProblems(given, about).map(({ path, expected }) => `${path}: ${expected}`);
  const whole = { bairros: { kind: 'segment', by: 'zona', routes: { sul: 'sul', norte: 'norte' }, otherwise: 'geral' } };
  expect(paths({ output: 'bairros', nodes: whole })).toEqual([]);
  expect(paths({ output: 'outro', nodes: whole })).toEqual(['output: bairros | sul | norte | geral']);
  expect(paths({ output: 'bairros', nodes: { bairros: { ...whole.bairros, by: 'y' } } })).toEqual(['nodes.bairros: not the target']);
  expect(paths({ output: 'a', nodes: { a: { kind: 'quorum' } } })).toEqual(['nodes.a.kind: vote | stack | segment | cascade | router | bandit']);
  expect(paths({ output: 'a', nodes: { a: { kind: 'vote', of: ['sul'], weight: 1 } } })).toEqual([
    'nodes.a.weight: kind | fallback | of | weights | how',
    'nodes.a.of: [name, …] ≥ 2',
  ]);
  expect(paths({ output: 'a', nodes: { a: { kind: 'cascade', steps: [{ ask: 'sul' }, { ask: 'norte', accept: { spread: -1 } }] } } })).toEqual([
    'nodes.a.steps.0.accept: { probability | spread | where }',
    'nodes.a.steps.1.accept: nothing: the last answer counts',
    'nodes.a.steps.1.accept.spread: ≥ 0',
  ]);
  const circle = { a: { kind: 'vote', of: ['sul', 'norte'], fallback: 'b' }, b: { kind: 'vote', of: ['geral', 'a'] } };
  expect(graphProblems({ output: 'a', nodes: circle }, about)).toEqual([{ path: 'nodes.b', value: 'a → b → a', expected: 'no circle' }]);
  expect(paths({ output: 'a', nodes: { a: { kind: 'vote', of: ['sul', 'norte'] } } })).toEqual(['members.geral: asked by a']);
  expect(() => composeModels(graph({ a: { kind: 'vote', of: ['sul', 'nada'] } }), members)).toThrow(/nodes\.a: nada/);
});
