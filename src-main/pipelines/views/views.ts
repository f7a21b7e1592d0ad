/** `createRunViews`: a run from near: its times, its files, its differences. */
import { BancadaError } from '../../contract/errors.ts';
import type { PipelineRun } from '../../contract/pipelines.ts';
import type { Preview, RunComparison, Timeline } from '../../contract/run-views.ts';
import { readPreview, type Tables } from '../../tables/index.ts';
import { type GivenDeps, givenStep, inputNamed } from '../debug/given.ts';
import type { RunRecord } from '../records.ts';
import { fileInside } from '../reference.ts';
import { compareRuns } from './compare.ts';

export interface RunViewsDeps extends GivenDeps {
  tables: Pick<Tables, 'sample'> | undefined;
  run(runId: string): RunRecord;
  view(run: RunRecord): PipelineRun;
}

export interface RunViews {
  timeline(runId: string): Timeline;
  preview(about: { runId: string; step: string; side: 'input' | 'output'; name: string; path?: string | undefined }): Promise<Preview>;
  compare(a: string, b: string): RunComparison;
}

export function createRunViews({ core, store, tables, run: runOf, view }: RunViewsDeps): RunViews {
  function place(runId: string, step: string, side: 'input' | 'output', name: string): { path: string; fileName: string; isFolder: boolean } {
    const given = givenStep({ core, store }, runOf(runId), step);
    if (side === 'input') {
      const { path, fileName, kind } = inputNamed(given, name);
      return { path, fileName, isFolder: kind === 'folder' };
    }
    const output = given.record.outputs.find((each) => each.name === name);
    if (!output) throw new BancadaError('ARTIFACT_NOT_FOUND', { run: runId, path: `${step}.${name}` });
    return { path: core.artifacts.path(output.digest), fileName: output.path, isFolder: output.kind === 'folder' };
  }
  return {
    timeline: (runId) => ({ attempts: store.attempts(runOf(runId).runId), pauses: store.debug.pauses(runId) }),
    async preview({ runId, step, side, name, path }) {
      const found = place(runId, step, side, name);
      if (path === undefined) return readPreview(found.path, found.fileName, tables);
      return readPreview(fileInside(found.path, path, found.isFolder, runId), path, tables);
    },
    compare(a, b) {
      const [first, second] = [a, b].map((runId) => runOf(runId)).map((record) => ({ record, view: view(record) }));
      return compareRuns(store, first!, second!);
    },
  };
}
