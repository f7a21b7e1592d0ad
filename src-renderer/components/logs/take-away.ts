/** A log as text, and as a file: of a step or of the whole run, all that is stored of it. */
import type { LogLine } from '#contract';
import { api } from '../../app/client.ts';
import { fileName, save } from '../../lib/save.ts';

const page = 10_000;

export function logText(lines: readonly LogLine[]): string {
  return lines.map(({ at, step, stream, text }) => `${new Date(at).toISOString()} ${step} ${stream} ${text}\n`).join('');
}

export async function saveLog(runId: string, step: string): Promise<void> {
  const parts: string[] = [];
  for (let after = 0; ; ) {
    const lines = await api.pipelines.logs({ runId, after, limit: page, ...(step && { step }) });
    parts.push(logText(lines));
    if (lines.length < page) break;
    after = lines.at(-1)!.seq;
  }
  save(`${fileName(step ? `${runId}-${step}` : runId)}.log`, new Blob(parts, { type: 'text/plain;charset=utf-8' }));
}
