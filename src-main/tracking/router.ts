import { procedures } from '../common/procedures.ts';
import type { TrackingDomain } from './index.ts';

export function trackingRouter(tracking: TrackingDomain) {
  const { tracking: implement } = procedures;
  return implement.router({
    experiments: implement.experiments.handler(() => tracking.experiments()),
    runs: implement.runs.handler(({ input }) => tracking.runs(input)),
    run: implement.run.handler(({ input }) => tracking.runDetail(input.runId)),
    history: implement.history.handler(({ input }) => tracking.history(input.runId, input.key)),
    artifacts: implement.artifacts.handler(({ input }) => tracking.artifacts(input.runId, input.path)),
    artifact: implement.artifact.handler(({ input }) => tracking.artifact(input.runId, input.path)),
    setNote: implement.setNote.handler(({ input }) => tracking.setNote(input.runId, input.note)),
  });
}
