/**
 * `allWriters`: whatever a lab writes, each remembered by what it was answered. A writer goes on until its core is gone; after the next start it says what of that it misses.
 * What was asked and not answered may be there or not, and whole in either case.
 */
import { randomUUID } from 'node:crypto';
import { query } from './core-process.ts';
import type { Api } from './host-process.ts';
import { model, module } from './written-lab.ts';

export interface Writer {
  name: string;
  /** One thing more, noted once it is acknowledged. Rejects when the core is gone. */
  write(api: Api): Promise<void>;
  /** What was acknowledged since the last look and is not there, or not whole. */
  missing(api: Api, home: string): Promise<string[]>;
  acknowledged(): number;
}

/** Kept by a name of each; looked for among those that are there. */
function set(name: string, write: (api: Api) => Promise<string[]>, stored: (api: Api, home: string) => Promise<string[]> | string[]): Writer {
  let fresh: string[] = [];
  let all = 0;
  return {
    name,
    async write(api) {
      const done = await write(api);
      fresh.push(...done);
      all += done.length;
    },
    async missing(api, home) {
      const looked = fresh;
      if (looked.length === 0) return [];
      const there = new Set(await stored(api, home));
      fresh = [];
      return looked.filter((each) => !there.has(each));
    },
    acknowledged: () => all,
  };
}

/** A number that only grows, in one place: what is there is the last that was acknowledged, or one that was asked for after it. */
function counter(name: string, write: (api: Api, n: number) => Promise<unknown>, read: (api: Api) => Promise<string>): Writer {
  let asked = 0;
  let kept = 0;
  let all = 0;
  return {
    name,
    async write(api) {
      asked += 1;
      const mine = asked;
      await write(api, mine);
      kept = mine;
      all += 1;
    },
    async missing(api) {
      const text = await read(api);
      const found = /^(\d+):x*$/.exec(text);
      const n = Number(found?.[1] ?? (all === 0 ? 0 : Number.NaN));
      return n >= kept && n <= asked ? [] : [`${kept} (there is ${text.slice(0, 40)})`];
    },
    acknowledged: () => all,
  };
}

/** Many of the same kind, with no name of their own: as many are there as were acknowledged, or more. */
function count(name: string, write: (api: Api) => Promise<unknown>, stored: (home: string) => number): Writer {
  let all = 0;
  return {
    name,
    async write(api) {
      await write(api);
      all += 1;
    },
    missing: async (_api, home) => (stored(home) >= all ? [] : [`${all - stored(home)} of ${all}`]),
    acknowledged: () => all,
  };
}

/** Long enough to be seen when only half of it is there. */
const text = (n: number) => `${n}:${'x'.repeat(20_000)}`;

/** The one under way, of this core or taken up from the last, is over. */
export async function rolledOut(api: Api): Promise<void> {
  for await (const { rollout } of await api.rollout.watch({ endpoint: model })) if (rollout === null || rollout.endedAt !== null) return;
}

export function allWriters(content: { cards: readonly string[]; questions: readonly string[] }): Writer[] {
  let next = 0;
  const column = (home: string, sql: string) => query<{ value: string }>(home, sql).map(({ value }) => value);
  const challengeId = module;
  const called = async (api: Api, endpoint: string, id: string): Promise<string> => {
    const { url } = await api.serving.get({ name: endpoint });
    const answer = await fetch(`${url}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': id },
      body: JSON.stringify({ x: 1 }),
    });
    if (!answer.ok) throw new Error(`${endpoint}: ${answer.status} ${await answer.text()}`);
    return id;
  };
  const started: string[] = [];

  return [
    set(
      'tracking',
      async (api) => {
        const { url } = await api.mlflow.server();
        if (url === null) return [];
        const call = async (path: string, body: object) => {
          const answer = await fetch(`${url}/api/2.0/mlflow/${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          });
          if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
          return answer.json() as Promise<{ run: { info: { run_id: string } } }>;
        };
        const { run } = await call('runs/create', { experiment_id: '0' });
        const done = [];
        for (let batch = 0; batch < 5; batch += 1) {
          const metrics = Array.from({ length: 20 }, (_, i) => ({ key: `k${i % 4}`, value: i, timestamp: batch, step: i }));
          await call('runs/log-batch', { run_id: run.info.run_id, metrics });
          done.push(`${run.info.run_id} ${batch} 20`);
        }
        return done;
      },
      (_api, home) =>
        column(
          home,
          "SELECT run_id || ' ' || CAST(timestamp AS INTEGER) || ' ' || count(*) AS value FROM metrics JOIN runs ON id = run GROUP BY run_id, timestamp",
        ),
    ),
    set(
      'experiments',
      async (api) => {
        const { experimentId } = await api.tracking.createExperiment({ name: randomUUID() });
        await api.tracking.setExperimentTag({ experimentId, key: 'k', value: experimentId });
        return [experimentId];
      },
      async (api) => (await api.tracking.experiments({})).flatMap(({ experimentId, tags }) => (tags.k === experimentId ? [experimentId] : [])),
    ),
    {
      ...set(
        'pipelines',
        async (api) => {
          const { runId } = await api.pipelines.start({ pipeline: module, engine: 'process', cache: false, params: { vez: started.length } });
          started.push(runId);
          for await (const { status } of await api.pipelines.watch({ runId })) if (status === 'failed') throw new Error(`${runId} failed`);
          return [];
        },
        () => [],
      ),
      // Acknowledged by `start`: what is asked for last is under way when the core dies.
      async missing(api) {
        const lost: string[] = [];
        for (const runId of started.slice(-3)) await api.pipelines.get({ runId }).catch(() => lost.push(runId));
        return lost;
      },
      acknowledged: () => started.length,
    },
    counter(
      'workspace files',
      (api, n) => api.workspaces.write({ challengeId, path: 'contador.txt', content: text(n) }),
      async (api) => (await api.workspaces.read({ challengeId, path: 'contador.txt' }).catch(() => ({ content: '0:' }))).content,
    ),
    set(
      'history',
      async (api) => {
        next += 1;
        const path = `guardado-${next}.ts`;
        await api.workspaces.write({ challengeId, path, content: text(next) });
        await api.workspaces.remove({ challengeId, path });
        return [path];
      },
      async (api) => {
        const gone = (await api.workspaces.gone({ challengeId })).map(({ path }) => path).filter((path) => path.startsWith('guardado-'));
        const isWhole = async (path: string) => {
          const place = { challengeId, path };
          const [last] = await api.workspaces.history(place);
          const { content } = await api.workspaces.version({ ...place, id: last!.id });
          return content === text(Number(/\d+/.exec(path)?.[0]));
        };
        const whole = await Promise.all(gone.map(isWhole));
        return gone.filter((_, i) => whole[i]);
      },
    ),
    set(
      'review',
      async (api) => {
        const cardId = content.cards[next++ % content.cards.length]!;
        const { answerId } = await api.study.answer({ moduleId: module, cardId, rating: 'good' });
        return [`${answerId}`];
      },
      (_api, home) => column(home, 'SELECT CAST(a.id AS TEXT) AS value FROM card_answers a JOIN card_states s USING (module_id, card_id)'),
    ),
    set(
      'own cards',
      async (api) => [(await api.cards.save({ front: randomUUID(), back: 'b', tags: [] })).id],
      async (api) => (await api.cards.own()).map(({ id }) => id),
    ),
    count(
      'progress',
      (api) => api.study.markRead({ moduleId: module, section: 'problema', read: next++ % 2 === 0 }),
      (home) => query<{ n: number }>(home, "SELECT count(*) AS n FROM study_events WHERE kind IN ('read', 'unread')")[0]!.n,
    ),
    count(
      'quiz',
      (api) => api.study.answerQuestion({ moduleId: module, questionId: content.questions[next++ % content.questions.length]!, chosen: 0 }),
      (home) => query<{ n: number }>(home, 'SELECT count(*) AS n FROM quiz_answers')[0]!.n,
    ),
    counter(
      'settings',
      (api, n) => api.system.saveSettings({ plantumlServer: text(n) }),
      async (api) => (await api.system.settings()).plantumlServer,
    ),
    set(
      'silences',
      async (api) => [(await api.alerts.silence({ rule: null, endpoint: null, minutes: 60, reason: 'teste' })).id],
      async (api) => (await api.alerts.silences({ past: true })).map(({ id }) => id),
    ),
    set(
      'requests of drift windows',
      async (api) => [await called(api, model, randomUUID())],
      async (api, home) => {
        // The capture is written by the model's server, a quarter of a second later at most; looking at performance reads it.
        const ids = () => column(home, `SELECT id AS value FROM predictions WHERE endpoint = '${model}'`);
        let seen = -1;
        for (let found = ids().length, looks = 0; found !== seen || looks < 4; looks += 1) {
          seen = found;
          await new Promise((resolve) => setTimeout(resolve, 100));
          await api.monitoring.performance({ endpoint: model });
          found = ids().length;
        }
        return ids();
      },
    ),
    set(
      'truths',
      async (api) => {
        const truths = Array.from({ length: 20 }, () => ({ id: randomUUID(), label: 'a' }));
        await api.monitoring.tellTruth({ endpoint: model, truths });
        return truths.map(({ id }) => id);
      },
      (_api, home) => column(home, `SELECT id AS value FROM truths WHERE endpoint = '${model}'`),
    ),
    set(
      'feature store',
      async (api) => {
        const rows = Array.from({ length: 10 }, (_, i) => ({ id: randomUUID(), cartao: `k${i}`, quando: new Date().toISOString(), valor: 1 }));
        await api.features.push({ store: 'mortes', source: 'compras', rows });
        return rows.map(({ id }) => id);
      },
      (_api, home) => column(home, "SELECT json_extract(row, '$.id') AS value FROM feature_pushes"),
    ),
    set(
      'registry',
      async (api) => {
        const name = `m-${randomUUID()}`;
        await api.registry.create({ name, description: name });
        await api.registry.setModelTag({ name, key: 'k', value: name });
        return [name];
      },
      (_api, home) =>
        column(
          home,
          'SELECT name AS value FROM registered_models m JOIN registered_model_tags t ON t.model = m.id WHERE m.description = m.name AND t.value = m.name',
        ),
    ),
    set(
      'registry events',
      async (api) => {
        const description = randomUUID();
        await api.registry.describe({ name: model, version: '1', description });
        return [description];
      },
      (_api, home) => column(home, "SELECT after AS value FROM registry_events WHERE kind = 'version-described'"),
    ),
    set(
      'revisions',
      async (api) => {
        await rolledOut(api);
        const { id } = await api.rollout.start({ endpoint: model, target: `${model}:1`, strategy: 'direct', engine: 'process' });
        return [id];
      },
      async (api) => (await api.rollout.list({ endpoint: model, limit: 100 })).map(({ id }) => id),
    ),
  ];
}
