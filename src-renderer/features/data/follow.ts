/** `followJob`: long work of the core to its end; a failure is thrown as if the call itself had failed. */
import { ORPCError } from '@orpc/client';
import type { DataJob } from '#contract';
import { api } from '../../app/client.ts';

export async function followJob(jobId: string, signal?: AbortSignal, onProgress?: (share: number) => void): Promise<DataJob | null> {
  const stop = () => void api.datasets.cancelJob({ jobId });
  signal?.addEventListener('abort', stop, { once: true });
  let last: DataJob | null = null;
  try {
    for await (const job of await api.datasets.watchJob({ jobId })) {
      last = job;
      if (job.total > 0) onProgress?.(job.done / job.total);
      if (job.error) throw new ORPCError(job.error.code, { data: job.error.data, message: job.error.message });
    }
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  return last;
}
