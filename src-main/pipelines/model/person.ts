/** `personAt`: whoever sits at the debugger: changes what a paused step is given, or not, and lets it go on; with whatever core lives by then. */
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { PipelinesDomain } from '../domain.ts';
import type { Action } from './plans.ts';

/** A pause of which nobody was told: its core died as it wrote it. */
const lookEveryMs = 5;

/** `current`: null while a core takes up what another left. Answers with what ends it. */
export function personAt(core: Core, { pauses, edited, param }: Action, current: () => PipelinesDomain | null): () => void {
  if (pauses.length === 0) return () => {};
  const open = core.storage.db.prepare<[], { runId: string; step: string }>(
    `SELECT p.run_id AS runId, p.step_id AS step FROM step_pauses p JOIN pipeline_runs r ON r.run_id = p.run_id
     WHERE p.released_at IS NULL AND r.status IN ('pending', 'running') LIMIT 1`,
  );
  // Of a core that dies meanwhile, no answer comes.
  let asked: PipelinesDomain | null = null;
  async function goOn(pipelines: PipelinesDomain, { runId, step }: { runId: string; step: string }): Promise<void> {
    if (edited && step.startsWith('s')) await pipelines.debug.setParam(runId, step, 'p', param + 10);
    await pipelines.debug.release(runId, step, 'continue');
  }
  function look(): void {
    const pipelines = current();
    const pause = pipelines === null || pipelines === asked ? undefined : open.get();
    if (!pipelines || !pause) return;
    asked = pipelines;
    void goOn(pipelines, pause)
      .catch((error) => {
        // Cancelled meanwhile.
        if (!(error instanceof BancadaError && ['STEP_NOT_PAUSED', 'RUN_FINISHED'].includes(error.code))) throw error;
      })
      .finally(() => {
        if (asked === pipelines) asked = null;
        setImmediate(look);
      });
  }
  const stop = core.changes.listen(({ topic }) => {
    if (topic === 'runs') setImmediate(look);
  });
  const timer = setInterval(look, lookEveryMs);
  return () => {
    stop();
    clearInterval(timer);
  };
}
