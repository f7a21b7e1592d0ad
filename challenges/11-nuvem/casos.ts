/** Endpoints and traffic to ask `conta.ts` about, some from the statement and some drawn by the session's seed, and what the lab's calculator says of each. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { billOf } from '../../src-main/cloud/cost/bill.ts';
import { endpointItems } from '../../src-main/cloud/cost/endpoint.ts';
import { type PriceTable, priceTable, type TrafficShape, trafficShape } from '../../src-main/contract/cloud-cost.ts';
import type { CloudMode } from '../../src-main/contract/cloud-plan.ts';
import { seededRandom } from '../../src-runtime/ml/random.ts';

/** The tables that ship, whatever the learner made of their copies. */
export async function shippedTables(): Promise<{ table: PriceTable; shapes: Record<string, TrafficShape> }> {
  const { parse } = await import('yaml');
  const read = (path: string): unknown => parse(readFileSync(new URL(`../../resources/cloud/${path}`, import.meta.url), 'utf8'));
  return { table: priceTable.parse(read('prices/aws-us-east-1.yaml')), shapes: z.record(z.string(), trafficShape).parse(read('traffic.yaml')) };
}

export interface Case {
  name: string;
  ponta: { mode: CloudMode; machine: string; min: number; max: number; target: number; memoryGib: number };
  forma: TrafficShape;
}

const MODES: readonly CloudMode[] = ['always-on', 'scale-to-zero', 'batch'];

export function casesOf({ table, shapes }: { table: PriceTable; shapes: Record<string, TrafficShape> }, seed: number): Case[] {
  const named = ['comercial', 'esporadico', 'noturno'].flatMap((shape) =>
    MODES.map((mode) => ({
      name: `${shape}, ${mode}`,
      ponta: { mode, machine: 'ml.c5.large', min: 1, max: 8, target: 0.7, memoryGib: 2 },
      forma: shapes[shape]!,
    })),
  );
  const draw = seededRandom(seed);
  const machines = Object.keys(table.machines);
  const drawn = Array.from({ length: 18 }, (_, index): Case => {
    const mode = MODES[index % 3]!;
    const rates = () => Array.from({ length: 24 }, () => (draw() < 0.4 ? 0 : Math.round(draw() * 200) / 10));
    const ponta = {
      mode,
      machine: machines[Math.floor(draw() * machines.length)]!,
      min: Math.floor(draw() * 3),
      max: 1 + Math.floor(draw() * 9),
      target: 0.5 + Math.floor(draw() * 5) / 10,
      memoryGib: 1 + Math.floor(draw() * 4),
    };
    const forma = {
      ...shapes.comercial!,
      ...{ weekday: rates(), weekend: rates(), msPerRequest: 20 + Math.floor(draw() * 200), kbPerAnswer: Math.floor(draw() * 40) },
      maxDelayHours: mode === 'batch' ? 1 + Math.floor(draw() * 12) : null,
    };
    return { name: `#${index + 1}, ${mode}`, ponta, forma };
  });
  return [...named, ...drawn];
}

/** Dollars of a month; null where the traffic cannot wait for a batch. */
export function oracle(table: PriceTable, { ponta, forma }: Case): number | null {
  const use = endpointItems(table, { ...ponta, name: 'ponta', vcpus: 1, idleSeconds: 600 }, forma, ponta.mode);
  return use && billOf({ table, tableId: 'aws-us-east-1' }, use.items).total;
}
