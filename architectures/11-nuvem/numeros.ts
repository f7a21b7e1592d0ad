/** Prints, as JSON, the figures that the study text quotes: bills, modes, crossings and permissions of challenge 11's starter and reference. `npm run numeros -- 11-nuvem` */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { billFile, billOf } from '../../src-main/cloud/cost/bill.ts';
import { planCost, whatIf } from '../../src-main/cloud/cost/plan-cost.ts';
import { needsOf } from '../../src-main/cloud/plan/needs.ts';
import { localTable, priceTable, trafficShape } from '../../src-main/contract/cloud-cost.ts';
import { cloudPlan } from '../../src-main/contract/cloud-plan.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): unknown => parse(readFileSync(root + path, 'utf8'));
const prices = (id: string) => priceTable.parse(read(`resources/cloud/prices/${id}.yaml`));
const plan = (solution: string) => cloudPlan.parse(read(`challenges/11-nuvem/${solution}/nuvem.yaml`));

const shapes = Object.fromEntries(
  Object.entries(read('resources/cloud/traffic.yaml') as Record<string, unknown>).map(([id, shape]) => [id, trafficShape.parse(shape)]),
);
const table = prices('aws-us-east-1');
const tables = { tableId: 'aws-us-east-1', table, shapes, local: localTable.parse(read('resources/cloud/local.yaml')) };
const reference = plan('exemplo');
const cost = planCost(reference, tables);
const s4 = billFile.parse(read('resources/cloud/bills/s4-conforto.yaml'));
const comfort = billOf({ table: prices(s4.prices), tableId: s4.prices, groups: s4.groups }, s4.items);

const figures = {
  date: table.date,
  starter: planCost(plan('inicio'), tables).total,
  total: cost.total,
  lines: Object.fromEntries(cost.lines.map(({ group, sku, quantity, usd }) => [`${group} ${sku}`, { quantity, usd }])),
  endpoints: cost.endpoints.map(({ name, byMode, requestsPerMonth, coldStartsPerDay, peak }) => ({
    name,
    byMode,
    requestsPerMonth,
    coldStartsPerDay,
    peak,
  })),
  crossing: crossingOf('site'),
  local: cost.local,
  peakProcessors: (Math.max(...shapes.comercial!.weekday) * shapes.comercial!.msPerRequest) / 1000,
  permissions: Object.fromEntries(
    Object.entries(Object.groupBy(needsOf(reference), ({ role }) => role)).map(([role, needs]) => [role, needs!.length]),
  ),
  comfort: { total: comfort.total, groups: Object.fromEntries(comfort.groups.map(({ id, usd }) => [id, usd])) },
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);

/** Requests a month between which the cheaper mode changes. */
function crossingOf(name: string): { below: number; above: number } {
  const { points, crossings } = whatIf(reference.endpoints.find((endpoint) => endpoint.name === name)!, tables);
  const above = crossings.at(-1)!.requestsPerMonth;
  const index = points.findIndex(({ requestsPerMonth }) => requestsPerMonth === above);
  return { below: points[index - 1]!.requestsPerMonth, above };
}
