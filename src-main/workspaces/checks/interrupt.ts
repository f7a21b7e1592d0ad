/** `interruptedRun`: a run whose core goes away while a step runs, taken up by another. */
import type { Core } from '../../common/core.ts';
import type { PipelineRun } from '../../contract/pipelines.ts';
import type { PipelinesDomain } from '../../pipelines/index.ts';

type Start = Parameters<PipelinesDomain['start']>[0];

export async function interruptedRun(
  { changes }: Pick<Core, 'changes'>,
  pipelines: PipelinesDomain,
  options: Start,
  stepId: string,
): Promise<PipelineRun> {
  const shortLived = pipelines.another();
  try {
    const { runId } = await shortLived.start({ ...options, fresh: [stepId] });
    await new Promise<void>((resolve) => {
      const look = () => {
        const run = pipelines.get(runId);
        const isThere = run.endedAt !== null || run.steps.some((step) => step.stepId === stepId && step.status === 'running');
        if (isThere) {
          stop();
          resolve();
        }
      };
      const stop = changes.listen((change) => {
        if (change.topic === 'runs' && change.id === runId) look();
      });
      look();
    });
    await shortLived.close();
    await pipelines.recover();
    return await pipelines.finished(runId);
  } finally {
    await shortLived.close();
  }
}
