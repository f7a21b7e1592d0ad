/** `programService`: the `service` of a challenge's pipeline, for whoever starts it. */
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Datasets } from '../datasets/index.ts';
import type { LaunchInput } from '../engines/engine.ts';
import type { ProgramServiceOf } from '../serving/serving.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import { snapshotCode } from './snapshot.ts';
import { readPipeline, renderAll, resolveParams } from './spec/index.ts';

export interface ProgramServiceDeps {
  core: Pick<Core, 'home'>;
  catalog: Pick<Datasets, 'dataset'>;
  workspaces: Pick<Workspaces, 'codeFolder'>;
}

/** PIPELINE_* as the specification has it; PIPELINE_INVALID when it has no `service`. */
export function programService({ core, catalog, workspaces }: ProgramServiceDeps): ProgramServiceOf {
  return async (challengeId, solution) => {
    const folder = workspaces.codeFolder(challengeId, solution);
    const spec = readPipeline(folder);
    const { service } = spec;
    if (!service) {
      throw new BancadaError('PIPELINE_INVALID', { file: 'pipeline.yaml', line: 1, column: 1, field: 'service', expected: '@required' });
    }
    const params = resolveParams(challengeId, spec.params, {});
    const inputs: LaunchInput[] = [];
    for (const [name, source] of Object.entries(service.inputs)) {
      if (source.kind !== 'dataset') continue;
      const { path, fileName, format } = await catalog.dataset(source.id);
      inputs.push({ name, path, fileName, format });
    }
    return {
      name: service.name,
      file: service.run,
      codeDir: snapshotCode(folder, join(core.home.runs, 'code')),
      inputs,
      params: renderAll(service.params, params),
      seed: typeof params.seed === 'number' ? params.seed : 7,
      resources: service.resources,
    };
  };
}
