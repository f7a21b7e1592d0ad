import { beforeAll, expect, test } from 'vitest';
import { composeModels } from '../../ml/graph/compose.ts';
import { saveModel } from '../../ml/model-folder.ts';
import { trainRegressor } from '../../ml/regressor.ts';
import type { Classifier, Row } from '../../sdk/types.ts';
import { scratch } from '../../test-kit.ts';
import { buildApp } from '../app.ts';
import { fromFolder } from '../from-folder.ts';
import { openMeasures } from '../measures.ts';
import { openState } from '../state.ts';
import { guardMember } from './member.ts';

const rows: Row[] = Array.from({ length: 60 }, (_, i) => ({ x: i, y: 10 * i + 5 }));
let composed: Classifier;

beforeAll(async () => {
  const line = (on: readonly Row[]) => trainRegressor(on, { algorithm: 'linear_regression', target: 'y', numeric: ['x'], params: { l2: 0 } });
  const members = { certo: await line(rows), torto: await line(rows.map(({ x }) => ({ x: x!, y: 0 }))), reserva: await line(rows) };
  const graph = { output: 'disputa', nodes: { disputa: { kind: 'bandit', arms: ['certo', 'torto'], seed: 7, fallback: 'reserva' } } } as const;
  composed = composeModels(graph, members);
});

async function serve(model = composed) {
  const folder = scratch();
  saveModel(folder, model, { reference: rows, seed: 1 });
  const context = {
    mode: 'service' as const,
    run: { id: 'r', pipeline: 'p', step: 's', attempt: 1 },
    seed: 7,
    params: {},
    inputs: {},
    model: folder,
  };
  const servable = await fromFolder({ ...context, service: { name: 'precos', version: '2', port: 0 } });
  const state = openState({ servable, log: { write() {}, line() {}, flush() {} }, capture: null });
  const measures = openMeasures(servable, () => state.inFlight);
  servable.graph!.watch(measures.graph);
  const app = buildApp(state, measures);
  const post = async (url: string, payload: object) => {
    const answer = await app.inject({ method: 'POST', url, payload });
    return { status: answer.statusCode, body: answer.json() };
  };
  return { app, post };
}

test('traffic goes to the arm that is right, by the truth that comes back', async () => {
  const { app, post } = await serve();
  const arms: string[] = [];
  for (let i = 0; i < 120; i++) {
    const { body } = await post('/predict', { x: i % 60 });
    arms.push(body.answered.members[0]);
    const told = await post('/feedback', { id: body.request_id, actual: 10 * (i % 60) + 5 });
    expect(told.body.rewarded).toEqual([{ node: 'disputa', arm: arms.at(-1), reward: arms.at(-1) === 'certo' ? 1 : 0 }]);
  }
  expect(arms.slice(-60).filter((arm) => arm === 'certo').length).toBeGreaterThan(50);
  expect((await post('/feedback', { id: 'nunca', reward: 1 })).status).toBe(404);
  expect((await post('/feedback', { id: 'nunca', reward: 3 })).body.error).toMatchObject({ code: 'BODY_SHAPE', field: 'reward' });
  const { nodes } = (await app.inject('/graph')).json();
  expect(nodes[0]).toMatchObject({ name: 'disputa', rows: 120, fellBack: 0 });
  const metrics = (await app.inject('/metrics')).body;
  expect(metrics).toMatch(/graph_member_requests_total\{member="certo",outcome="success"\} \d+/);
  expect(metrics).toMatch(/graph_arm_reward_total\{node="disputa",arm="certo"\} \d+/);
});

test('members that are out degrade the answer, say so, and come back', async () => {
  const { app, post } = await serve();
  for (const arm of ['certo', 'torto'])
    expect((await post(`/graph/members/${arm}`, { online: false })).body).toMatchObject({ name: arm, state: 'offline' });
  const { status, body } = await post('/predict', { x: 3 });
  expect([status, body.answered]).toEqual([200, { path: ['disputa', 'reserva'], members: ['reserva'], degraded: true }]);
  const health = (await app.inject('/health/detailed')).json();
  expect(health.model).toMatchObject({ status: 'degraded', error: 'certo: offline, torto: offline' });
  expect((await app.inject('/metrics')).body).toMatch(/graph_member_up\{member="certo"\} 0/);
  await post('/graph/members/certo', { online: true });
  expect((await post('/predict', { x: 3 })).body.answered).toMatchObject({ members: ['certo'], degraded: false });
  expect((await post('/graph/members/outro', { online: true })).status).toBe(404);
});

test('a bandit inside a graph that is a member learns, and its members are counted and switched', async () => {
  const graph = { output: 'fora', nodes: { fora: { kind: 'segment', by: 'zona', routes: { sul: 'dentro' }, otherwise: 'dentro' } } } as const;
  const { app, post } = await serve(composeModels(graph, { dentro: composed }));
  const arms: string[] = [];
  for (let i = 0; i < 80; i++) {
    const { body } = await post('/predict', { x: i % 60, zona: 'sul' });
    arms.push(body.answered.members[0]);
    const told = await post('/feedback', { id: body.request_id, actual: 10 * (i % 60) + 5 });
    expect(told.body.rewarded).toEqual([{ node: 'dentro', arm: arms.at(-1), reward: arms.at(-1) === 'dentro.certo' ? 1 : 0 }]);
  }
  expect(arms.slice(-40).filter((arm) => arm === 'dentro.certo').length).toBeGreaterThan(30);
  expect((await app.inject('/metrics')).body).toMatch(/graph_member_requests_total\{member="dentro.certo",outcome="success"\} \d+/);
  for (const arm of ['certo', 'torto']) expect((await post(`/graph/members/dentro.${arm}`, { online: false })).status).toBe(200);
  const { body } = await post('/predict', { x: 3, zona: 'sul' });
  expect(body.answered).toEqual({ path: ['fora', 'dentro', 'dentro.reserva'], members: ['dentro.reserva'], degraded: true });
});

test('V2 tells who answered, and asks members by their own names', async () => {
  const { post } = await serve();
  const tensor = { inputs: [{ name: 'x', shape: [1], datatype: 'FP64', data: [3] }] };
  const whole = await post('/v2/models/precos/infer', tensor);
  expect(whole.body.outputs.map(({ name }: { name: string }) => name)).toEqual(['label', 'value', 'members']);
  const one = await post('/v2/models/precos.certo/infer', tensor);
  expect(one.body.outputs[1].data[0]).toBeCloseTo(35, 6);
});

test('who fails three times is left alone for a while, and tried once again', () => {
  let time = 0;
  let broken = true;
  let calls = 0;
  const model = {
    predict: (given: readonly Row[]) => {
      calls++;
      if (broken) throw new Error('quebrado');
      return given.map(() => ({ label: '1', probabilities: {}, value: 1 }));
    },
  } as unknown as Classifier;
  const member = guardMember('a', model, () => time);
  for (let i = 0; i < 5; i++) expect(() => member.predict([{}])).toThrow();
  expect([calls, member.report().state, member.report().reason]).toEqual([3, 'failing', 'quebrado']);
  time = 600;
  broken = false;
  expect(member.predict([{}])).toHaveLength(1);
  expect(member.report()).toMatchObject({ state: 'online', errors: 5 });
});
