/** Permissions of a managed cloud: one question to policies, and what a role's policies allow too much or lack. */
import { z } from 'zod';
import { cloudProblem, cloudProvider } from './cloud-plan.ts';

/** What was asked for: an action (`s3:GetObject`, `storage.objects.get`) on a resource. */
export const permission = z.object({ action: z.string(), resource: z.string() });

export const decision = z.object({
  allowed: z.boolean(),
  /** `implicit`: nothing allows it. `deny`: a statement forbids it, whatever else allows it. */
  reason: z.enum(['allowed', 'implicit', 'deny']),
  /** The statement that decided, as `file#2` or `#2`; counted from 1. */
  statement: z.string().nullable(),
});

const entry = permission.extend({
  /** The statement or binding it is about; null for what is missing. */
  statement: z.string().nullable(),
  /** Of `broad`: what else it would allow, or the narrower role. */
  detail: z.string(),
});

export const policyReview = z.object({
  role: z.string(),
  principal: z.string(),
  /** What the plan asks for as this role. */
  needs: z.array(permission.extend({ phase: z.string() })),
  ok: z.boolean(),
  missing: z.array(entry),
  /** Nothing that the plan does needs it. */
  unused: z.array(entry),
  /** Needed, but it allows more than that. */
  broad: z.array(entry),
  /** An explicit deny stands in the way of a need. */
  denied: z.array(entry),
  /** Files that are no policies, or not wholly. */
  invalid: z.array(cloudProblem),
});

export const evaluation = z.object({
  provider: cloudProvider,
  /** Texts of policies, JSON or YAML. */
  policies: z.array(z.string().max(100_000)).max(10),
  action: z.string(),
  resource: z.string(),
  /** Keys of conditions, as `aws:RequestedRegion`. */
  context: z.record(z.string(), z.string()).default({}),
  /** GCP: whose members count. */
  principal: z.string().default(''),
});

export type Permission = z.infer<typeof permission>;
export type PolicyDecision = z.infer<typeof decision>;
export type PolicyEntry = z.infer<typeof entry>;
export type PolicyReview = z.infer<typeof policyReview>;
export type PolicyQuestion = z.infer<typeof evaluation>;
