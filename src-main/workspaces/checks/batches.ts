/** `scoreInBatch`: a table scored as `bancada batch` does it, broken off and taken up again where a check asks for that. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batches, StartBatch } from '../../batch/index.ts';
import { BancadaError } from '../../contract/errors.ts';
import { explain } from '../../contract/messages/index.ts';
import { toCsv } from './csv.ts';
import type { BatchView, CheckRow } from './define.ts';

const partRows = 250;
const tries = 3;

export async function scoreInBatch(
  batches: Pick<Batches, 'start' | 'get' | 'watch' | 'cancel' | 'ended'>,
  { target, engine, rows, interrupt }: { target: string; engine: StartBatch['engine']; rows: readonly CheckRow[]; interrupt: boolean },
): Promise<BatchView> {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-batch-'));
  try {
    const input = join(folder, 'in.csv');
    writeFileSync(input, toCsv(rows));
    let resumed = false;
    // One that is quicker than whoever wants to break it off is begun anew.
    for (let turn = 1; ; turn++) {
      const output = join(folder, `out-${turn}.csv`);
      const asked = { target, input, output, partRows, ...(engine && { engine }) };
      const begun = await batches.start(asked).catch(refusal);
      if ('error' in begun) return begun;
      const { batchId } = begun;
      if (interrupt) {
        for await (const { good } of batches.watch(batchId)) if (good > 0) break;
        await batches.cancel(batchId);
        if (existsSync(output) && turn < tries) continue;
        if (!existsSync(output)) resumed = (await batches.start(asked)).resumed;
      }
      await batches.ended(batchId);
      const { status, good, bad, error } = batches.get(batchId);
      const text = existsSync(output) ? readFileSync(output, 'utf8') : '';
      return { status, good, bad, resumed, error: error?.message ?? null, text };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the lab says to a table that the model cannot take. */
function refusal(error: unknown): BatchView {
  if (!(error instanceof BancadaError)) throw error;
  return { status: 'failed', good: 0, bad: 0, resumed: false, error: explain(error.code, error.data, 'pt-BR').what, text: '' };
}
