/** Deploys: an endpoint put on the user's own engine, swarm or cluster: what would change is said first, then done, looked at, taken away. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { failure, instant, procedure } from './base.ts';

export const deployKind = z.enum(['docker', 'swarm', 'kubernetes']);

const deployWish = z.object({
  endpoint: z.string(),
  /** `docker`, `docker://tcp://host:2376`, `docker://ssh://me@host`, `docker://unix:///path`, the same for `swarm`; `kubernetes`, `kubernetes://context/namespace`. */
  target: z.string().max(300),
  /** Where the image is pushed to, for whoever runs it elsewhere: host and path. Without it, it stays on the engine that it is built on. */
  registry: z
    .string()
    .regex(/^[a-z0-9]+(?:[._:/-][a-z0-9]+)*$/)
    .max(200)
    .nullable()
    .default(null),
  /** Of the engine's computer, or of every node. */
  port: z.number().int().min(1).max(65_535).default(8080),
  /** Docker only: the address that the port is opened on. */
  bind: z.ipv4().default('127.0.0.1'),
  replicas: z.number().int().min(1).max(20).default(2),
  /** Whether it is over only when the new one answers; what does not is taken back. */
  wait: z.boolean().default(true),
});

export const deployStep = z.object({
  do: z.enum(['build', 'push', 'create', 'replace', 'keep', 'remove', 'try', 'wait', 'undo']),
  /** Of the platform: image, container, service, Deployment. */
  kind: z.string(),
  name: z.string(),
});

export const deployPlan = z.object({
  kind: deployKind,
  /** Which engine or cluster. */
  where: z.string(),
  image: z.string(),
  address: z.string().nullable(),
  steps: z.array(deployStep),
});

export const deployStatus = z.object({
  kind: deployKind,
  where: z.string(),
  found: z.boolean(),
  image: z.string().nullable(),
  /** What `undo` would go back to; null where nothing earlier is kept. */
  previous: z.string().nullable(),
  address: z.string().nullable(),
  ready: z.number().int(),
  wanted: z.number().int(),
  parts: z.array(z.object({ kind: z.string(), name: z.string(), state: z.string() })),
});

/** A deploy that goes on without whoever asked for it. */
export const deployJob = z.object({
  wish: deployWish,
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** Those that have begun, the last of them under way while it runs. */
  steps: z.array(deployStep),
  startedAt: instant,
  endedAt: instant.nullable(),
  error: failure.nullable(),
});

const errors = [
  ...(['ENDPOINT_NOT_FOUND', 'MODEL_NOT_SERVABLE', 'EXPORT_PYTHON_SERVICE', 'IMAGE_UNAVAILABLE'] as const),
  ...(['DEPLOY_FAILED', 'DEPLOY_NO_PREVIOUS', 'DEPLOY_NOT_FOUND', 'DEPLOY_TARGET_INVALID', 'DEPLOY_TOOL_MISSING', 'DEPLOY_UNREACHABLE'] as const),
];

const one = z.object({ endpoint: z.string() });
const deployed = deployWish.pick({ endpoint: true, target: true });

export const deployContract = {
  plan: procedure(...errors)
    .input(deployWish)
    .output(deployPlan),
  /** Each step as it begins; cancelled, it takes back what it had begun. */
  apply: procedure(...errors)
    .input(deployWish)
    .output(eventIterator(deployStep)),
  /** The same, going on by itself: `watch` tells how far it is. */
  start: procedure('DEPLOY_RUNNING', ...errors)
    .input(deployWish)
    .output(z.void()),
  /** The last one of this endpoint that was started here, or null. */
  watch: procedure().input(one).output(eventIterator(deployJob.nullable())),
  cancel: procedure().input(one).output(z.void()),
  status: procedure(...errors)
    .input(deployed)
    .output(deployStatus),
  /** Back to what stood there before the last deploy; over when it answers. */
  undo: procedure(...errors)
    .input(deployed)
    .output(z.array(deployStep)),
  /** What was taken away. */
  remove: procedure(...errors)
    .input(deployed)
    .output(z.array(deployStep)),
};

export type DeployJob = z.infer<typeof deployJob>;
export type DeployKind = z.infer<typeof deployKind>;
export type DeployWish = z.infer<typeof deployWish>;
export type DeployWishInput = z.input<typeof deployWish>;
export type DeployTarget = z.infer<typeof deployed>;
export type DeployStep = z.infer<typeof deployStep>;
export type DeployPlan = z.infer<typeof deployPlan>;
export type DeployStatus = z.infer<typeof deployStatus>;
