/**
 * `gcpExcess`: which bindings are of no use to any need, and which are wider than needed: a basic role, a role in whose place a smaller one would do, or a binding that also
 * reaches a bucket, an account or a repository of somebody else.
 */
import type { PolicyEntry } from '../../contract/cloud-iam.ts';
import type { Need } from '../plan/need.ts';
import { type GcpRoles, grants, type NamedBinding } from './gcp.ts';

const basic = ['roles/owner', 'roles/editor', 'roles/viewer'];
/** Services whose resources have policies of their own. */
const ownPolicies = /^\/\/(?:storage|iam|artifactregistry|run)\.googleapis\.com\//;

export function gcpExcess(bindings: readonly NamedBinding[], needs: readonly Need[], roles: GcpRoles) {
  const unused: PolicyEntry[] = [];
  const broad: PolicyEntry[] = [];
  for (const given of bindings) {
    const { name, binding, attached } = given;
    const entry = (detail: string): PolicyEntry => ({ action: binding.role, resource: attached ?? '*', statement: name, detail });
    const served = needs.filter((need) => grants(given, need.action, need.resource));
    const others = bindings.filter((other) => other !== given);
    if (basic.includes(binding.role)) broad.push(entry('*'));
    else if (served.length === 0 || served.every((need) => others.some((other) => grants(other, need.action, need.resource)))) unused.push(entry(''));
    else {
      const smaller = smallerRole(given, served, roles);
      const reached = served
        .map((need) => elsewhere(need.resource))
        .find((resource, index) => resource !== null && grants(given, served[index]!.action, resource));
      if (smaller) broad.push(entry(smaller));
      else if (reached) broad.push(entry(reached));
    }
  }
  return { unused, broad };
}

/** A role with fewer permissions that is enough; of one's own roles, the permissions that nobody asks for. */
function smallerRole({ binding, permissions }: NamedBinding, served: readonly Need[], roles: GcpRoles): string | null {
  const used = new Set(served.map(({ action }) => action));
  if (!binding.role.startsWith('roles/')) return permissions.filter((permission) => !used.has(permission)).join(', ') || null;
  const enough = Object.entries(roles).filter(([, has]) => has.length < permissions.length && [...used].every((action) => has.includes(action)));
  return enough.sort(([, a], [, b]) => a.length - b.length)[0]?.[0] ?? null;
}

function elsewhere(resource: string): string | null {
  if (!ownPolicies.test(resource)) return null;
  const other = resource.replace(/(buckets|serviceAccounts|repositories|services)\/[^/]+/, '$1/outro');
  return other === resource ? null : other;
}
