/** A plan for a managed cloud (`nuvem.yaml`), and what is wrong with one. */
import { z } from 'zod';
import { bilingual } from './base.ts';
import { solution } from './workspaces.ts';

export const cloudProvider = z.enum(['sagemaker', 'vertex']);
export const cloudMode = z.enum(['always-on', 'scale-to-zero', 'batch']);
export const cloudExit = z.enum(['kfp', 'vertex', 'sagemaker', 'argo', 'airflow', 'kubernetes', 'kserve', 'compose']);

const name = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
const amount = z.number().min(0);

const job = z.strictObject({
  /** Id of a challenge. */
  pipeline: z.string(),
  role: name,
  machine: z.string(),
  /** Machines to ask for, in this order, when the quota refuses the first. */
  fallback: z.array(z.string()).max(5).default([]),
  retries: z.number().int().min(0).max(10).default(0),
  spot: z.boolean().default(false),
  maxSeconds: z.number().int().min(1).max(432_000).default(3600),
  /** Of one run, for the bill. */
  hours: amount,
  runsPerMonth: amount,
});

const cloudEndpoint = z.strictObject({
  name,
  role: name,
  /** Of traffic (`traffic.yaml`). */
  shape: z.string(),
  mode: cloudMode,
  /** Of always-on and batch. */
  machine: z.string().optional(),
  min: z.number().int().min(0).max(100).default(1),
  max: z.number().int().min(1).max(100).default(1),
  /** Share of what a machine can take at which another is started. */
  target: z.number().min(0.05).max(1).default(0.7),
  /** Of scale-to-zero. */
  memoryGib: z.number().min(0.5).max(32).optional(),
  vcpus: z.number().min(1).max(8).default(1),
  idleSeconds: z.number().int().min(1).max(86_400).default(900),
});

export const cloudPlan = z.strictObject({
  provider: cloudProvider,
  region: z.string(),
  project: z.string().regex(/^[a-z][a-z0-9-]{2,24}$/),
  /** Who acts → files with their policies. */
  roles: z.record(name, z.array(z.string()).min(1)),
  job,
  data: z.array(z.string()).default([]),
  model: z.string(),
  endpoints: z.array(cloudEndpoint).min(1).max(10),
  schedule: z.strictObject({ cron: z.string(), role: name }).optional(),
  storage: z.strictObject({ dataGib: amount.default(0), registryGib: amount.default(0), logGibPerMonth: amount.default(0) }).prefault({}),
  budget: z.strictObject({ usd: z.number().positive(), alerts: z.array(z.number().positive().max(2)).default([]) }),
  exit: z.array(cloudExit).default([]),
});

export const cloudProblem = z.object({
  file: z.string(),
  line: z.number().int().nullable(),
  /** As in `endpoints[0].machine`. */
  field: z.string(),
  say: bilingual,
});

/** Where a plan is: in the learner's folder of a challenge, among the examples of the lab, or anywhere on disk. */
export const cloudSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('workspace'),
    pipeline: z.string(),
    solution: solution.default('workspace'),
    file: z.string().default('nuvem.yaml'),
  }),
  z.object({ kind: z.literal('example'), id: z.string() }),
  z.object({ kind: z.literal('path'), path: z.string() }),
]);

export type CloudProvider = z.infer<typeof cloudProvider>;
export type CloudMode = z.infer<typeof cloudMode>;
export type CloudPlan = z.infer<typeof cloudPlan>;
export type CloudEndpoint = z.infer<typeof cloudEndpoint>;
export type CloudProblem = z.infer<typeof cloudProblem>;
export type CloudSource = z.infer<typeof cloudSource>;
