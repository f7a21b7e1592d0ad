/** `decideAws`: whether AWS's policies allow an action on a resource: an explicit deny wins, and what nothing allows is not allowed. */
import type { PolicyDecision } from '../../contract/cloud-iam.ts';
import type { AwsPolicy, AwsStatement } from './aws-policy.ts';
import { type Context, conditionHolds, fill } from './conditions.ts';
import { matches } from './pattern.ts';

export interface NamedStatement {
  /** `treino.json#2`. */
  name: string;
  statement: AwsStatement;
}

export interface Request {
  action: string;
  resource: string;
  context: Context;
}

export function statementsOf(policies: readonly { file: string; policy: AwsPolicy }[]): NamedStatement[] {
  return policies.flatMap(({ file, policy }) =>
    policy.Statement.map((statement, index) => ({ name: `${file}#${statement.Sid ?? String(index + 1)}`, statement })),
  );
}

export function decideAws(statements: readonly NamedStatement[], request: Request): PolicyDecision {
  const meant = statements.filter(({ statement }) => applies(statement, request));
  const deny = meant.find(({ statement }) => statement.Effect === 'Deny');
  if (deny) return { allowed: false, reason: 'deny', statement: deny.name };
  const allow = meant[0];
  return allow ? { allowed: true, reason: 'allowed', statement: allow.name } : { allowed: false, reason: 'implicit', statement: null };
}

export function applies({ Action, NotAction, Resource, NotResource, Condition }: AwsStatement, { action, resource, context }: Request): boolean {
  const named = (patterns: readonly string[]) => patterns.some((pattern) => matches(pattern, action, true));
  const placed = (patterns: readonly string[]) => patterns.some((pattern) => matches(fill(pattern, context), resource));
  return (
    (Action ? named(Action) : !named(NotAction ?? [])) &&
    (Resource ? placed(Resource) : !placed(NotResource ?? [])) &&
    conditionHolds(Condition, context)
  );
}
