/** What a managed cloud would cost: tables of prices, bills, a plan's bill, and the same for other traffic. */
import { z } from 'zod';
import { bilingual } from './base.ts';
import { cloudMode, cloudProblem, cloudProvider } from './cloud-plan.ts';

export const price = z.strictObject({
  about: bilingual,
  unit: z.string(),
  /** Of one unit, in the table's currency. */
  price: z.number().min(0),
  /** Units of a month that cost nothing. */
  free: z.number().min(0).default(0),
  source: z.string().optional(),
});

const machine = z.strictObject({
  vcpus: z.number().positive(),
  memoryGib: z.number().positive(),
  /** Per hour. */
  hosting: z.number().min(0),
  /** Null: jobs cannot have it. */
  training: z.number().min(0).nullable(),
  /** At the same time; a new account's. */
  quota: z.number().int().min(0),
});

export const priceTable = z.strictObject({
  provider: cloudProvider,
  title: bilingual,
  region: z.string(),
  currency: z.literal('USD'),
  /** When the prices were looked up. */
  date: z.string(),
  source: z.array(z.string()).min(1),
  note: bilingual.optional(),
  /** What is taken off a training machine that may be taken away. */
  spotDiscount: z.number().min(0).max(1).default(0),
  prices: z.record(z.string(), price),
  machines: z.record(z.string(), machine),
});

export const trafficShape = z.strictObject({
  title: bilingual,
  /** Requests per second, by hour of the day. */
  weekday: z.array(z.number().min(0)).length(24),
  weekend: z.array(z.number().min(0)).length(24),
  /** Time at work for one request, on one processor. */
  msPerRequest: z.number().positive(),
  kbPerAnswer: z.number().min(0),
  /** An answer may wait that long; null: somebody waits for it. */
  maxDelayHours: z.number().positive().nullable().default(null),
  /** The slowest first answer that anybody accepts. */
  maxColdStartMs: z.number().positive().nullable().default(null),
});

export const localTable = z.strictObject({
  date: z.string(),
  source: z.array(z.string()),
  /** In reais. */
  hardware: z.number().min(0),
  months: z.number().positive(),
  watts: z.strictObject({ idle: z.number().min(0), busy: z.number().min(0) }),
  vcpus: z.number().positive(),
  /** Reais per kWh. */
  energy: z.number().min(0),
  hoursOn: z.number().min(0).max(744),
  /** Reais a month, of the line. */
  internet: z.number().min(0).default(0),
  /** Reais for one dollar. */
  exchange: z.number().positive(),
});

export const billLine = z.object({
  sku: z.string(),
  /** Heading under which it is summed. */
  group: z.string(),
  about: bilingual,
  quantity: z.number(),
  free: z.number(),
  unit: z.string(),
  price: z.number(),
  usd: z.number(),
});

export const bill = z.object({
  title: bilingual.nullable(),
  note: bilingual.nullable(),
  table: z.string(),
  lines: z.array(billLine),
  groups: z.array(z.object({ id: z.string(), about: bilingual.nullable(), usd: z.number() })),
  total: z.number(),
});

export const endpointCost = z.object({
  name: z.string(),
  shape: z.string(),
  mode: cloudMode,
  /** Alone: its machines or time, and its egress. */
  usd: z.number(),
  requestsPerMonth: z.number(),
  /** Expected, of scale-to-zero. */
  coldStartsPerDay: z.number(),
  /** Most machines at the same time; null of scale-to-zero. */
  peak: z.number().nullable(),
  /** Requests of a month that come when even `max` machines are not enough. */
  overload: z.number(),
  /** The same endpoint in each mode; null where the traffic would not bear it. */
  byMode: z.record(cloudMode, z.number().nullable()),
});

export const planCost = bill.extend({
  endpoints: z.array(endpointCost),
  budgetUsd: z.number(),
  local: z.object({
    brl: z.number(),
    usd: z.number(),
    electricityBrl: z.number(),
    depreciationBrl: z.number(),
    internetBrl: z.number(),
    kwh: z.number(),
  }),
});

export const whatIf = z.object({
  shape: z.string(),
  points: z.array(
    z.object({
      factor: z.number(),
      requestsPerMonth: z.number(),
      usd: z.partialRecord(cloudMode, z.number()),
      /** In dollars; null where this computer is too small. */
      local: z.number().nullable(),
    }),
  ),
  /** Where the cheaper of two modes changes. */
  crossings: z.array(z.object({ from: cloudMode, to: cloudMode, factor: z.number(), requestsPerMonth: z.number() })),
});

export const tableView = z.object({
  id: z.string(),
  kind: z.enum(['prices', 'traffic', 'local']),
  title: bilingual,
  text: z.string(),
  /** A copy in the home counts, not the one that ships. */
  edited: z.boolean(),
  path: z.string(),
  problems: z.array(cloudProblem),
});

export type Price = z.infer<typeof price>;
export type PriceTable = z.infer<typeof priceTable>;
export type TrafficShape = z.infer<typeof trafficShape>;
export type LocalTable = z.infer<typeof localTable>;
export type Bill = z.infer<typeof bill>;
export type BillLine = z.infer<typeof billLine>;
export type EndpointCost = z.infer<typeof endpointCost>;
export type PlanCost = z.infer<typeof planCost>;
export type WhatIf = z.infer<typeof whatIf>;
export type CloudTable = z.infer<typeof tableView>;
