/** What lies in a folder: `/mlflow/artifacts/list` of a run, and the proxy's own list from the root. */
import { z } from 'zod';
import type { TrackingDomain } from '../../tracking/index.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';

export function artifactEndpoints({ artifacts }: Pick<TrackingDomain, 'artifacts'>): Endpoint[] {
  /** Nothing for a file, and nothing for what is not there: that is how clients tell files from folders. */
  const list = (path: string, shown: string) => ({
    files: (artifacts.tree.list(path) ?? []).map(({ name, isDir, bytes }) => ({
      path: shown === '' ? name : `${shown}/${name}`,
      is_dir: isDir,
      ...(isDir ? {} : { file_size: bytes }),
    })),
  });
  return [
    endpoint('GET', '/mlflow-artifacts/artifacts', z.object({ path: z.string().default('') }), ({ path }) => list(path.replace(/\/$/, ''), '')),
    endpoint(
      'GET',
      '/mlflow/artifacts/list',
      z.object({ run_id: z.string().optional(), run_uuid: z.string().optional(), path: z.string().default('') }),
      ({ run_id, run_uuid, path: given }) => {
        const run = run_id ?? run_uuid ?? '';
        const path = given.replace(/\/$/, '');
        return { root_uri: artifacts.uri(run), ...list(artifacts.path(run, path), path) };
      },
    ),
  ];
}
