/**
 * `createPhases`: the work of each phase of a loop. What a phase does may be done twice: runs, versions of data, batches and rollouts are found again by the names
 * that were written down before. Each answers with what comes next and what happened.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Batches } from '../batch/index.ts';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { FeedbackPolicy, LoopStatus } from '../contract/feedback.ts';
import { rolloutPlan } from '../contract/rollout.ts';
import type { Datasets } from '../datasets/index.ts';
import type { Monitoring } from '../monitoring/index.ts';
import type { Pipelines } from '../pipelines/pipelines.ts';
import type { RegistryDomain } from '../registry/index.ts';
import type { Rollouts } from '../rollout/index.ts';
import type { Serving } from '../serving/index.ts';
import { compare } from './compare.ts';
import { examId, splitFresh, toCsv, toExam } from './fresh.ts';
import type { LoopRow, LoopState, NewLoopEvent } from './store.ts';

export interface PhaseParts {
  batches: Pick<Batches, 'start' | 'get' | 'ended'>;
  datasets: Pick<Datasets, 'publish' | 'dataset'>;
  monitoring: Pick<Monitoring, 'truths'>;
  pipelines: Pick<Pipelines, 'start' | 'finished'>;
  registry: Pick<RegistryDomain, 'resolve' | 'gate' | 'promote'>;
  rollouts: Pick<Rollouts, 'start' | 'last' | 'list' | 'settled'>;
  serving: Pick<Serving, 'get'>;
}

export interface Outcome {
  change: Partial<LoopState>;
  event: NewLoopEvent | null;
  /** Over, with this. */
  status?: LoopStatus;
}

export type Phase = (row: LoopRow, policy: FeedbackPolicy) => Promise<Outcome | null>;

const champion = 'champion';

export function createPhases(core: Pick<Core, 'home' | 'clock'>, parts: PhaseParts) {
  const { batches, datasets, monitoring, pipelines, registry, rollouts, serving } = parts;
  const folderOf = ({ id }: LoopRow) => join(core.home.root, 'feedback', id);
  const end = (status: LoopStatus, event: NewLoopEvent, change: Partial<LoopState> = {}): Outcome => ({
    change: { ...change, phase: 'over' },
    event,
    status,
  });

  async function data(row: LoopRow, { data: wanted, train, name, model }: FeedbackPolicy): Promise<Outcome> {
    const labelled = monitoring.truths.labelled(row.endpoint, row.state.labelsBy, wanted.rows);
    const { train: lessons, holdout } = splitFresh(labelled, wanted.holdout);
    const folder = folderOf(row);
    mkdirSync(folder, { recursive: true });
    const publish = async (fileName: string, content: string) => {
      const path = join(folder, fileName);
      writeFileSync(path, content);
      const kind = fileName.slice(0, fileName.indexOf('.'));
      const about = { name: `${name}-${kind}`, fileName, message: row.id, runId: row.id, stepId: 'feedback' };
      const { name: set, version } = await datasets.publish({ ...about, path });
      return `${set}@v${version}`;
    };
    const change = {
      ...{ train: await publish('treino.csv', toCsv(lessons, train.target)), holdout: await publish('prova.jsonl', toExam(holdout, train.target)) },
      champion: registry.resolve(`${model}@${champion}`).version,
    };
    const about = { rows: lessons.length, holdout: holdout.length, from: labelled[0]!.at, to: labelled.at(-1)!.at };
    return { change: { ...change, phase: 'training' }, event: { kind: 'data', data: { ...about, train: change.train, exam: change.holdout } } };
  }

  async function training({ state }: LoopRow, { train, model }: FeedbackPolicy): Promise<Outcome> {
    const { pipeline, solution, engine, params, dataset } = train;
    const { path, digest, fileName } = await datasets.dataset(state.train!);
    const override = { datasets: { [dataset]: { path, digest, fileName } } };
    await pipelines.start({ pipeline, solution, params, runId: state.runId, tags: ['feedback'], ...(engine && { engine }), ...override });
    const run = await pipelines.finished(state.runId);
    const made = run.model?.name === model ? run.model : null;
    if (run.status !== 'succeeded' || !made) {
      const error = run.error ?? { code: 'LOOP_NO_VERSION', data: { run: state.runId, model }, message: '' };
      return end('failed', { kind: 'failed', data: { code: error.code, run: state.runId } }, { error });
    }
    return {
      change: { challenger: made.version, phase: 'comparing' },
      event: { kind: 'trained', data: { run: state.runId, version: made.version } },
    };
  }

  /** What a version says of the held-out rows, by the ids of their requests; scored once, in an engine. A row that it refuses has no answer. */
  async function answers(row: LoopRow, target: string, role: string): Promise<Map<string, string>> {
    mkdirSync(folderOf(row), { recursive: true });
    const output = join(folderOf(row), `${role}.jsonl`);
    if (!existsSync(output)) {
      const { batchId } = await batches.start({ target, input: `dataset:${row.state.holdout}`, output });
      await batches.ended(batchId);
      const { status, error } = batches.get(batchId);
      if (status !== 'done') throw new BancadaError('BATCH_FAILED', { detail: error?.message ?? status });
    }
    const lines = linesOf<Record<string, string>>(readFileSync(output, 'utf8'));
    return new Map(lines.map((line) => [line[examId]!, String(line.predicted_label ?? line.label)]));
  }

  async function comparing(row: LoopRow, { model, test, train }: FeedbackPolicy): Promise<Outcome> {
    const { state } = row;
    const before = await answers(row, `${model}:${state.champion}`, 'champion');
    const after = await answers(row, `${model}:${state.challenger}`, 'challenger');
    const { path } = await datasets.dataset(state.holdout!);
    const exam = linesOf<Record<string, unknown>>(readFileSync(path, 'utf8'));
    const said = (found: ReadonlyMap<string, string>) => exam.map((line) => found.get(String(line[examId])) ?? '');
    const truth = exam.map((line) => String(line[train.target]));
    const comparison = compare(truth, said(before), said(after), test.alpha);
    rmSync(folderOf(row), { recursive: true, force: true });
    const told = { ...comparison, alpha: test.alpha };
    if (!comparison.better) return end('kept', { kind: 'kept', data: told }, { comparison });
    return { change: { comparison, phase: 'gate' }, event: { kind: 'compared', data: told } };
  }

  async function gate({ state }: LoopRow, { model, gate: rule }: FeedbackPolicy): Promise<Outcome> {
    const { metric, tolerance } = rule;
    const result = registry.gate({ name: model, version: state.challenger!, alias: champion, tolerance, ...(metric !== undefined && { metric }) });
    const failed = result.checks
      .filter(({ ok }) => !ok)
      .map(({ id, seen, expected }) => `${id}: ${seen ?? '—'}${expected === null ? '' : ` (${expected})`}`);
    if (failed.length > 0) return end('refused', { kind: 'refused', data: { version: state.challenger!, failed: failed.join('; ') } });
    return { change: { phase: 'canary' }, event: { kind: 'gate', data: { version: state.challenger!, checks: result.checks.length } } };
  }

  async function canary(row: LoopRow, { model, endpoint, canary: plan, train }: FeedbackPolicy): Promise<Outcome | null> {
    const target = `${model}:${row.state.challenger}`;
    const mine = () => rollouts.list(endpoint, 20).find((one) => one.plan.target === target && one.startedAt >= row.startedAt);
    if (!mine()) {
      const { engine } = serving.get(endpoint);
      await rollouts.start(
        rolloutPlan.parse({
          endpoint,
          target,
          strategy: 'canary',
          solution: train.solution,
          engine: engine === 'docker' ? 'docker' : 'process',
          ...plan,
        }),
      );
    }
    await rollouts.settled(endpoint, () => {});
    const done = mine();
    if (done?.phase !== 'over') return null;
    const rollout = done.id;
    if (done.status !== 'succeeded') return end('rolled-back', { kind: 'rolled-back', data: { rollout, reason: done.reason } }, { rollout });
    return { change: { rollout, phase: 'promoting', switchedAt: core.clock.now() }, event: { kind: 'canary', data: { rollout, steps: done.steps } } };
  }

  async function promoting({ id, state }: LoopRow, { model, name, gate: rule }: FeedbackPolicy): Promise<Outcome> {
    const version = state.challenger!;
    if (registry.resolve(`${model}@${champion}`).version !== version) {
      const { metric, tolerance } = rule;
      const about = { name: model, version, alias: champion, tolerance, ...(metric !== undefined && { metric }) };
      await registry.promote({ ...about, force: false, by: `feedback:${name}`, comment: id });
    }
    return { change: { phase: 'confirming' }, event: { kind: 'promoted', data: { version, from: state.champion } } };
  }

  /** Null while too few labels of its own answers have come. */
  async function confirming({ endpoint, state }: LoopRow, { confirm }: FeedbackPolicy): Promise<Outcome | null> {
    const { share, labels } = monitoring.truths.accuracy(endpoint, state.switchedAt!, confirm);
    if (labels < confirm) return null;
    return end('promoted', { kind: 'confirmed', data: { before: state.before, after: share, labels } }, { after: share });
  }

  return { data, training, comparing, gate, canary, promoting, confirming } satisfies Record<Exclude<LoopState['phase'], 'over'>, Phase>;
}

function linesOf<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
