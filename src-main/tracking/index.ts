/** Experiment tracking, by concept; and what pipelines write through (`Tracking`). */
import type { Core } from '../common/core.ts';
import { inlineReaders, type Readers } from '../storage/index.ts';
import { createRunArtifacts, type RunArtifacts } from './artifacts/artifacts.ts';
import { type ArtifactView, createArtifactView } from './artifacts/view.ts';
import { createExperiments, type Experiments } from './experiments/experiments.ts';
import { experimentStore } from './experiments/store.ts';
import { createGarbage, type Garbage } from './garbage/garbage.ts';
import { createInputs, type Inputs } from './inputs/inputs.ts';
import { createLoggedModels, type LoggedModels } from './logged-models/models.ts';
import { createHistory, type History } from './metrics/history.ts';
import { createNews } from './news.ts';
import { createLog, type Log } from './runs/log.ts';
import { createRuns, type Runs } from './runs/runs.ts';
import { runStore } from './runs/store.ts';
import { createSearch, type Search } from './search/search.ts';
import { createStepTracking } from './steps.ts';
import type { Tracking } from './tracking.ts';

export type { ArtifactTree } from './artifacts/tree.ts';
export type { ExperimentEntity } from './experiments/store.ts';
export type { DatasetInput } from './inputs/inputs.ts';
export { type LoggedModel, type ModelStatus, modelStatuses } from './logged-models/entity.ts';
export type { ModelLink } from './logged-models/links.ts';
export type { Point } from './metrics/write.ts';
export type { RunEntity, RunInfo } from './runs/entity.ts';
export { pipelineRunTag } from './tags.ts';
export type { Tracking } from './tracking.ts';

export interface TrackingDomain extends Tracking {
  readonly experiments: Experiments;
  readonly runs: Runs;
  readonly log: Log;
  readonly inputs: Inputs;
  readonly history: History;
  readonly search: Search;
  readonly artifacts: RunArtifacts;
  readonly artifactView: ArtifactView;
  readonly garbage: Garbage;
  readonly loggedModels: LoggedModels;
}

/** Heavy reads go to `readers`; without any, they are done at once. */
export function createTracking(
  core: Pick<Core, 'storage' | 'artifacts' | 'changes' | 'clock'>,
  readers: Readers = inlineReaders(core.storage.db),
): TrackingDomain {
  const news = createNews(core.changes);
  const stores = { runs: runStore(core.storage.db), experiments: experimentStore(core.storage.db) };
  const runs = createRuns(core, stores, news);
  const artifacts = createRunArtifacts(core, news);
  const log = createLog(core, stores.runs, news);
  const loggedModels = createLoggedModels(core, stores, news);
  const inputs = createInputs(core, stores.runs, news);
  const { tree } = artifacts;
  return {
    ...createStepTracking(core, { stores, runs, log, inputs, artifacts, news }),
    experiments: createExperiments(core, readers, stores.experiments, news),
    runs,
    log,
    inputs,
    history: createHistory(readers),
    search: createSearch(readers),
    artifacts,
    garbage: createGarbage(core, artifacts.tree, news),
    loggedModels,
    artifactView: createArtifactView({ tree, ofRun: (runId) => artifacts.path(runId, ''), ofModel: (modelId) => loggedModels.path(modelId, '') }),
  };
}
