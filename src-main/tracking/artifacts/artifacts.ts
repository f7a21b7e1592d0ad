/** `createRunArtifacts`: the part of the tree of artifacts that belongs to a run. */
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { StoredArtifact } from '../../storage/index.ts';
import { checkKey } from '../limits.ts';
import type { News } from '../news.ts';
import { checkArtifactPath, join, treePathOf } from './path.ts';
import { type ArtifactTree, createArtifactTree } from './tree.ts';

export interface RunArtifacts {
  readonly tree: ArtifactTree;
  /** Where a run's artifact lies in the tree; '' is the run's own root. RUN_NOT_FOUND, ARTIFACT_PATH_INVALID. */
  path(runId: string, path: string): string;
  /** As clients know the run's root. */
  uri(runId: string): string;
  attach(runId: string, path: string, artifact: StoredArtifact): Promise<void>;
}

export function createRunArtifacts(core: Pick<Core, 'storage' | 'artifacts' | 'clock'>, news: News): RunArtifacts {
  const { db } = core.storage;
  const tree = createArtifactTree(core, (path) => {
    const run = /(?:^|\/)([^/]+)\/artifacts(?:\/|$)/.exec(path)?.[1];
    if (run) news(run);
  });
  const place = db.prepare<[string], { experiment: number; location: string }>(
    'SELECT experiment_id AS experiment, artifact_location AS location FROM runs JOIN experiments USING (experiment_id) WHERE run_id = ?',
  );

  function of(runId: string): { experiment: number; location: string } {
    const found = place.get(runId);
    if (!found) throw new BancadaError('RUN_NOT_FOUND', { run: runId.slice(0, 256) });
    return found;
  }

  function root(runId: string): string {
    const found = of(runId);
    // An experiment whose artifacts live in a cloud still shows here what the lab itself leaves.
    return join(treePathOf(found.location) ?? String(found.experiment), `${runId}/artifacts`);
  }

  return {
    tree,
    path: (runId, path) => join(root(runId), checkArtifactPath(path)),
    uri: (runId) => `${of(runId).location}/${runId}/artifacts`,
    async attach(runId, path, artifact) {
      checkKey(path);
      await tree.attach(join(root(runId), path), artifact);
    },
  };
}
