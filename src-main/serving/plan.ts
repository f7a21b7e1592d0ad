/** `createPlanner`: what a target means: a registered model version, or the program of a challenge that serves itself. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from '../contract/base.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Endpoint } from '../contract/serving.ts';
import type { Solution } from '../contract/workspaces.ts';
import type { ServiceLaunch } from '../engines/engine.ts';
import { parseTarget, type Registry } from '../registry/index.ts';
import type { Workspaces } from '../workspaces/index.ts';
import type { Described } from './describe.ts';
import type { ProgramServiceOf } from './serving.ts';
import { temporaryPrefix } from './temporary.ts';

export interface Deployment {
  /** What the endpoint is called unless someone says otherwise. */
  name: string;
  source: Endpoint['source'];
  launch: Pick<ServiceLaunch, 'codeDir' | 'entry' | 'inputs' | 'params' | 'resources' | 'seed' | 'service' | 'model' | 'language'>;
  /** Null when the running program has to be asked. */
  described: Described | null;
}

export const modelResources: ServiceLaunch['resources'] = { cpus: 1, memoryBytes: 512 * 2 ** 20, diskBytes: 256 * 2 ** 20, logBytes: 8 * 2 ** 20 };

interface PlannerParts {
  registry: Registry;
  workspaces: Pick<Workspaces, 'challengeIds'>;
  programService: ProgramServiceOf;
  /** Of what a service says by itself, from when it is started. */
  language: () => Language;
}

export function createPlanner(parts: PlannerParts) {
  async function program(challengeId: string, solution: Solution): Promise<Deployment> {
    const { name, file, codeDir, inputs, params, resources, seed } = await parts.programService(challengeId, solution);
    return {
      name,
      source: { kind: 'program', pipeline: challengeId, solution, file },
      launch: { codeDir, entry: file, inputs, params, resources, seed, service: { name, version: '1' }, model: null },
      described: null,
    };
  }

  function model(target: string): Deployment {
    const version = parts.registry.resolve(target);
    const folder = parts.registry.folder(version);
    const { alias, version: asked } = parseTarget(target);
    const followed = alias ?? (asked === null && version.aliases.includes('champion') ? 'champion' : null);
    return {
      name: version.name,
      source: { kind: 'model', name: version.name, version: version.version, alias: followed },
      launch: {
        codeDir: folder,
        entry: ownProgram(folder),
        inputs: [],
        params: {},
        resources: modelResources,
        seed: 7,
        service: { name: version.name, version: version.version, ...(version.runId && { runId: version.runId }), ...servingTerms(folder) },
        model: folder,
      },
      described: { signature: version.signature, inputExample: version.inputExample },
    };
  }

  const trials = new Map<string, Deployment>();

  function trial(folder: string): string {
    const version = String(trials.size + 1);
    const target = `${temporaryPrefix}model:${version}`;
    const name = `${temporaryPrefix}model`;
    trials.set(target, {
      name,
      source: { kind: 'model', name, version, alias: null },
      launch: {
        ...{ codeDir: folder, entry: null, inputs: [], params: {}, resources: modelResources, seed: 7, model: folder },
        service: { name, version, ...servingTerms(folder) },
      },
      described: null,
    });
    return target;
  }

  async function found(target: string, solution: Solution): Promise<Deployment> {
    return trials.get(target) ?? (parts.workspaces.challengeIds().includes(target) ? program(target, solution) : model(target));
  }

  const plan = async (target: string, solution: Solution): Promise<Deployment> => {
    const { launch, ...about } = await found(target, solution);
    return { ...about, launch: { ...launch, language: parts.language() } };
  };
  return Object.assign(plan, { trial });
}

/** A model that only Python can compute brings the program that serves it (src-runtime/python/bancada/_model.py), and so may any other: `servico.ts`. */
export function ownProgram(folder: string): string | null {
  if (existsSync(join(folder, 'model.pkl'))) return 'servico.py';
  return existsSync(join(folder, 'servico.ts')) ? 'servico.ts' : null;
}

const terms = z.object({ timeoutMs: z.number().int().min(20).max(600_000) });

/** What the model's folder says about how it is to be served (src-runtime/ml/serving-terms.ts); a learner's program may have written anything there. */
function servingTerms(folder: string): { timeoutMs?: number } {
  try {
    return terms.parse(JSON.parse(readFileSync(join(folder, 'serving.json'), 'utf8')));
  } catch {
    return {};
  }
}

/** The name becomes a folder, part of a container's name and of addresses. */
export function checkEndpointName(name: string): void {
  const expected = '[A-Za-z0-9][A-Za-z0-9_.-]{0,62}';
  if (!new RegExp(`^${expected}$`).test(name))
    throw new BancadaError('PARAM_INVALID', { name: 'endpoint', value: name, expected, example: 'atrasos-voos' });
}
