/**
 * `awsExcess`: which actions and resources of AWS policies are of no use to any need, and which are wider than needed. An action or a resource is of no use when every
 * need is met without it; an action is wider when its pattern also names another one of the catalogue, a resource when its pattern also reaches somebody else's.
 */
import type { PolicyEntry } from '../../contract/cloud-iam.ts';
import type { Need } from '../plan/need.ts';
import { decideAws, type NamedStatement } from './aws.ts';
import type { AwsStatement } from './aws-policy.ts';
import { matches } from './pattern.ts';

export interface AwsCatalogue {
  /** Actions that take no resource: `*` is right for them. */
  any: readonly string[];
  actions: readonly string[];
}

export function awsExcess(statements: readonly NamedStatement[], needs: readonly Need[], project: string, catalogue: AwsCatalogue) {
  const unused: PolicyEntry[] = [];
  const broad: PolicyEntry[] = [];
  for (const given of statements) {
    const { name, statement } = given;
    if (statement.Effect === 'Deny') continue;
    const { Action: actions = ['NotAction'], Resource: resources = ['NotResource'] } = statement;
    // What is not named may be anything.
    if (statement.NotAction || statement.NotResource) {
      broad.push({ action: actions.join(', '), resource: resources.join(', '), statement: name, detail: '*' });
      continue;
    }
    const without = (change: Partial<AwsStatement>) =>
      statements.map((each) => (each === given ? { name, statement: { ...statement, ...change } } : each));
    const isNoLoss = (served: readonly Need[], change: Partial<AwsStatement>) => served.every((need) => decideAws(without(change), need).allowed);
    for (const action of actions) {
      const entry = (detail: string): PolicyEntry => ({ action, resource: resources.join(', '), statement: name, detail });
      const served = needs.filter((need) => decideAws([{ name, statement: { ...statement, Action: [action] } }], need).allowed);
      const also = catalogue.actions.filter((each) => matches(action, each, true) && !served.some((need) => same(need.action, each)));
      if (isNoLoss(served, { Action: actions.filter((each) => each !== action) })) unused.push(entry(''));
      else if (also.length > 0) broad.push(entry(also.join(', ')));
    }
    for (const resource of resources) {
      const entry = (detail: string): PolicyEntry => ({ action: actions.join(', '), resource, statement: name, detail });
      const served = needs.filter((need) => decideAws([{ name, statement: { ...statement, Resource: [resource] } }], need).allowed);
      const other = served.filter(({ action }) => !catalogue.any.some((each) => same(each, action))).map((need) => elsewhere(need.resource, project));
      const reached = other.find((each) => matches(resource, each));
      if (served.length > 0 && isNoLoss(served, { Resource: resources.filter((each) => each !== resource) })) unused.push(entry(''));
      else if (served.length === 0 && resources.length > 1) unused.push(entry(''));
      else if (reached) broad.push(entry(reached));
    }
  }
  return { unused, broad };
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** The same kind of thing, of somebody else: a pattern that lets it through is too wide. */
function elsewhere(resource: string, project: string): string {
  if (resource.includes(':log-group:')) return resource.replace(/:log-group:[^:]+/, ':log-group:/aws/outro');
  const other = resource.replaceAll(new RegExp(`(?<![a-z0-9])${project}(?![a-z0-9])`, 'g'), 'outro');
  return other === resource ? `${resource}-outro` : other;
}
