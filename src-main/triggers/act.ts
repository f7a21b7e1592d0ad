/**
 * `createAct`: a recorded firing becomes a run. The run's id was given with the record, so whoever acts again, after a crash, finds the same run.
 */
import type { Core } from '../common/core.ts';
import type { Failure } from '../contract/base.ts';
import { BancadaError, type ErrorCode, type ErrorData } from '../contract/errors.ts';
import type { Pipelines } from '../pipelines/pipelines.ts';
import type { StoredFiring, StoredTrigger } from './rows.ts';
import type { TriggerStore } from './store.ts';

export interface ActDeps {
  core: Pick<Core, 'storage' | 'changes' | 'log' | 'home'>;
  store: TriggerStore;
  pipelines: Pick<Pipelines, 'start' | 'cancel'>;
}

export function createAct({ core, store, pipelines }: ActDeps) {
  async function endOf(runIds: readonly string[]): Promise<void> {
    for (const runId of runIds) {
      // Ended meanwhile, or never begun: there is nothing left to cancel.
      await pipelines.cancel(runId).catch((error) => {
        if (!(error instanceof BancadaError)) throw error;
      });
    }
  }
  /** Whatever is wrong with the pipeline is the firing's outcome, not ours. */
  return async function act({ firing }: StoredFiring, trigger: StoredTrigger): Promise<void> {
    const { definition, id } = trigger;
    let error: Failure | null = null;
    try {
      await endOf(firing.replaced);
      const { pipeline, solution, engine, priority, tags } = definition;
      const { params, runId } = firing;
      await pipelines.start({ pipeline, solution, params, priority, tags, ...(engine && { engine }), runId: runId!, lane: `trigger:${id}` });
    } catch (thrown) {
      if (!(thrown instanceof BancadaError)) core.log.error('firing not acted on', { trigger: trigger.name, firing: firing.id, error: thrown });
      error = failure(thrown, core.home.logs);
    }
    await core.storage.write(() => store.conclude(firing.id, error ? 'failed' : 'started', error));
    core.changes.publish({ topic: 'triggers', id: trigger.name });
  };
}

function failure(thrown: unknown, log: string): Failure {
  const { code, data }: { code: ErrorCode; data: ErrorData } = thrown instanceof BancadaError ? thrown : { code: 'INTERNAL', data: { log } };
  return { code, data, message: code };
}
