/**
 * `createArtifactView`: artifacts as the window shows them: those of a run, or of a logged model (which has a place of its own); and their files, to take
 * away.
 */
import { createReadStream } from 'node:fs';
import { BancadaError } from '../../contract/errors.ts';
import type { ArtifactEntry, ArtifactPiece } from '../../contract/tracking.ts';
import { checkArtifactPath, join, nameOf } from './path.ts';
import { type ArtifactContent, readPreview } from './preview.ts';
import type { ArtifactTree } from './tree.ts';

export interface ArtifactPlace {
  runId: string;
  /** Then `path` is inside this logged model. */
  modelId?: string | undefined;
  path: string;
}

interface Roots {
  tree: Pick<ArtifactTree, 'list' | 'find'>;
  /** RUN_NOT_FOUND. */
  ofRun(runId: string): string;
  /** LOGGED_MODEL_NOT_FOUND. */
  ofModel(modelId: string): string;
}

export type ArtifactView = ReturnType<typeof createArtifactView>;

const shownBytes = 1_000_000;
/** Before it becomes text; few enough to stay far below what a message of any host may hold. */
const pieceBytes = 768 * 1024;

export function createArtifactView({ tree, ofRun, ofModel }: Roots) {
  /** Whoever looks is told that there is nothing, whatever is wrong with the path or the model. */
  function look<T>({ runId, modelId, path }: ArtifactPlace, read: (at: string) => T | null): T {
    const missing = (cause?: unknown) => new BancadaError('ARTIFACT_NOT_FOUND', { path: path.slice(0, 200), run: modelId ?? runId }, { cause });
    const runRoot = ofRun(runId);
    let found: T | null;
    try {
      found = read(join(modelId === undefined ? runRoot : ofModel(modelId), checkArtifactPath(path)));
    } catch (cause) {
      throw missing(cause);
    }
    if (found === null) throw missing();
    return found;
  }

  function* filesIn(at: string, path: string): Generator<{ path: string; bytes: number; file: string }> {
    const found = tree.find(at);
    if (found?.kind === 'file') yield { path, bytes: found.bytes, file: found.file };
    else for (const { name } of tree.list(at) ?? []) yield* filesIn(join(at, name), join(path, name));
  }

  return {
    /** What lies directly in a folder, folders first; nothing for a file. */
    list: (place: ArtifactPlace): ArtifactEntry[] =>
      look(place, (at) => tree.list(at) ?? (place.path === '' ? [] : null))
        .map(({ name, isDir, bytes }): ArtifactEntry => ({ path: join(place.path, name), isDir, bytes }))
        .sort((a, b) => Number(b.isDir) - Number(a.isDir) || (a.path < b.path ? -1 : 1)),
    read: (place: ArtifactPlace): ArtifactContent =>
      look(place, (at) => {
        const found = tree.find(at);
        return found?.kind === 'file' ? readPreview(place.path, found.file, shownBytes) : null;
      }),
    /** A file, or everything in a folder, whose names begin with the folder's own. */
    async *download(place: ArtifactPlace): AsyncGenerator<ArtifactPiece> {
      const files = look(place, (at) => (tree.find(at) === null ? null : [...filesIn(at, nameOf(place.path))]));
      yield { kind: 'start', files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
      for (const { path, bytes, file } of files) {
        yield { kind: 'file', path, bytes };
        for await (const piece of createReadStream(file, { highWaterMark: pieceBytes })) {
          yield { kind: 'data', base64: (piece as Buffer).toString('base64') };
        }
      }
    },
  };
}
