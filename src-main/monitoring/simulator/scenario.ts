/**
 * `createScenario`: rows as clients would send them, drawn with replacement from the training sample, so that traffic of the scenario `stable` has the
 * very distribution it is compared with. `sudden` moves one feature from the middle on, `gradual` more and more from a fifth on.
 */
import type { Scenario } from '../../contract/monitoring.ts';
import type { SignatureField } from '../../contract/registry.ts';
import { isNumeric } from '../drift/report.ts';
import type { Random } from './random.ts';

export interface ScenarioOptions {
  scenario: Scenario;
  rows: readonly Record<string, unknown>[];
  signature: readonly SignatureField[];
  requests: number;
  random: Random;
  /** The feature to move; without it one of the important numeric ones, by the seed. */
  feature?: string | undefined;
  importances?: Readonly<Record<string, number>> | null;
}

export interface PlayedScenario {
  feature: string | null;
  /** The i-th request; to be asked for in order. */
  row(i: number): Record<string, unknown>;
}

/** How far a numeric feature goes, in standard deviations of the training sample. */
const distance = 1.5;
/** Share of the requests that take the chosen category. */
const moved = 0.6;

type Move = (value: unknown, intensity: number) => unknown;

export function createScenario(options: ScenarioOptions): PlayedScenario {
  const { scenario, signature, requests, random } = options;
  const rows = answerable(options);
  const feature = scenario === 'stable' ? null : (options.feature ?? chooseFeature(options));
  const field = signature.find(({ name }) => name === feature);
  const values = rows.map((row) => row[feature ?? '']);
  const move: Move = field ? (isNumeric(field) ? numericMove(field, values) : categoricalMove(field, values, random)) : (value) => value;
  return {
    feature,
    row(i) {
      const drawn = rows[Math.floor(random() * rows.length)]!;
      const sent: Record<string, unknown> = Object.fromEntries(signature.map(({ name }) => [name, drawn[name] ?? null]));
      const strength = intensity(scenario, i / requests);
      if (feature !== null && strength > 0) sent[feature] = move(sent[feature], strength);
      return sent;
    },
  };
}

/** A training row may lack what the service demands of a request: it would only be refused. */
function answerable({ rows, signature }: ScenarioOptions): ScenarioOptions['rows'] {
  const required = signature.filter(({ optional }) => !optional);
  const complete = rows.filter((row) => required.every(({ name }) => row[name] !== null && row[name] !== undefined));
  return complete.length > 0 ? complete : rows;
}

/** 0 … 1 by the share of requests that have been sent. */
export function intensity(scenario: Scenario, progress: number): number {
  if (scenario === 'sudden') return progress >= 0.5 ? 1 : 0;
  if (scenario === 'gradual') return Math.max(0, (progress - 0.2) / 0.8);
  return 0;
}

function chooseFeature({ signature, rows, importances, random }: ScenarioOptions): string | null {
  const varied = signature.filter(({ name }) => new Set(rows.map((row) => row[name])).size > 1);
  const numeric = varied.filter(isNumeric);
  const candidates = numeric.length > 0 ? numeric : varied;
  const weight = ({ name }: SignatureField) => importances?.[name] ?? 0;
  const heaviest = Math.max(0, ...candidates.map(weight));
  const important = candidates.filter((field) => weight(field) >= heaviest / 2);
  return important[Math.floor(random() * important.length)]?.name ?? null;
}

/** Up, or down where the signature leaves more room there. What the signature would refuse stays at its border: the request must be answered. */
function numericMove(field: SignatureField, values: readonly unknown[]): Move {
  const numbers = values.filter((value): value is number => typeof value === 'number');
  const mean = numbers.reduce((sum, x) => sum + x, 0) / Math.max(1, numbers.length);
  const deviation = Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(1, numbers.length));
  const [min, max] = [field.min ?? Number.NEGATIVE_INFINITY, field.max ?? Number.POSITIVE_INFINITY];
  const step = (max - mean >= mean - min ? 1 : -1) * distance * deviation;
  const whole = field.type === 'long' || numbers.every(Number.isInteger);
  return (value, strength) => {
    if (typeof value !== 'number') return value;
    const shifted = Math.min(max, Math.max(min, value + strength * step));
    return whole ? Math.round(shifted) : shifted;
  };
}

/** Towards one of the less common categories. */
function categoricalMove(field: SignatureField, values: readonly unknown[], random: Random): Move {
  const known = values.filter((value) => value !== null && value !== undefined);
  const counts = new Map<unknown, number>();
  for (const value of known) counts.set(value, (counts.get(value) ?? 0) + 1);
  const rare = [...counts].sort((a, b) => a[1] - b[1]).slice(0, Math.max(1, Math.floor(counts.size / 2)));
  const fallback = field.choices?.[0] ?? null;
  const target = rare[Math.floor(random() * rare.length)]?.[0] ?? fallback;
  return (value, strength) => (random() < moved * strength ? target : value);
}
