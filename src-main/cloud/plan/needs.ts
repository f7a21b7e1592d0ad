/** `needsOf`: every permission that carrying a plan out asks for, in order, with who asks. The emulation asks exactly these; a review compares policies with them. */
import type { CloudPlan } from '../../contract/cloud-plan.ts';
import type { Need } from './need.ts';
import { awsNeeds } from './needs-aws.ts';
import { gcpNeeds } from './needs-gcp.ts';

export function needsOf(plan: CloudPlan): Need[] {
  return plan.provider === 'sagemaker' ? awsNeeds(plan) : gcpNeeds(plan);
}
