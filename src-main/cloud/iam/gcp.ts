/** `decideGcp`: whether bindings give a principal a permission on a resource. There is no deny here: what no binding gives is not allowed. */
import type { PolicyDecision } from '../../contract/cloud-iam.ts';
import { type GcpBinding, type GcpPolicy, parseExpression, type Term } from './gcp-policy.ts';

/** Role → the permissions that the emulation asks about. */
export type GcpRoles = Readonly<Record<string, readonly string[]>>;

export interface NamedBinding {
  name: string;
  binding: GcpBinding;
  /** What its policy is attached to; null: the project. */
  attached: string | null;
  permissions: readonly string[];
}

export function bindingsOf(policies: readonly { file: string; policy: GcpPolicy }[], roles: GcpRoles, principal: string): NamedBinding[] {
  const own = Object.assign({}, ...policies.map(({ policy }) => policy.customRoles)) as GcpRoles;
  return policies.flatMap(({ file, policy }) =>
    policy.bindings
      .map((binding, index) => ({
        name: `${file}#${String(index + 1)}`,
        binding,
        attached: policy.resource ?? null,
        permissions: own[binding.role] ?? roles[binding.role] ?? [],
      }))
      .filter(({ binding }) => binding.members.some((member) => member === principal || member.startsWith('all'))),
  );
}

export function decideGcp(bindings: readonly NamedBinding[], { action, resource }: { action: string; resource: string }): PolicyDecision {
  const found = bindings.find((each) => grants(each, action, resource));
  return found ? { allowed: true, reason: 'allowed', statement: found.name } : { allowed: false, reason: 'implicit', statement: null };
}

export function grants({ permissions, attached, binding }: NamedBinding, action: string, resource: string): boolean {
  if (!permissions.includes(action)) return false;
  if (attached !== null && resource !== attached && !resource.startsWith(`${attached}/`)) return false;
  return (binding.condition ? (parseExpression(binding.condition.expression) ?? []) : []).every((term) => holds(term, resource));
}

function holds({ on, test, value }: Term, resource: string): boolean {
  const text = on === 'name' ? resource.replace(/^\/\/[^/]+\//, '') : typeOf(resource);
  return { starts: text.startsWith(value), ends: text.endsWith(value), equals: text === value }[test];
}

/** `//storage.googleapis.com/projects/_/buckets/b/objects/o` → `storage.googleapis.com/Object`. */
function typeOf(resource: string): string {
  const [, service = '', path = ''] = /^\/\/([^/]+)\/(.*)$/.exec(resource) ?? [];
  const kind =
    path
      .split('/')
      .filter((_, index) => index % 2 === 0)
      .at(-1) ?? '';
  const one = kind.replace(/ies$/, 'y').replace(/s$/, '');
  return `${service}/${one.charAt(0).toUpperCase()}${one.slice(1)}`;
}
