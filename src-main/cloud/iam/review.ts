/** `reviewRole`: a role's policies against what a plan asks for as that role: what is missing, forbidden, of no use, or wider than needed. */
import type { PolicyEntry, PolicyReview } from '../../contract/cloud-iam.ts';
import type { Need } from '../plan/need.ts';

export interface Reviewed {
  /** Of one need. */
  decide(need: Need): { allowed: boolean; reason: 'allowed' | 'implicit' | 'deny'; statement: string | null };
  /** Parts of the policies that nothing needs, and those that give more than is needed. */
  excess(needs: readonly Need[]): { unused: PolicyEntry[]; broad: PolicyEntry[] };
}

export function reviewRole(
  about: Pick<PolicyReview, 'role' | 'principal' | 'invalid'>,
  needs: readonly Need[],
  { decide, excess }: Reviewed,
): PolicyReview {
  const missing: PolicyEntry[] = [];
  const denied: PolicyEntry[] = [];
  for (const need of needs) {
    const { allowed, reason, statement } = decide(need);
    if (allowed) continue;
    const entry = { action: need.action, resource: need.resource, statement, detail: need.phase };
    (reason === 'deny' ? denied : missing).push(entry);
  }
  const { unused, broad } = excess(needs);
  return {
    ...about,
    needs: needs.map(({ action, resource, phase }) => ({ action, resource, phase })),
    ok: [missing, denied, unused, broad, about.invalid].every((all) => all.length === 0),
    ...{ missing, unused, broad, denied },
  };
}
