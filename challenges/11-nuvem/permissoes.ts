/** Policies with one permission taken away: which of them would still let all pass that the plan asks for. The reviewer's word is not taken for it. */
import { decideAws, type NamedStatement, statementsOf } from '../../src-main/cloud/iam/aws.ts';
import { awsPolicy } from '../../src-main/cloud/iam/aws-policy.ts';
import { needsOf } from '../../src-main/cloud/plan/needs.ts';
import type { CloudPlan } from '../../src-main/contract/cloud-plan.ts';

export interface Taken {
  /** How many permissions were taken away, one at a time. */
  tried: number;
  /** `treino: s3:GetObject arn:…`: nothing broke without it. */
  needless: string[];
}

export function takeAway(plan: CloudPlan, files: Readonly<Record<string, string>>): Taken {
  const needs = needsOf(plan);
  const taken: Taken = { tried: 0, needless: [] };
  for (const [role, paths] of Object.entries(plan.roles)) {
    const statements = statementsOf(paths.map((file) => ({ file, policy: awsPolicy.parse(JSON.parse(files[file] ?? '{}')) })));
    const own = needs.filter((need) => need.role === role);
    for (const { less, what } of withoutEach(statements)) {
      taken.tried += 1;
      // One that gives everything is no permission that could be missed.
      if (what.startsWith('* ') || own.every((need) => decideAws(less, need).allowed)) taken.needless.push(`${role}: ${what}`);
    }
  }
  return taken;
}

/** Each pair of action and resource of each statement that allows, left out once. */
function withoutEach(statements: readonly NamedStatement[]): { less: NamedStatement[]; what: string }[] {
  const parts = statements.flatMap(({ name, statement }) =>
    statement.Effect === 'Deny'
      ? [{ name, statement, what: '' }]
      : (statement.Action ?? ['*']).flatMap((action) =>
          (statement.Resource ?? ['*']).map((resource) => ({
            ...{ name, statement: { ...statement, Action: [action], Resource: [resource] } },
            what: `${action} ${resource}`,
          })),
        ),
  );
  return parts.flatMap((part, index) => (part.what === '' ? [] : [{ less: parts.filter((_, other) => other !== index), what: part.what }]));
}
