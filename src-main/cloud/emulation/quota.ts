/** `quotaOf`: how many machines of a kind are in use, by jobs that have not ended and endpoints that stand; one too many is refused. */
import type { PriceTable } from '../../contract/cloud-cost.ts';
import type { CloudProvider } from '../../contract/cloud-plan.ts';
import type { Behind } from './behind.ts';
import { overQuota, validation } from './refusal.ts';
import type { CloudStore, ResourceRow } from './store.ts';

export function quotaOf(
  provider: CloudProvider,
  { machines }: Pick<PriceTable, 'machines'>,
  other: Readonly<Record<string, number>>,
  around: { store: CloudStore; behind: Behind },
): (machine: string, use: string, wanted: number) => void {
  return (machine, use, wanted) => {
    const quota = other[machine] ?? machines[machine]?.quota;
    if (quota === undefined) throw validation(`Machine ${machine} is not in the table of prices: expected ${Object.keys(machines).join(', ')}.`);
    const used = around.store
      .all()
      .reduce((sum, row) => sum + (row.provider === provider && isHeld(row, around.behind) ? countOf(row, machine, around.store) : 0), 0);
    if (used + wanted > quota) throw overQuota(provider, { machine, use, quota, used, wanted });
  };
}

function isHeld({ kind, link }: ResourceRow, behind: Behind): boolean {
  if (link.kind === 'run') return ['pending', 'running'].includes(behind.run(link.id)?.status ?? '');
  if (link.kind === 'batch') return behind.batch(link.id)?.status === 'running';
  return kind === 'endpoint' && link.kind === 'endpoint' && behind.endpoint(link.name)?.status === 'ready';
}

/** Where a request says which machine, and how many. */
function countOf(row: ResourceRow, machine: string, store: CloudStore): number {
  const config = row.body.EndpointConfigName;
  const body = typeof config === 'string' ? (store.get('sagemaker', 'endpoint-config', config)?.body ?? {}) : row.body;
  const text = JSON.stringify(body);
  if (!text.includes(`"${machine}"`)) return 0;
  const [, count = '1'] = /"(?:InstanceCount|InitialInstanceCount|minReplicaCount|replicaCount)":(\d+)/.exec(text) ?? [];
  return Number(count);
}
