/** The managed cloud, simulated: calls in the words of SageMaker and Vertex AI, plans, permissions and costs. */
import { z } from 'zod';
import { procedure } from './base.ts';
import { bill, planCost, tableView, whatIf } from './cloud-cost.ts';
import { decision, evaluation, policyReview } from './cloud-iam.ts';
import { cloudPlan, cloudProblem, cloudSource } from './cloud-plan.ts';

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
};
