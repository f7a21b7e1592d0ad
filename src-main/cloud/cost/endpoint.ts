/** `endpointItems`: what serving one shape of traffic in one mode takes, as quantities of a month; null where the traffic cannot wait for a batch. */
import type { PriceTable, TrafficShape } from '../../contract/cloud-cost.ts';
import type { CloudEndpoint, CloudMode } from '../../contract/cloud-plan.ts';
import type { BillItem } from './bill.ts';
import { batchRunsPerDay, coldStartsOf, fleetOf, hoursOf, monthDays, requestsOf } from './traffic.ts';

export interface EndpointUse {
  items: BillItem[];
  requestsPerMonth: number;
  coldStartsPerDay: number;
  peak: number | null;
  overload: number;
}

export type Served = Pick<CloudEndpoint, 'name' | 'min' | 'max' | 'target' | 'vcpus' | 'idleSeconds' | 'machine' | 'memoryGib'>;

/** Memory that goes with one whole processor where memory is all that one chooses; below it, requests take longer. */
const gibPerProcessor = 1.8;
const defaultMemoryGib = 2;
/** From asking for machines until a batch works. */
const batchStartSeconds = 240;

export function endpointItems(table: PriceTable, endpoint: Served, shape: TrafficShape, mode: CloudMode, factor = 1): EndpointUse | null {
  const hours = hoursOf(shape, factor);
  const requests = requestsOf(hours);
  const { name, vcpus, memoryGib = defaultMemoryGib } = endpoint;
  const machineName = endpoint.machine ?? smallestMachine(table);
  const machine = table.machines[machineName]!;
  const gib = (requests * shape.kbPerAnswer) / 1e6;
  const item = (sku: string, quantity: number): BillItem => ({ group: name, sku, quantity: Math.round(quantity * 1e4) / 1e4 });
  const data = table.prices['serverless.data'] ? [item('serverless.data', gib)] : [];
  const common = [...data, item('network.egress', gib)];
  const use = { requestsPerMonth: requests, coldStartsPerDay: 0, peak: null, overload: 0 };
  if (mode === 'always-on') {
    const { machineHours, ...fleet } = fleetOf(hours, { ...endpoint, ms: shape.msPerRequest, vcpus: machine.vcpus });
    return { ...use, ...fleet, items: [item(`hosting.${machineName}`, machineHours), ...common] };
  }
  if (mode === 'batch') {
    if (shape.maxDelayHours === null) return null;
    const runs = batchRunsPerDay(shape, shape.maxDelayHours) * monthDays;
    const seconds = (requests * shape.msPerRequest) / 1000 / machine.vcpus + runs * batchStartSeconds;
    return { ...use, peak: 1, items: [item(`hosting.${machineName}`, seconds / 3600), item('network.egress', gib)] };
  }
  const coldStartsPerDay = coldStartsOf(hours, endpoint.idleSeconds);
  const busy = (requests * shape.msPerRequest) / 1000;
  if (table.prices['serverless.memory'])
    return { ...use, coldStartsPerDay, items: [item('serverless.memory', busy * Math.max(memoryGib, gibPerProcessor)), ...common] };
  const run = [item('cloud-run.cpu', busy * vcpus), item('cloud-run.memory', busy * memoryGib), item('cloud-run.requests', requests)];
  return { ...use, coldStartsPerDay, items: [...run, ...common] };
}

function smallestMachine({ machines }: PriceTable): string {
  return Object.entries(machines).sort(([, a], [, b]) => a.hosting - b.hosting)[0]![0];
}
