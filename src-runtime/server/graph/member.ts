/** `guardMember`: a member of a graph behind a circuit breaker: who fails three times is left alone for a while, then tried once. */
import { LabError } from '../../errors.ts';
import type { Classifier, Prediction, Row } from '../../sdk/types.ts';

/** `missing`: its file could not be read. `offline`: switched off by hand. `failing`: its breaker is open. */
export type MemberState = 'online' | 'offline' | 'failing' | 'missing';

export interface MemberReport {
  name: string;
  algorithm: string;
  state: MemberState;
  reason: string | null;
  calls: number;
  rows: number;
  errors: number;
  /** Of its last calls, milliseconds; null before the first. */
  p50: number | null;
  p99: number | null;
}

export interface GuardedMember {
  predict(rows: readonly Row[]): Prediction[];
  canAnswer(): boolean;
  switch(online: boolean): void;
  report(): MemberReport;
}

const FAILURES = 3;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const REMEMBERED = 512;

export function guardMember(name: string, model: Classifier | undefined, now: () => number = () => performance.now()): GuardedMember {
  const times: number[] = [];
  let [calls, rows, errors, inRow, openUntil, pause] = [0, 0, 0, 0, 0, FIRST_PAUSE_MS];
  let isOff = false;
  let reason: string | null = null;

  function state(): MemberState {
    if (!model) return 'missing';
    if (isOff) return 'offline';
    return inRow >= FAILURES ? 'failing' : 'online';
  }
  const canAnswer = () => model !== undefined && !isOff && (inRow < FAILURES || now() >= openUntil);

  return {
    predict(given) {
      calls++;
      if (!model || !canAnswer()) {
        errors++;
        throw new LabError('MEMBER_OUT', { member: name, state: state() });
      }
      const from = now();
      try {
        const predictions = model.predict(given);
        inRow = 0;
        pause = FIRST_PAUSE_MS;
        rows += given.length;
        times[(calls - 1) % REMEMBERED] = now() - from;
        return predictions;
      } catch (error) {
        errors++;
        inRow++;
        reason = (error as Error).message.slice(0, 200);
        if (inRow >= FAILURES) {
          openUntil = now() + pause;
          pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
        }
        throw error;
      }
    },
    canAnswer,
    switch(online) {
      isOff = !online;
      inRow = 0;
    },
    report() {
      const sorted = times.filter((ms) => ms !== undefined).toSorted((a, b) => a - b);
      const quantile = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? null;
      return { name, algorithm: model?.algorithm ?? '', state: state(), reason, calls, rows, errors, p50: quantile(0.5), p99: quantile(0.99) };
    },
  };
}
