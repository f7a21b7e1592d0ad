import { procedures } from '../common/procedures.ts';
import { type TrackedDataset, trackingContract } from '../contract/tracking.ts';
import type { TrackingDomain } from './index.ts';
import type { DatasetInput } from './inputs/inputs.ts';
import { datasetContextTag, nameTag, noteTag } from './tags.ts';

export function trackingRouter(tracking: TrackingDomain) {
  const implement = procedures(trackingContract);
  return implement.router({
    experiments: implement.experiments.handler(({ input }) => tracking.experiments.list(input.view)),
    createExperiment: implement.createExperiment.handler(async ({ input: { name, description } }) => ({
      experimentId: await tracking.experiments.create({ name, ...(description && { tags: [{ key: noteTag, value: description }] }) }),
    })),
    renameExperiment: implement.renameExperiment.handler(({ input }) => tracking.experiments.rename(input.experimentId, input.name)),
    deleteExperiment: implement.deleteExperiment.handler(({ input }) => tracking.experiments.delete(input.experimentId)),
    restoreExperiment: implement.restoreExperiment.handler(({ input }) => tracking.experiments.restore(input.experimentId)),
    setExperimentTag: implement.setExperimentTag.handler(({ input }) => tracking.experiments.setTag(input.experimentId, input.key, input.value)),
    deleteExperimentTag: implement.deleteExperimentTag.handler(({ input }) => tracking.experiments.deleteTag(input.experimentId, input.key)),
    deleteRuns: implement.deleteRuns.handler(({ input }) => tracking.runs.delete(input.runIds)),
    restoreRuns: implement.restoreRuns.handler(({ input }) => tracking.runs.restore(input.runIds)),
    renameRun: implement.renameRun.handler(({ input }) => tracking.log.setTag(input.runId, nameTag, input.name)),
    setTag: implement.setTag.handler(({ input }) => tracking.log.setTag(input.runId, input.key, input.value)),
    deleteTag: implement.deleteTag.handler(({ input }) => tracking.log.deleteTag(input.runId, input.key)),
    garbage: implement.garbage.handler(({ input }) => tracking.garbage.preview(input.olderThanDays)),
    collectGarbage: implement.collectGarbage.handler(({ input }) => tracking.garbage.collect(input.olderThanDays)),
    runs: implement.runs.handler(({ input }) => tracking.runs.list(input)),
    run: implement.run.handler(({ input: { runId } }) => ({
      ...tracking.runs.detail(runId),
      datasets: tracking.inputs.of(runId).map(datasetOut),
      loggedModels: tracking.loggedModels.ofRun(runId),
    })),
    search: implement.search.handler(({ input }) => tracking.search.runs(input)),
    summaries: implement.summaries.handler(({ input }) => tracking.search.summaries(input.runIds, input.summaries)),
    keys: implement.keys.handler(({ input }) => tracking.search.keys(input.experimentIds)),
    groups: implement.groups.handler(({ input }) => tracking.search.groups(input)),
    histories: implement.histories.handler(({ input }) => tracking.history.curves(input)),
    history: implement.history.handler(({ input }) => tracking.history.points(input.runId, input.key)),
    artifacts: implement.artifacts.handler(({ input }) => tracking.artifactView.list(input)),
    artifact: implement.artifact.handler(({ input }) => tracking.artifactView.read(input)),
    download: implement.download.handler(({ input }) => tracking.artifactView.download(input)),
    setNote: implement.setNote.handler(({ input }) => tracking.log.setTag(input.runId, noteTag, input.note)),
  });
}

function datasetOut({ dataset, tags }: DatasetInput): TrackedDataset {
  return { ...dataset, context: tags.find(({ key }) => key === datasetContextTag)?.value ?? null };
}
