/** `createBehind`: what stands behind the words of a cloud: runs of pipelines, registered versions, endpoints, batches. Names in images and addresses say which. */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Batches } from '../../batch/index.ts';
import type { Core } from '../../common/core.ts';
import type { Scalar } from '../../contract/base.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { PipelineRun } from '../../contract/pipelines.ts';
import type { RolloutPlanInput } from '../../contract/rollout.ts';
import type { Endpoint } from '../../contract/serving.ts';
import type { Solution } from '../../contract/workspaces.ts';
import type { PipelinesDomain } from '../../pipelines/index.ts';
import type { RegistryDomain } from '../../registry/index.ts';
import type { Rollouts } from '../../rollout/index.ts';
import type { ServingDomain } from '../../serving/index.ts';
import { validation } from './refusal.ts';

export interface BehindParts {
  pipelines: Pick<PipelinesDomain, 'start' | 'get' | 'cancel' | 'plan' | 'finished'>;
  registry: Pick<RegistryDomain, 'resolve' | 'version'>;
  serving: Pick<ServingDomain, 'serve' | 'stop' | 'get' | 'call'>;
  rollouts: Pick<Rollouts, 'start' | 'last' | 'scale'>;
  batches: Pick<Batches, 'start' | 'get' | 'cancel' | 'ended'>;
}

export type Behind = ReturnType<typeof createBehind>;

const solutions: Record<string, Solution> = { workspace: 'workspace', latest: 'workspace', reference: 'reference', starter: 'starter' };

export function createBehind(core: Pick<Core, 'home'>, { pipelines, registry, serving, rollouts, batches }: BehindParts) {
  const starting = new Map<string, Promise<void>>();
  return {
    /** `…/07-serving:latest` with parameters as texts. */
    async startRun(image: string, params: Readonly<Record<string, string>>): Promise<string> {
      const [, pipeline = '', tag = 'latest'] = /([^/:]+)(?::([^/:@]+))?$/.exec(image) ?? [];
      const solution = solutions[tag];
      if (!solution) throw validation(`Tag ${tag} of image ${image}: expected latest, workspace, reference or starter.`);
      const types = new Map(pipelines.plan(pipeline, solution).params.map(({ name, type }) => [name, type]));
      // Where only small letters and underscores are names, `taxa-L2` is `taxa_l2`.
      const own = (given: string) => (types.has(given) ? given : ([...types.keys()].find((name) => plainName(name) === given) ?? given));
      const typed = Object.entries(params).map(([name, text]) => [own(name), typedValue(text, types.get(own(name)) ?? 'string')]);
      return (await pipelines.start({ pipeline, solution, params: Object.fromEntries(typed) })).runId;
    },
    /** Null when it was removed since. */
    run(runId: string): PipelineRun | null {
      return orNull('RUN_NOT_FOUND', () => pipelines.get(runId));
    },
    stopRun: (runId: string) => pipelines.cancel(runId).catch(ignore('RUN_FINISHED')),
    finished: pipelines.finished,
    /** `s3://BUCKET/models/NAME/VERSION/…`; without a version, the champion or the latest. */
    version(address: string) {
      const [, name = '', version] = /\/models\/([^/]+)(?:\/(\d+))?(?:\/|$)/.exec(address) ?? [];
      if (name === '') throw validation(`${address}: expected …/models/NAME/VERSION.`);
      const found = registry.resolve(version === undefined ? name : `${name}:${version}`);
      return { name: found.name, version: found.version };
    },
    registeredAs: registry.resolve,
    registered: registry.version,
    endpoint(name: string): Endpoint | null {
      return orNull('ENDPOINT_NOT_FOUND', () => serving.get(name));
    },
    /** Answers when it is ready. */
    deploy(name: string, target: string, replicas: number): Promise<void> {
      const done = (async () => {
        await serving.serve({ target, endpoint: name });
        if (replicas > 1) await rollouts.scale(name, { replicas: Math.min(replicas, mostReplicas) });
      })();
      starting.set(name, done);
      return done;
    },
    /** Of what was deployed in the background here; its failure is thrown. */
    whenReady: async (name: string) => starting.get(name),
    scale: (name: string, min: number, max: number, target: number) =>
      rollouts.scale(name, {
        scaling: { min: Math.max(1, Math.min(min, mostReplicas)), max: Math.min(max, mostReplicas), concurrency: 4, cpu: target, calmMs: 30_000 },
      }),
    rollout: (asked: Pick<RolloutPlanInput, 'endpoint' | 'target' | 'strategy' | 'weights' | 'holdMs' | 'watchMs'>) =>
      rollouts.start({ solution: 'workspace', replicas: 1, auto: false, limits: { errors: 0.01, slower: 1.5, different: 0.01 }, ...asked }),
    lastRollout: (name: string) => orNull('ENDPOINT_NOT_FOUND', () => rollouts.last(name)),
    stopEndpoint: (name: string) => serving.stop(name).catch(ignore('ENDPOINT_NOT_FOUND')),
    ask: (name: string, body: unknown) => serving.call({ name, method: 'POST', path: '/predict', body }),
    async startBatch(target: string, input: string, output: string): Promise<string> {
      const to = placeOf(core, output);
      mkdirSync(dirname(to), { recursive: true });
      rmSync(to, { force: true });
      return (await batches.start({ target, input: placeOf(core, input), output: to })).batchId;
    },
    batch: (id: string) => orNull('BATCH_NOT_FOUND', () => batches.get(id)),
    stopBatch: batches.cancel,
    batchEnded: batches.ended,
  };
}

const mostReplicas = 10;

/** `…/datasets/NAME` is a data set; anything else is a file below the home's buckets. */
function placeOf({ home }: Pick<Core, 'home'>, address: string): string {
  const [, scheme = '', path = ''] = /^(s3|gs):\/\/(.+)$/.exec(address) ?? [];
  const data = /\/datasets\/([^/]+)$/.exec(path);
  if (data) return `dataset:${data[1]!}`;
  if (scheme === '' || path.split('/').includes('..')) throw validation(`${address}: expected s3://BUCKET/KEY or gs://BUCKET/KEY.`);
  return join(home.root, 'cloud', 'buckets', path);
}

const plainName = (name: string) => name.replaceAll('-', '_').toLowerCase();

function typedValue(text: string, type: 'integer' | 'number' | 'string' | 'boolean'): Scalar {
  if (type === 'boolean') return text === 'true';
  return type === 'string' ? text : Number(text);
}

function orNull<T>(code: string, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof BancadaError && error.code === code) return null;
    throw error;
  }
}

const ignore = (code: string) => (error: unknown) => {
  if (!(error instanceof BancadaError && error.code === code)) throw error;
};
