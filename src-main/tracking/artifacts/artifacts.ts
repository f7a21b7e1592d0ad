/** `createRunArtifacts`: what is attached to runs. */
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { ArtifactEntry } from '../../contract/tracking.ts';
import { checkKey } from '../limits.ts';
import { type ArtifactContent, type Attachment, listArtifacts, readArtifact } from './attached.ts';

export interface RunArtifacts {
  list(runId: string, path: string): ArtifactEntry[];
  read(runId: string, path: string): ArtifactContent;
  attach(runId: string, path: string, artifact: { digest: string; kind: 'file' | 'folder'; bytes: number }): Promise<void>;
}

const shownBytes = 1_000_000;

export function createRunArtifacts({ storage: { db, write }, artifacts }: Pick<Core, 'storage' | 'artifacts'>): RunArtifacts {
  const run = db.prepare<[string], { id: number; lifecycle_stage: string }>('SELECT id, lifecycle_stage FROM runs WHERE run_id = ?');
  const attached = db.prepare<[number], Attachment>('SELECT path, kind, digest, bytes FROM artifacts WHERE run = ? ORDER BY path');
  const attach = db.prepare<[number, string, string, string, number]>(
    'INSERT INTO artifacts VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET kind = excluded.kind, digest = excluded.digest, bytes = excluded.bytes',
  );

  function known(runId: string): number {
    const found = run.get(runId);
    if (!found) throw new BancadaError('RUN_NOT_FOUND', { run: runId });
    return found.id;
  }
  const place = (runId: string, path: string) => ({ run: runId, path, attached: attached.all(known(runId)), store: artifacts });

  return {
    list: (runId, path) => listArtifacts(place(runId, path)),
    read: (runId, path) => readArtifact(place(runId, path), shownBytes),
    async attach(runId, path, found) {
      checkKey(path);
      await write(() => attach.run(known(runId), path, found.kind, found.digest, found.bytes));
    },
  };
}
