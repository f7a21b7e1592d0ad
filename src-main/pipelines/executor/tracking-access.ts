/** `startTracked`: starts a step that speaks to the tracking server by itself, with MLflow's own variables: a stock client in it logs to the step's run. */
import type { RunningStep, StepLaunch } from '../../engines/engine.ts';
import type { ActiveStep, RunContext } from './context.ts';
import { trackingRunOf } from './tracked.ts';

/** Its token joins `secrets` before the program can say it. */
export async function startTracked(
  context: RunContext,
  step: ActiveStep,
  { launch, secrets }: { launch: StepLaunch; secrets: Set<string> },
): Promise<RunningStep> {
  const { mlflow, tracking } = context.deps;
  const runId = await trackingRunOf(context, step);
  const grant = await mlflow.grant(await context.engine.reach());
  secrets.add(grant.token);
  const env = {
    ...launch.env,
    MLFLOW_TRACKING_URI: grant.uri,
    MLFLOW_TRACKING_TOKEN: grant.token,
    MLFLOW_EXPERIMENT_ID: tracking.run(runId).experimentId,
    MLFLOW_RUN_ID: runId,
  };
  try {
    const running = await context.engine.start({ ...launch, env });
    void running.exit.then(() => grant.revoke());
    return running;
  } catch (error) {
    grant.revoke();
    throw error;
  }
}
