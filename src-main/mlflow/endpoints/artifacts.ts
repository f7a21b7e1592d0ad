/** What lies in a folder: `/mlflow/artifacts/list` of a run, and the proxy's own list from the root. */
import { z } from 'zod';
import type { ArtifactTree, TrackingDomain } from '../../tracking/index.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { runOf } from '../wire.ts';

export function artifactEndpoints({ artifacts }: Pick<TrackingDomain, 'artifacts'>): Endpoint[] {
  return [
    endpoint('GET', '/mlflow-artifacts/artifacts', z.object({ path: z.string().default('') }), ({ path }) => ({
      files: filesOut(artifacts.tree, path.replace(/\/$/, ''), ''),
    })),
    endpoint('GET', '/mlflow/artifacts/list', runOf({ path: z.string().default('') }), ({ run_id, path: given }) => {
      const path = given.replace(/\/$/, '');
      return { root_uri: artifacts.uri(run_id), files: filesOut(artifacts.tree, artifacts.path(run_id, path), path) };
    }),
  ];
}

/** Named from the folder `shown`. Nothing for a file, and nothing for what is not there: that is how clients tell files from folders. */
export function filesOut(tree: ArtifactTree, path: string, shown: string) {
  return (tree.list(path) ?? []).map(({ name, isDir, bytes }) => ({
    path: shown === '' ? name : `${shown}/${name}`,
    is_dir: isDir,
    ...(isDir ? {} : { file_size: bytes }),
  }));
}
