/** `createAuthoring`: the workspace's pipeline.yaml as it is written: its schema, a draft judged, a mark put into it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../../common/core.ts';
import type { SpecDraft } from '../../contract/authoring.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { CacheMode } from '../../contract/pipelines.ts';
import type { Workspaces } from '../../workspaces/workspaces.ts';
import { lastGood } from '../rerun/freeze.ts';
import { parsePipeline, planRun, resolveParams, specFile } from '../spec/index.ts';
import type { Store } from '../store.ts';
import { judge } from './draft.ts';
import { markCache } from './mark.ts';

export interface AuthoringDeps {
  core: Core;
  store: Store;
  workspaces: Pick<Workspaces, 'codeFolder' | 'writeCode'>;
}

export interface Authoring {
  draft(pipeline: string, text: string): SpecDraft;
  setCache(pipeline: string, step: string, cache: CacheMode): void;
}

export function createAuthoring({ core, store, workspaces }: AuthoringDeps): Authoring {
  const folderOf = (pipeline: string) => workspaces.codeFolder(pipeline, 'workspace');
  return {
    draft: (pipeline, text) => judge(folderOf(pipeline), pipeline, text),
    setCache(pipeline, step, cache) {
      const path = join(folderOf(pipeline), specFile);
      const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
      const { spec } = parsePipeline(text, specFile);
      const changed = markCache(text, step, cache);
      if (changed === null) throw new BancadaError('STEP_NOT_FOUND', { step, known: spec.steps.map(({ id }) => id).join(', ') });
      // What is wrong with the mark itself (of a built-in, say) is told before anything is written.
      const marked = parsePipeline(changed, specFile).spec;
      if (cache === 'frozen') {
        const instances = planRun(marked, resolveParams(pipeline, marked.params, {})).filter(({ stepId }) => stepId === step);
        const empty = instances.find((instance) => lastGood({ core, store }, { pipeline, solution: 'workspace' }, instance) === null);
        if (empty) throw new BancadaError('STEP_FROZEN_EMPTY', { step: empty.id });
      }
      workspaces.writeCode(pipeline, specFile, changed);
    },
  };
}
