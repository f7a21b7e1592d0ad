/** `planCost`: a plan as a bill, each endpoint also in the modes that it does not have, and this computer beside it; `whatIf`: an endpoint for less and more traffic. */
import type { EndpointCost, LocalTable, PlanCost, PriceTable, TrafficShape, WhatIf } from '../../contract/cloud-cost.ts';
import type { CloudEndpoint, CloudMode, CloudPlan } from '../../contract/cloud-plan.ts';
import { type BillItem, billOf } from './bill.ts';
import { endpointItems } from './endpoint.ts';
import { canServe, localCost } from './local.ts';
import { hoursOf, requestsOf } from './traffic.ts';

export interface Tables {
  tableId: string;
  table: PriceTable;
  shapes: Readonly<Record<string, TrafficShape>>;
  local: LocalTable;
}

const modes: readonly CloudMode[] = ['always-on', 'scale-to-zero', 'batch'];
const groups = {
  treino: { pt: 'Treino', en: 'Training' },
  armazenamento: { pt: 'Armazenamento', en: 'Storage' },
  logs: { pt: 'Logs', en: 'Logs' },
  agenda: { pt: 'Agenda', en: 'Schedule' },
};

export function planCost(plan: CloudPlan, tables: Tables): PlanCost {
  const { table, tableId, shapes, local } = tables;
  const uses = plan.endpoints.map((endpoint) => endpointItems(table, endpoint, shapes[endpoint.shape]!, endpoint.mode));
  const items = [...trainingItems(plan), ...uses.flatMap((use) => use?.items ?? []), ...restItems(plan, table)];
  const busySeconds = plan.endpoints.reduce((sum, { shape }) => sum + (requestsOf(hoursOf(shapes[shape]!)) * shapes[shape]!.msPerRequest) / 1000, 0);
  return {
    ...billOf({ table, tableId, groups }, items),
    endpoints: plan.endpoints.map((endpoint, index) => endpointCost(endpoint, uses[index] ?? null, tables)),
    budgetUsd: plan.budget.usd,
    local: localCost(local, busySeconds),
  };
}

function endpointCost(endpoint: CloudEndpoint, use: ReturnType<typeof endpointItems>, tables: Tables): EndpointCost {
  const { name, shape, mode } = endpoint;
  const byMode = Object.fromEntries(modes.map((each) => [each, costIn(endpoint, each, tables, 1)])) as EndpointCost['byMode'];
  return {
    ...{ name, shape, mode, byMode },
    usd: byMode[mode] ?? 0,
    requestsPerMonth: Math.round(use?.requestsPerMonth ?? 0),
    coldStartsPerDay: use?.coldStartsPerDay ?? 0,
    peak: use?.peak ?? null,
    overload: Math.round(use?.overload ?? 0),
  };
}

function costIn(endpoint: CloudEndpoint, mode: CloudMode, { table, tableId, shapes }: Tables, factor: number): number | null {
  const use = endpointItems(table, endpoint, shapes[endpoint.shape]!, mode, factor);
  return use && billOf({ table, tableId }, use.items).total;
}

function trainingItems({ job, endpoints: _ }: CloudPlan): BillItem[] {
  const sku = `${job.spot ? 'training-spot' : 'training'}.${job.machine}`;
  return [{ group: 'treino', sku, quantity: job.hours * job.runsPerMonth }];
}

function restItems({ storage, schedule, job }: CloudPlan, { prices }: PriceTable): BillItem[] {
  const scheduled = prices['scheduler.jobs'] ? { sku: 'scheduler.jobs', quantity: 1 } : { sku: 'scheduler.invocations', quantity: job.runsPerMonth };
  return [
    { group: 'armazenamento', sku: 'storage.standard', quantity: storage.dataGib },
    { group: 'armazenamento', sku: 'registry.storage', quantity: storage.registryGib },
    { group: 'logs', sku: 'logging.ingest', quantity: storage.logGibPerMonth },
    ...(schedule ? [{ group: 'agenda', ...scheduled }] : []),
  ];
}

/** From a hundredth to a hundred times the traffic, in steps that look even on a logarithmic axis. */
const factors = Array.from({ length: 33 }, (_, index) => 10 ** (-2 + index / 8));

export function whatIf(endpoint: CloudEndpoint, tables: Tables): WhatIf {
  const shape = tables.shapes[endpoint.shape]!;
  // How many machines may run is the question, not given.
  const free = { ...endpoint, min: 1, max: Number.MAX_SAFE_INTEGER };
  const points = factors.map((factor) => {
    const costs = modes.map((mode) => [mode, costIn(free, mode, tables, factor)] as const).filter(([, usd]) => usd !== null);
    const hours = hoursOf(shape, factor);
    const peakRate = Math.max(...hours.map(({ rate }) => rate));
    const requestsPerMonth = requestsOf(hours);
    const local = canServe(tables.local, peakRate, shape.msPerRequest)
      ? localCost(tables.local, (requestsPerMonth * shape.msPerRequest) / 1000).usd
      : null;
    return { factor, requestsPerMonth: Math.round(requestsPerMonth), usd: Object.fromEntries(costs) as WhatIf['points'][number]['usd'], local };
  });
  const crossings: WhatIf['crossings'] = [];
  for (const [index, point] of points.entries()) {
    const [from, to] = [cheapest(points[index - 1]?.usd), cheapest(point.usd)];
    if (from && to && from !== to) crossings.push({ from, to, factor: point.factor, requestsPerMonth: point.requestsPerMonth });
  }
  return { shape: endpoint.shape, points, crossings };
}

function cheapest(usd: WhatIf['points'][number]['usd'] | undefined): CloudMode | null {
  const all = Object.entries(usd ?? {}) as [CloudMode, number][];
  return all.sort(([, a], [, b]) => a - b)[0]?.[0] ?? null;
}
