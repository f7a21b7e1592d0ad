/**
 * A file may have several faults, and several files may. The topmost of the first is the error; the rest stand in its data, as text, for the data of an error to stay flat:
 * `severalFaults` makes such an error, `faultsOf` takes it apart again.
 */
import { BancadaError, type ErrorData } from './errors.ts';

/** A file that is wrong all over is not told in full. */
const most = 30;

export function severalFaults(faults: readonly BancadaError[]): BancadaError {
  const all = faults.flatMap(({ code, data }) => faultsOf({ code, data }));
  const files = [...new Set(all.map(({ data }) => data.file))];
  const [first, ...rest] = all.sort((a, b) => files.indexOf(a.data.file) - files.indexOf(b.data.file) || place(a) - place(b));
  const others = rest.slice(0, most - 1).map(({ code, data }) => ({ code, data }));
  const { code, data } = first as { code: BancadaError['code']; data: ErrorData };
  return new BancadaError(code, others.length > 0 ? { ...data, others: JSON.stringify(others) } : data);
}

/** Itself, without the others, then they. */
export function faultsOf<T extends { code: string; data: ErrorData }>(failure: T): (T | Pick<T, 'code' | 'data'>)[] {
  const { others, ...data } = failure.data;
  if (typeof others !== 'string') return [failure];
  return [{ ...failure, data }, ...(JSON.parse(others) as Pick<T, 'code' | 'data'>[])];
}

const place = ({ data: { line, column } }: { data: ErrorData }) => Number(line ?? 0) * 100_000 + Number(column ?? 0);
