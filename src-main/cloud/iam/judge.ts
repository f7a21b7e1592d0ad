/** `judgeOf`: a plan's policies, read; who may do what by them, and a review of each role. */
import type { z } from 'zod';
import type { PolicyDecision, PolicyReview } from '../../contract/cloud-iam.ts';
import type { CloudPlan } from '../../contract/cloud-plan.ts';
import { aws, gcp } from '../plan/names.ts';
import type { Need } from '../plan/need.ts';
import { needsOf } from '../plan/needs.ts';
import { problemsOf, readYaml } from '../read.ts';
import { decideAws, type NamedStatement, statementsOf } from './aws.ts';
import { awsPolicy } from './aws-policy.ts';
import { type AwsCatalogue, awsExcess } from './excess-aws.ts';
import { gcpExcess } from './excess-gcp.ts';
import { bindingsOf, decideGcp, type GcpRoles } from './gcp.ts';
import { gcpPolicy } from './gcp-policy.ts';
import { type Reviewed, reviewRole } from './review.ts';

export interface Catalogues {
  aws: AwsCatalogue;
  gcp: GcpRoles;
}

export type PolicyTexts = readonly { file: string; text: string }[];

export interface Judge {
  principal(role: string): string;
  decide(need: Pick<Need, 'role' | 'action' | 'resource' | 'context'>): PolicyDecision;
  review(role: string): PolicyReview;
}

/** `textsOf`: a role's files and what they say. */
export function judgeOf(plan: CloudPlan, textsOf: (role: string) => PolicyTexts, catalogues: Catalogues): Judge {
  const needs = needsOf(plan);
  const known = new Map<string, Reviewed & { invalid: PolicyReview['invalid'] }>();
  const principal = (role: string) => (plan.provider === 'sagemaker' ? aws.role(plan, role) : gcp.member(plan, role));
  const of = (role: string) => {
    const found =
      known.get(role) ??
      (plan.provider === 'sagemaker' ? awsRole(plan, textsOf(role), catalogues) : gcpRole(principal(role), textsOf(role), catalogues));
    known.set(role, found);
    return found;
  };
  return {
    principal,
    decide: (need) => of(need.role).decide(need as Need),
    review: (role) =>
      reviewRole(
        { role, principal: principal(role), invalid: of(role).invalid },
        needs.filter((need) => need.role === role),
        of(role),
      ),
  };
}

function awsRole({ project }: CloudPlan, texts: PolicyTexts, catalogues: Catalogues): Reviewed & { invalid: PolicyReview['invalid'] } {
  const invalid: PolicyReview['invalid'] = [];
  const statements: NamedStatement[] = texts.flatMap(({ file, text }) => {
    const policy = readOr(awsPolicy, text, file, invalid);
    return policy ? statementsOf([{ file, policy }]) : [];
  });
  return { invalid, decide: (need) => decideAws(statements, need), excess: (needs) => awsExcess(statements, needs, project, catalogues.aws) };
}

function gcpRole(principal: string, texts: PolicyTexts, { gcp: roles }: Catalogues): Reviewed & { invalid: PolicyReview['invalid'] } {
  const invalid: PolicyReview['invalid'] = [];
  const policies = texts.flatMap(({ file, text }) => {
    const policy = readOr(gcpPolicy, text, file, invalid);
    return policy ? [{ file, policy }] : [];
  });
  const bindings = bindingsOf(policies, roles, principal);
  return { invalid, decide: (need) => decideGcp(bindings, need), excess: (needs) => gcpExcess(bindings, needs, roles) };
}

function readOr<T extends z.ZodType>(schema: T, text: string, file: string, invalid: PolicyReview['invalid']): z.output<T> | null {
  try {
    return readYaml(schema, text, file).value;
  } catch (error) {
    invalid.push(...problemsOf(error));
    return null;
  }
}
