/** What a thing leads to, and what leads to it: one step of a lineage, in SQL. Of many the ones that lead further come first, then the newest. */
import type Sqlite from 'better-sqlite3';
import type { LineageEdge } from '../contract/lineage.ts';
import type { nodeReader, Ref } from './nodes.ts';

export interface Neighbour {
  ref: Ref;
  edge: LineageEdge['kind'];
}

export interface Neighbours {
  found: Neighbour[];
  /** How many there are. */
  total: number;
}

const nameOf = (reference: string) => reference.split('@')[0]!;
const leads = `EXISTS (SELECT 1 FROM model_versions m WHERE m.run_id = p.run_id) OR EXISTS (SELECT 1 FROM data_set_versions v WHERE v.run_id = p.run_id)`;
const same = "(d.reference = @name OR d.reference >= @name || '@' AND d.reference < @name || 'A')";

export function neighbourReader(db: Sqlite.Database, nodes: ReturnType<typeof nodeReader>) {
  const readers = db.prepare<{ digest: string; name: string; fan: number }, { run: string; step: string }>(
    `SELECT DISTINCT d.run_id AS run, d.step_id AS step, ${leads} AS leads, p.started_at FROM run_data d JOIN pipeline_runs p ON p.run_id = d.run_id
     WHERE d.digest = @digest AND ${same} ORDER BY leads DESC, p.started_at DESC LIMIT CAST(@fan AS INTEGER)`,
  );
  const readerCount = db
    .prepare<{ digest: string; name: string }, number>(
      `SELECT count(*) FROM (SELECT DISTINCT run_id, step_id FROM run_data d WHERE d.digest = @digest AND ${same})`,
    )
    .pluck();
  const clients = db
    .prepare<[string, string, number], string>(
      `SELECT r.run_id FROM datasets t JOIN dataset_inputs i ON i.dataset = t.id JOIN runs r ON r.id = i.run
       WHERE t.digest = substr(?, 1, 36) AND t.name = ? AND r.run_id NOT IN (SELECT tracking_run_id FROM pipeline_runs WHERE tracking_run_id IS NOT NULL)
       ORDER BY r.start_time DESC LIMIT CAST(? AS INTEGER)`,
    )
    .pluck();
  // Also what was changed by hand is where things came from.
  const readOfRun = db.prepare<{ run: string }, { step: string }>(
    'SELECT step_id AS step FROM run_data WHERE run_id = @run UNION SELECT step_id FROM step_edits WHERE run_id = @run ORDER BY step',
  );
  const readOfStep = db.prepare<[string, string], { reference: string; digest: string }>(
    'SELECT DISTINCT reference, digest FROM run_data WHERE run_id = ? AND step_id = ?',
  );
  const readOfClient = db.prepare<[string], { name: string; digest: string }>(
    `SELECT t.name, ifnull((SELECT c.digest FROM data_contents c WHERE c.digest >= t.digest AND c.digest < t.digest || 'g' LIMIT 1), t.digest) AS digest
     FROM runs r JOIN dataset_inputs i ON i.run = r.id JOIN datasets t ON t.id = i.dataset WHERE r.run_id = ?`,
  );
  const madeBy = db.prepare<[string, string], { name: string; version: string }>(
    `SELECT m.name, CAST(v.version AS INTEGER) AS version FROM model_versions v JOIN registered_models m ON m.id = v.model
     WHERE v.run_id = ? OR v.run_id IS NULL AND v.tracking_run_id = ? ORDER BY v.creation_time DESC`,
  );
  const published = db.prepare<[string], { name: string; version: number; digest: string }>(
    `SELECT s.name, v.version, c.digest FROM data_set_versions v JOIN data_sets s ON s.id = v.data_set JOIN data_contents c ON c.id = v.content WHERE v.run_id = ?`,
  );
  const publisher = db
    .prepare<[string, number], string | null>(
      'SELECT v.run_id FROM data_sets s JOIN data_set_versions v ON v.data_set = s.id JOIN pipeline_runs p ON p.run_id = v.run_id WHERE s.name = ? AND v.version = ?',
    )
    .pluck();
  const makerOfModel = db.prepare<[string, string], { run: string | null; tracking: string | null; source: string }>(
    `SELECT v.run_id AS run, v.tracking_run_id AS tracking, v.source FROM registered_models m JOIN model_versions v ON v.model = m.id WHERE m.name = ? AND v.version = ?`,
  );
  const copies = db.prepare<[string], { name: string; version: number }>(
    'SELECT m.name, CAST(v.version AS INTEGER) AS version FROM model_versions v JOIN registered_models m ON m.id = v.model WHERE v.source = ?',
  );
  const composedTag = "t.key = 'bancada.graph.members' AND json_valid(t.value)";
  const graphs = db.prepare<[string, string], { name: string; version: number }>(
    `SELECT DISTINCT m.name, CAST(t.version AS INTEGER) AS version FROM model_version_tags t JOIN registered_models m ON m.id = t.model, json_each(t.value) e
     WHERE ${composedTag} AND e.value ->> 'name' = ? AND e.value ->> 'version' = ?`,
  );
  const members = db.prepare<[string, string], { name: string; version: string }>(
    `SELECT DISTINCT e.value ->> 'name' AS name, e.value ->> 'version' AS version FROM registered_models m JOIN model_version_tags t ON t.model = m.id, json_each(t.value) e
     WHERE ${composedTag} AND m.name = ? AND t.version = CAST(? AS INTEGER)`,
  );
  const servedBy = db
    .prepare<[string, string], string>(
      "SELECT name FROM endpoints WHERE source ->> '$.kind' = 'model' AND source ->> '$.name' = ? AND CAST(source ->> '$.version' AS TEXT) = ? ORDER BY name",
    )
    .pluck();
  const serves = db.prepare<[string], { name: string; version: string }>(
    "SELECT source ->> '$.name' AS name, CAST(source ->> '$.version' AS TEXT) AS version FROM endpoints WHERE name = ? AND source ->> '$.kind' = 'model'",
  );

  const model = ({ name, version }: { name: string; version: string | number }): Ref => ({ kind: 'model', name, version: String(version) });
  const few = (found: Neighbour[], fan: number): Neighbours => ({ found: found.slice(0, fan), total: found.length });

  function forward(ref: Ref, fan: number): Neighbours {
    switch (ref.kind) {
      case 'data': {
        const { name, digest } = ref;
        const steps = readers.all({ name, digest, fan }).map(({ run, step }): Neighbour => ({ ref: { kind: 'step', run, step }, edge: 'read' }));
        const others = clients.all(digest, name, fan).map((run): Neighbour => ({ ref: { kind: 'tracking', run }, edge: 'read' }));
        return { found: [...steps, ...others].slice(0, fan), total: readerCount.get({ name, digest })! + others.length };
      }
      case 'step':
        return few([{ ref: { kind: 'run', run: ref.run }, edge: 'part' }], fan);
      case 'run':
      case 'tracking': {
        const models = madeBy.all(ref.run, ref.run).map((made): Neighbour => ({ ref: model(made), edge: 'registered' }));
        const data =
          ref.kind === 'run' ? published.all(ref.run).map((made): Neighbour => ({ ref: { kind: 'data', ...made }, edge: 'published' })) : [];
        return few([...models, ...data], fan);
      }
      case 'model': {
        const copied = copies.all(`models:/${ref.name}/${ref.version}`).map((made): Neighbour => ({ ref: model(made), edge: 'copied' }));
        const endpoints = servedBy.all(ref.name, ref.version).map((name): Neighbour => ({ ref: { kind: 'endpoint', name }, edge: 'served' }));
        const composed = graphs.all(ref.name, ref.version).map((made): Neighbour => ({ ref: model(made), edge: 'composed' }));
        return few([...endpoints, ...composed, ...copied], fan);
      }
      case 'endpoint':
        return few([], fan);
    }
  }

  function backward(ref: Ref, fan: number): Neighbours {
    switch (ref.kind) {
      case 'data': {
        const run = ref.version === null ? undefined : publisher.get(ref.name, ref.version);
        return few(run === undefined || run === null ? [] : [{ ref: { kind: 'run', run }, edge: 'published' }], fan);
      }
      case 'step':
        return few(
          readOfStep.all(ref.run, ref.step).map(({ reference, digest }) => ({ ref: nodes.data(nameOf(reference), digest), edge: 'read' })),
          fan,
        );
      case 'run':
        return few(
          readOfRun.all({ run: ref.run }).map(({ step }) => ({ ref: { kind: 'step', run: ref.run, step }, edge: 'part' })),
          fan,
        );
      case 'tracking':
        return few(
          readOfClient.all(ref.run).map(({ name, digest }) => ({ ref: nodes.data(name, digest), edge: 'read' })),
          fan,
        );
      case 'model':
        return few(makers(ref), fan);
      case 'endpoint':
        return few(
          serves.all(ref.name).map((served) => ({ ref: model(served), edge: 'served' })),
          fan,
        );
    }
  }

  function makers(ref: Extract<Ref, { kind: 'model' }>): Neighbour[] {
    const { run = null, tracking = null, source = '' } = makerOfModel.get(ref.name, ref.version) ?? {};
    const copied = /^models:\/(.+)\/(\d+)$/.exec(source);
    const composed = members.all(ref.name, ref.version).map((one): Neighbour => ({ ref: model(one), edge: 'composed' }));
    const origin: Neighbour[] = copied ? [{ ref: model({ name: copied[1]!, version: copied[2]! }), edge: 'copied' }] : [];
    if (run !== null) return [{ ref: { kind: 'run', run }, edge: 'registered' }, ...composed, ...origin];
    return tracking === null ? [...composed, ...origin] : [{ ref: { kind: 'tracking', run: tracking }, edge: 'registered' }, ...composed, ...origin];
  }

  return { forward, backward };
}
