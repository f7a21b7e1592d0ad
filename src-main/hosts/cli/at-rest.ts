/** `untilRest`: a run to its end, or to where nothing happens any more until somebody lets a paused step go on. */
import type { PipelineRun } from '../../contract/index.ts';
import type { Session } from './session.ts';

export async function untilRest(
  { client }: Pick<Session, 'client'>,
  runId: string,
  look: (run: PipelineRun) => void = () => {},
): Promise<PipelineRun> {
  let last: PipelineRun | undefined;
  for await (const run of await client.pipelines.watch({ runId })) {
    last = run;
    look(run);
    if (pausedSteps(run).length > 0 && isStill(run)) break;
  }
  return last ?? client.pipelines.get({ runId });
}

export function pausedSteps(run: PipelineRun): string[] {
  return run.steps.filter(({ status }) => status === 'paused').map(({ id }) => id);
}

/** Nothing runs, and nothing could. */
function isStill({ steps }: PipelineRun): boolean {
  const statuses = new Map(steps.map(({ id, status }) => [id, status]));
  const isGood = (id: string) => ['succeeded', 'cached'].includes(statuses.get(id) ?? '');
  const isOver = (id: string) => ['succeeded', 'cached', 'failed', 'cancelled', 'skipped'].includes(statuses.get(id) ?? '');
  return steps.every(({ status, needs }) => {
    if (status === 'running' || status === 'waiting') return false;
    return status !== 'pending' || !(needs.every(isGood) || needs.every(isOver));
  });
}
