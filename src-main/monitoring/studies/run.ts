/** `openStudy`, `runStudy`: one comparison from its sources to its tracked run. What it computes, a table process computes. */
import type { Core } from '../../common/core.ts';
import type { DriftPlan, StudyReport } from '../../contract/drift.ts';
import { BancadaError } from '../../contract/errors.ts';
import { explain } from '../../contract/messages/index.ts';
import { answersOf } from './answers.ts';
import { endpointOf, type StudyParts } from './parts.ts';
import { filesOf, studyJob } from './protocol.ts';
import { isAnswered, type OpenedSource, openSource, predictionColumn, wantedColumns } from './sources.ts';
import type { StudyRow, StudyStore } from './store.ts';
import { keepStudy } from './track.ts';

interface OpenedStudy {
  reference: OpenedSource;
  current: OpenedSource;
  columns: ReturnType<typeof wantedColumns>;
  answers: ReturnType<typeof answersOf>;
}

/** Of the endpoint's traffic, for what is known of it besides the window. */
const lookedBack = 20_000;

export async function openStudy({ clock }: Pick<Core, 'clock'>, parts: StudyParts, plan: DriftPlan): Promise<OpenedStudy> {
  const [reference, current] = [await openSource(parts, plan.reference), await openSource(parts, plan.current)];
  const endpoint = endpointOf(plan.current) ?? endpointOf(plan.reference);
  const signature = endpoint === null ? null : parts.serving.get(endpoint).signature;
  const hasPredictions = [reference, current].every(({ data }) => data.kind === 'columns' && predictionColumn in data.columns);
  const empty = signature && signature.length === 0 ? null : signature;
  const answers =
    endpoint === null || !current.requests
      ? { answers: null, noEstimate: 'notTraffic' as const }
      : await estimateFrom(endpoint, current.requests, parts, clock.now());
  return { reference, current, columns: wantedColumns(empty, hasPredictions), answers };
}

async function estimateFrom(endpoint: string, window: NonNullable<OpenedSource['requests']>, { serving, truths }: StudyParts, now: number) {
  await truths.refresh(endpoint);
  const all = (await serving.recent(endpoint, lookedBack)).filter(isAnswered);
  return answersOf(endpoint, window, all, { truths, now });
}

interface StudyRun {
  core: Core;
  parts: StudyParts;
  store: StudyStore;
  row: StudyRow;
  opened: OpenedStudy;
  signal: AbortSignal;
  changed(): void;
}

export async function runStudy({ core, parts, store, row, opened, signal, changed }: StudyRun): Promise<void> {
  const { studyId, plan } = row;
  const { reference, current, columns, answers } = opened;
  let progress: Promise<unknown> = Promise.resolve();
  const onProgress = ({ fraction }: { fraction: number }) => {
    progress = store.change(studyId, { progress: fraction }).then(changed);
  };
  try {
    const { correction, segmentBy, multivariate, seed } = plan;
    const args = { reference: reference.data, current: current.data, columns, correction, segmentBy, multivariate, seed, answers: answers.answers };
    const { rows, ...found } = await parts.tables.ask(studyJob, args, { reads: filesOf(reference.data, current.data), signal, onProgress });
    await progress;
    const report: StudyReport = {
      reference: { ...reference.about, rows: rows.reference },
      current: { ...current.about, rows: rows.current },
      ...found,
      noEstimate: found.estimate ? null : answers.noEstimate,
    };
    const trackingRunId = await keepStudy(core, parts.tracking, { ...row, report });
    await store.change(studyId, { status: 'done', progress: 1, report, trackingRunId, endedAt: core.clock.now() });
  } catch (error) {
    await progress.catch(() => {});
    if (signal.aborted) {
      await store.change(studyId, { status: 'cancelled', endedAt: core.clock.now() });
      return;
    }
    core.log.warn('drift study failed', { studyId, error });
    const { code, data } = error instanceof BancadaError ? error : new BancadaError('DRIFT_FAILED', { detail: (error as Error).message });
    await store.change(studyId, { status: 'failed', error: { code, data, message: explain(code, data, 'pt-BR').what }, endedAt: core.clock.now() });
  }
}
