/** `useImport`: sends a file in pieces, then follows its import; may be stopped at any time. */
import { useRef, useState } from 'react';
import type { DataVersion } from '#contract';
import { api } from '../../../app/client.ts';
import { followJob } from '../follow.ts';

export interface ImportForm {
  file: File;
  name: string;
  tag: string;
  message: string;
}

const pieceBytes = 2 << 20;

export function useImport(onDone: (version: DataVersion, isNew: boolean) => void, onFail: (error: unknown) => void) {
  const [share, setShare] = useState<number | null>(null);
  const running = useRef<AbortController>(null);

  async function send({ file, name, tag, message }: ImportForm, signal: AbortSignal): Promise<void> {
    let uploadId: string | undefined;
    for (let at = 0; at < file.size || uploadId === undefined; at += pieceBytes) {
      signal.throwIfAborted();
      const base64 = await base64Of(file.slice(at, at + pieceBytes));
      ({ uploadId } = await api.datasets.upload({ at, base64, ...(uploadId !== undefined && { uploadId }) }));
      setShare((0.7 * Math.min(file.size, at + pieceBytes)) / Math.max(1, file.size));
    }
    const asked = { name, from: { uploadId }, fileName: file.name, message, ...(tag !== '' && { tag }) };
    const { jobId } = await api.datasets.import(asked);
    const job = await followJob(jobId, signal, (part) => setShare(0.7 + 0.3 * part));
    if (job?.version) onDone(job.version, job.isNew ?? true);
  }

  return {
    share,
    start(form: ImportForm): void {
      const abort = new AbortController();
      running.current = abort;
      setShare(0);
      send(form, abort.signal)
        .catch((error) => {
          if (!abort.signal.aborted) onFail(error);
        })
        .finally(() => setShare(null));
    },
    stop: () => running.current?.abort(),
  };
}

async function base64Of(piece: Blob): Promise<string> {
  const bytes = new Uint8Array(await piece.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
