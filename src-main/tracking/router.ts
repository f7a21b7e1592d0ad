import { procedures } from '../common/procedures.ts';
import type { TrackingDomain } from './index.ts';
import { noteTag } from './tags.ts';

export function trackingRouter(tracking: TrackingDomain) {
  const { tracking: implement } = procedures;
  return implement.router({
    experiments: implement.experiments.handler(() => tracking.experiments.list()),
    runs: implement.runs.handler(({ input }) => tracking.runs.list(input)),
    run: implement.run.handler(({ input }) => tracking.runs.detail(input.runId)),
    history: implement.history.handler(({ input }) => tracking.history.points(input.runId, input.key)),
    artifacts: implement.artifacts.handler(({ input }) => tracking.artifacts.list(input.runId, input.path)),
    artifact: implement.artifact.handler(({ input }) => tracking.artifacts.read(input.runId, input.path)),
    setNote: implement.setNote.handler(({ input }) => tracking.log.setTag(input.runId, noteTag, input.note)),
  });
}
