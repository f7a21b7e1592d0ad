/** `readPrediction`, `readImportance`: what `/explain` answers, as the page draws it. Null for what is no such answer: not every service has this route. Pure. */

export interface ExplainedPrediction {
  class: string;
  method: 'trees' | 'exact' | 'sampled';
  scale: 'probability' | 'score' | 'value';
  base: number;
  value: number;
  background: number;
  seed: number;
  contributions: { column: string; value: unknown; contribution: number; error: number }[];
}

export interface Importance {
  /** Shares that training counted; null where the algorithm has none. */
  training: [column: string, share: number][] | null;
  permutation: {
    metric: 'accuracy' | 'agreement' | 'r2';
    baseline: number;
    rows: number;
    repeats: number;
    columns: { column: string; drop: number; deviation: number }[];
  };
}

/** Below it there is only rounding. */
const nothing = 1e-12;
const whole = (value: number) => (Math.abs(value) < nothing ? 0 : value);

export function readPrediction(text: string): ExplainedPrediction | null {
  const body = parse(text) as Partial<ExplainedPrediction> | null;
  if (!body || !Array.isArray(body.contributions) || typeof body.base !== 'number' || typeof body.value !== 'number') return null;
  const contributions = body.contributions.map(({ column, value, contribution, error = 0 }) => ({
    ...{ column: String(column), value, contribution: whole(Number(contribution)), error: Number(error) },
  }));
  return { ...(body as ExplainedPrediction), contributions };
}

export function readImportance(text: string): Importance | null {
  const body = parse(text) as { training?: Record<string, number> | null; permutation?: Importance['permutation'] } | null;
  if (!body?.permutation || !Array.isArray(body.permutation.columns)) return null;
  const { training = null, permutation } = body;
  return {
    training: training && Object.entries(training).sort((a, b) => b[1] - a[1]),
    permutation: { ...permutation, columns: permutation.columns.map((one) => ({ ...one, drop: whole(one.drop) })) },
  };
}

/** Why a service did not explain: `none` where it has no such route. */
export function refusalOf({ status, body }: { status: number; body: string }): 'none' | 'reference' | { message: string } {
  const error = (parse(body) as { error?: { code?: string; message?: string } } | null)?.error;
  if (error?.code === 'REFERENCE_NONE') return 'reference';
  if (status === 404 || status === 405) return 'none';
  return { message: error?.message ?? `HTTP ${status}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
