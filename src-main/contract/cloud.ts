/** The managed cloud, simulated: calls in the words of SageMaker and Vertex AI, plans, permissions and costs. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { instant, procedure } from './base.ts';
import { bill, planCost, tableView, whatIf } from './cloud-cost.ts';
import { decision, evaluation, policyReview } from './cloud-iam.ts';
import { cloudMode, cloudPlan, cloudProblem, cloudProvider, cloudSource } from './cloud-plan.ts';

export const cloudCall = z.object({
  id: z.number().int(),
  at: instant,
  provider: cloudProvider,
  principal: z.string(),
  action: z.string(),
  resource: z.string(),
  status: z.number().int(),
  /** The provider's code and message; null when it went well. */
  error: z.string().nullable(),
});

export const cloudResource = z.object({
  provider: cloudProvider,
  kind: z.enum(['job', 'model', 'endpoint-config', 'endpoint', 'batch']),
  name: z.string(),
  /** ARN or full name. */
  id: z.string(),
  /** In the provider's words. */
  state: z.string(),
  failure: z.string().nullable(),
  createdAt: instant,
  /** What stands behind it in the lab. */
  link: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('run'), id: z.string() }),
    z.object({ kind: z.literal('version'), name: z.string(), version: z.string() }),
    z.object({ kind: z.literal('endpoint'), name: z.string() }),
    z.object({ kind: z.literal('batch'), id: z.string() }),
    z.object({ kind: z.literal('none') }),
  ]),
});

export const cloudStep = z.object({
  id: z.string(),
  phase: z.enum(['train', 'model', 'endpoint', 'batch', 'schedule', 'budget']),
  target: z.string(),
  status: z.enum(['waiting', 'running', 'done', 'failed']),
  /** Machines that were asked for, and why the answer was no. */
  attempts: z.array(z.object({ machine: z.string(), error: z.string().nullable() })),
  /** From asking for the first answer to having it, of an endpoint that was at zero. */
  coldStartMs: z.number().nullable(),
  mode: cloudMode.nullable(),
  error: z.string().nullable(),
});

export const cloudApply = z.object({
  id: z.string(),
  provider: cloudProvider,
  project: z.string(),
  status: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  error: z.string().nullable(),
  runId: z.string().nullable(),
  steps: z.array(cloudStep),
  startedAt: instant,
  endedAt: instant.nullable(),
});

const sourced = z.object({ source: cloudSource });
const planErrors = ['CHALLENGE_NOT_FOUND', 'FILE_NOT_FOUND', 'PIPELINE_INVALID', 'PIPELINE_SYNTAX'] as const;
const one = z.object({ id: z.string() });
const onePlan = z.object({ source: cloudSource, title: z.string() });

export const cloudContract = {
  /** Every plan that is there: in folders of challenges, and the lab's examples. */
  plans: procedure().output(z.array(onePlan)),
  check: procedure('CHALLENGE_NOT_FOUND', 'FILE_NOT_FOUND')
    .input(sourced)
    .output(z.object({ problems: z.array(cloudProblem), plan: cloudPlan.nullable(), text: z.string() })),
  review: procedure(...planErrors)
    .input(sourced.extend({ role: z.string().optional() }))
    .output(z.array(policyReview)),
  evaluate: procedure('PIPELINE_INVALID', 'PIPELINE_SYNTAX').input(evaluation).output(decision),
  cost: procedure(...planErrors)
    .input(sourced)
    .output(planCost),
  whatIf: procedure(...planErrors, 'ENDPOINT_NOT_FOUND')
    .input(sourced.extend({ endpoint: z.string() }))
    .output(whatIf),
  /** Of quantities (YAML), or of one that ships, by its name. */
  bill: procedure('PIPELINE_INVALID', 'PIPELINE_SYNTAX', 'CLOUD_TABLE_UNKNOWN')
    .input(z.union([z.object({ text: z.string().max(100_000) }), z.object({ name: z.string() })]))
    .output(bill),
  bills: procedure().output(z.array(z.object({ name: z.string(), text: z.string() }))),
  tables: procedure().output(z.array(tableView)),
  /** PIPELINE_INVALID names what is wrong; then nothing is written. */
  saveTable: procedure('CLOUD_TABLE_UNKNOWN', 'PIPELINE_INVALID', 'PIPELINE_SYNTAX')
    .input(one.extend({ text: z.string().max(200_000) }))
    .output(tableView),
  /** Back to the one that ships. */
  resetTable: procedure('CLOUD_TABLE_UNKNOWN').input(one).output(tableView),
  /** One call of the provider's API. Its refusals are answers (`status`), as over the wire. */
  call: procedure(...planErrors)
    .input(
      z.object({
        provider: cloudProvider,
        operation: z.string(),
        body: z.record(z.string(), z.unknown()).default({}),
        /** As a role of a plan: its policies decide. Without it everything is allowed. */
        as: sourced.extend({ role: z.string() }).optional(),
      }),
    )
    .output(z.object({ status: z.number().int(), body: z.unknown() })),
  operations: procedure().output(z.array(z.object({ provider: cloudProvider, operation: z.string(), action: z.string() }))),
  resources: procedure().output(z.array(cloudResource)),
  calls: procedure()
    .input(z.object({ limit: z.number().int().min(1).max(1000).default(100) }).default({ limit: 100 }))
    .output(z.array(cloudCall)),
  /** Carries a plan out; answers once it is written down. `quotas`: other than the table's, by machine. */
  apply: procedure(...planErrors)
    .input(sourced.extend({ quotas: z.record(z.string(), z.number().int().min(0)).default({}) }))
    .output(one),
  applies: procedure()
    .input(z.object({ limit: z.number().int().min(1).max(100).default(10) }).default({ limit: 10 }))
    .output(z.array(cloudApply)),
  watchApply: procedure('CLOUD_APPLY_UNKNOWN').input(one).output(eventIterator(cloudApply)),
  cancelApply: procedure('CLOUD_APPLY_UNKNOWN').input(one).output(z.void()),
  /** Ends and forgets whatever a project has. */
  down: procedure()
    .input(z.object({ project: z.string() }))
    .output(z.object({ removed: z.number().int() })),
};

export type CloudCall = z.infer<typeof cloudCall>;
export type CloudResource = z.infer<typeof cloudResource>;
export type CloudApply = z.infer<typeof cloudApply>;
export type CloudStep = z.infer<typeof cloudStep>;
