/** `createLineage`: where a version came from and where it went: data sets, runs, the version it copies, its copies, endpoints. */
import type { ModelVersion, VersionLineage } from '../contract/registry.ts';
import type { TrackingDomain } from '../tracking/index.ts';
import { membersOf } from './graph-members.ts';
import type { SourceReader } from './sources.ts';
import type { RegistryStore } from './store.ts';

const contextTag = 'mlflow.data.context';

export function createLineage(store: RegistryStore, tracking: TrackingDomain, sources: SourceReader) {
  return (version: ModelVersion): VersionLineage => {
    const { trackingRunId } = version;
    const run = trackingRunId === null ? null : sources.run(trackingRunId);
    const copied = /^models:\/([^/]+)\/(\d+)$/.exec(version.source);
    return {
      pipelineRunId: version.runId,
      run: run && { runId: run.info.runId, name: run.info.name, experimentId: run.info.experimentId },
      datasets: run ? datasetsOf(run.info.runId) : [],
      copiedFrom: copied ? { name: copied[1]!, version: copied[2]! } : null,
      copies: store.versions.copies(`models:/${version.name}/${version.version}`),
      members: membersOf(version).map(({ name, version: number }) => ({ name, version: number })),
      graphs: store.versions.graphsOf(version.name, version.version),
      endpoints: version.endpoints,
    };
  };

  function datasetsOf(runId: string): VersionLineage['datasets'] {
    return tracking.inputs.of(runId).map(({ dataset: { name, digest, source }, tags }) => ({
      name,
      digest,
      source,
      context: tags.find(({ key }) => key === contextTag)?.value ?? '',
    }));
  }
}
