/** `searchAsStep`: a search that looks like one running program: what it says are events, its outputs are the leaderboard and the model. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../contract/errors.ts';
import { explain } from '../contract/messages/index.ts';
import type { OutputChunk, RunningStep, StepExit, StepLaunch } from '../engines/engine.ts';
import type { SearchResult } from './result.ts';
import { figures } from './run.ts';
import type { SearchRow } from './store.ts';

export interface StepWork {
  launch: StepLaunch;
  row: SearchRow;
  language: 'pt' | 'en';
  /** Does the search; `modelOutDir` is the step's own. */
  work(signal: AbortSignal, told: (text: string) => void): Promise<SearchResult>;
  progress(told: (fraction: number, message: string) => void): () => void;
}

export function searchAsStep({ launch, row, language, work, progress }: StepWork): RunningStep {
  const abort = new AbortController();
  const lines: Buffer[] = [];
  let wake = () => {};
  let isOver = false;
  const emit = (event: Record<string, unknown>) => {
    lines.push(Buffer.from(`\u001e${JSON.stringify(event)}\n`));
    wake();
  };
  const stopTelling = progress((fraction, message) => emit({ type: 'progress', fraction, message }));
  const timer = setTimeout(() => abort.abort('timeout'), launch.timeoutMs);
  const exit = work(abort.signal, (text) => emit({ type: 'log', level: 'info', message: text }))
    .then((result): StepExit => {
      writeFileSync(join(launch.outDir, 'placar.json'), `${JSON.stringify(result)}\n`);
      for (const [key, value] of Object.entries(figures(row, result)))
        emit({ type: 'metric', key: `${row.name}.${key}`, value, step: 0, timestamp: Date.now() });
      return { reason: 'exited', code: 0 };
    })
    .catch((error: unknown): StepExit => {
      if (abort.signal.aborted) return { reason: abort.signal.reason === 'timeout' ? 'timeout' : 'cancelled', code: null };
      const { code, data } = error instanceof BancadaError ? error : new BancadaError('INTERNAL', { log: '' });
      emit({ type: 'error', code, message: explain(code, data, language === 'en' ? 'en' : 'pt-BR').what });
      return { reason: 'exited', code: 1 };
    })
    .finally(() => {
      clearTimeout(timer);
      stopTelling();
      isOver = true;
      wake();
    });
  async function* output(): AsyncGenerator<OutputChunk, void> {
    for (;;) {
      while (lines.length > 0) yield { stream: 'stdout', data: lines.shift()! };
      if (isOver) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return {
    reference: `search:${row.searchId}`,
    output: output(),
    exit,
    async stop() {
      abort.abort('cancelled');
      await exit;
    },
  };
}
