/** `heatOf`: drift over the newest windows of an endpoint's traffic, by count or by time. */
import type { Core } from '../../common/core.ts';
import type { Correction, DriftHeat, DriftSource } from '../../contract/drift.ts';
import type { CapturedRequest } from '../../contract/serving.ts';
import type { StudyParts } from './parts.ts';
import { filesOf, heatJob } from './protocol.ts';
import { columnsOf, isAnswered, openSource, wantedColumns } from './sources.ts';

export interface HeatRequest {
  endpoint: string;
  by: 'rows' | 'time';
  size: number;
  windows: number;
  reference?: DriftSource | undefined;
  correction: Correction;
}

interface Window {
  start: number;
  end: number;
  requests: readonly CapturedRequest[];
}

/** What one question may bring before a table process. */
const mostRows = 50_000;

export async function heatOf({ clock }: Pick<Core, 'clock'>, parts: StudyParts, request: HeatRequest, signal?: AbortSignal): Promise<DriftHeat> {
  const { endpoint, by, size, windows: count, correction } = request;
  const { signature } = parts.serving.get(endpoint);
  const opened = await openSource(parts, request.reference ?? { kind: 'training', endpoint });
  const recent = await parts.serving.recent(endpoint, by === 'rows' ? Math.min(mostRows, size * count) : mostRows);
  const answered = recent.filter(isAnswered);
  const windows = by === 'rows' ? byCount(answered, size, count) : byTime(answered, clock.now(), size, count);
  const columns = wantedColumns(signature.length > 0 ? signature : null, true);
  const { rows, features } = await parts.tables.ask(
    heatJob,
    {
      reference: opened.data,
      windows: windows.map(({ requests }) =>
        columnsOf(
          requests.map(({ row }) => row ?? {}),
          requests.map(({ label }) => label),
        ),
      ),
      columns,
      correction,
    },
    { reads: filesOf(opened.data), signal },
  );
  return {
    reference: { ...opened.about, rows },
    windows: windows.map(({ start, end, requests }) => ({ start, end, rows: requests.length })),
    features,
  };
}

/** The newest is whole; what is left over is at the beginning, and left out. */
export function byCount(requests: readonly CapturedRequest[], size: number, count: number): Window[] {
  const whole = Math.min(count, Math.floor(requests.length / size));
  const from = requests.length - whole * size;
  return Array.from({ length: whole }, (_, i) => {
    const inside = requests.slice(from + i * size, from + (i + 1) * size);
    return { start: inside[0]!.at, end: inside.at(-1)!.at, requests: inside };
  });
}

/** Borders are multiples of the width; empty windows before the first request are left out. */
export function byTime(requests: readonly CapturedRequest[], now: number, width: number, count: number): Window[] {
  const last = Math.floor(now / width);
  const inside = Map.groupBy(requests, ({ at }) => Math.floor(at / width));
  const all = Array.from({ length: count }, (_, i) => last - count + 1 + i);
  const first = all.findIndex((window) => inside.has(window));
  return (first < 0 ? [] : all.slice(first)).map((window) => ({
    start: window * width,
    end: (window + 1) * width,
    requests: inside.get(window) ?? [],
  }));
}
