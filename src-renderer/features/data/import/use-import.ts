/** `useImport`: sends a file in pieces, then follows its import; may be stopped at any time. */
import { useRef, useState } from 'react';
import type { DataVersion } from '#contract';
import { api } from '../../../app/client.ts';
import { followJob } from '../follow.ts';

/** A file, or the files of a folder. */
export type Chosen = { kind: 'file'; file: File } | { kind: 'folder'; folder: string; files: readonly File[] };

export interface ImportForm {
  chosen: Chosen;
  name: string;
  tag: string;
  message: string;
}

const pieceBytes = 2 << 20;
/** What a file costs besides its bytes, in bytes: folders of many small ones tell how far they are, too. */
const perFile = 20_000;

export function useImport(onDone: (version: DataVersion, isNew: boolean) => void, onFail: (error: unknown) => void) {
  const [share, setShare] = useState<number | null>(null);
  const running = useRef<AbortController>(null);

  async function send({ chosen, name, tag, message }: ImportForm, signal: AbortSignal): Promise<void> {
    const files = chosen.kind === 'file' ? [chosen.file] : chosen.files;
    const total = files.reduce((sum, { size }) => sum + size + perFile, 0);
    let done = 0;
    const upload = async (file: File): Promise<string> => {
      const uploadId = await sendFile(file, signal, (bytes) => setShare((0.7 * (done + bytes)) / total));
      done += file.size + perFile;
      return uploadId;
    };
    const uploads: { uploadId: string; path: string }[] = [];
    for (const file of files) uploads.push({ uploadId: await upload(file), path: file.webkitRelativePath.split('/').slice(1).join('/') });
    const from = chosen.kind === 'file' ? { uploadId: uploads[0]!.uploadId } : { uploads };
    const fileName = chosen.kind === 'file' ? chosen.file.name : chosen.folder;
    const asked = { name, from, fileName, message, ...(tag !== '' && { tag }) };
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

async function sendFile(file: File, signal: AbortSignal, tell: (bytes: number) => void): Promise<string> {
  let uploadId: string | undefined;
  for (let at = 0; at < file.size || uploadId === undefined; at += pieceBytes) {
    signal.throwIfAborted();
    const base64 = await base64Of(file.slice(at, at + pieceBytes));
    ({ uploadId } = await api.datasets.upload({ at, base64, ...(uploadId !== undefined && { uploadId }) }));
    tell(Math.min(file.size, at + pieceBytes));
  }
  return uploadId;
}

async function base64Of(piece: Blob): Promise<string> {
  const bytes = new Uint8Array(await piece.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
