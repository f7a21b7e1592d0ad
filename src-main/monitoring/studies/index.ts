/** `createDriftStudies`: two windows or data sets compared, as something that is under way, may be cancelled and is kept; and drift over an endpoint's newest windows. */
import { randomBytes } from 'node:crypto';
import type { Core } from '../../common/core.ts';
import { isAlive, leave, newOwner } from '../../common/owner.ts';
import { snapshots } from '../../common/snapshots.ts';
import type { DriftHeat, DriftPlan, DriftStudy } from '../../contract/drift.ts';
import { BancadaError } from '../../contract/errors.ts';
import { endpointOf, type StudyParts } from './parts.ts';
import { createStudyStore, type StudyRow } from './store.ts';
import type { HeatRequest } from './windows.ts';

export interface DriftStudies {
  /** Answers when it has begun; what cannot be compared is said at once. */
  start(plan: DriftPlan): Promise<{ studyId: string }>;
  get(studyId: string): DriftStudy;
  list(endpoint: string | null, limit: number): DriftStudy[];
  watch(studyId: string, signal?: AbortSignal): AsyncGenerator<DriftStudy, void>;
  cancel(studyId: string): Promise<void>;
  html(studyId: string, language: 'pt' | 'en'): Promise<string>;
  heat(request: HeatRequest, signal?: AbortSignal): Promise<DriftHeat>;
  close(): Promise<void>;
}

const topic = 'drift';

export function createDriftStudies(core: Core, parts: StudyParts): DriftStudies {
  const store = createStudyStore(core.storage);
  const owner = newOwner();
  const working = new Map<string, { abort: AbortController; ended: Promise<void> }>();
  const changed = (id: string) => core.changes.publish({ topic, id });

  function known(studyId: string): StudyRow {
    const row = store.row(studyId);
    if (!row) throw new BancadaError('DRIFT_STUDY_NOT_FOUND', { id: studyId.slice(0, 100) });
    return row;
  }
  function view({ owner: by, ...row }: StudyRow): DriftStudy {
    return { ...row, status: row.status === 'running' && !isAlive(by) ? 'interrupted' : row.status };
  }

  return {
    async start(plan) {
      const { openStudy, runStudy } = await import('./run.ts');
      const opened = await openStudy(core, parts, plan);
      const row: StudyRow = {
        studyId: `d${core.clock.now().toString(36)}${randomBytes(4).toString('hex')}`,
        endpoint: endpointOf(plan.current) ?? endpointOf(plan.reference),
        ...{
          plan,
          owner,
          status: 'running',
          progress: 0,
          report: null,
          trackingRunId: null,
          startedAt: core.clock.now(),
          endedAt: null,
          error: null,
        },
      };
      const { studyId } = row;
      await store.begin(row);
      const abort = new AbortController();
      const ended = runStudy({ core, parts, store, row, opened, signal: abort.signal, changed: () => changed(studyId) })
        .catch((error: unknown) => core.log.error('drift study not recorded', { studyId, error }))
        .finally(() => {
          working.delete(studyId);
          changed(studyId);
        });
      working.set(studyId, { abort, ended });
      changed(studyId);
      return { studyId };
    },
    get: (studyId) => view(known(studyId)),
    list: (endpoint, limit) => store.list(endpoint, limit).map(view),
    watch(studyId, signal) {
      known(studyId);
      const read = () => view(known(studyId));
      return snapshots({
        changes: core.changes,
        topics: [topic],
        id: studyId,
        read,
        ended: ({ status }) => status !== 'running',
        ...(signal && { signal }),
      });
    },
    async cancel(studyId) {
      known(studyId);
      const work = working.get(studyId);
      work?.abort.abort();
      await work?.ended;
      // Another core's: what it finds is not kept.
      if (!work) await store.change(studyId, { status: 'cancelled', endedAt: core.clock.now() });
      changed(studyId);
    },
    async html(studyId, language) {
      const { htmlReport } = await import('./report/html.ts');
      return htmlReport(view(known(studyId)), language);
    },
    async heat(request, signal) {
      const { heatOf } = await import('./windows.ts');
      return heatOf(core, parts, request, signal);
    },
    async close() {
      for (const { abort } of working.values()) abort.abort();
      await Promise.all([...working.values()].map(({ ended }) => ended));
      leave(owner);
    },
  };
}
