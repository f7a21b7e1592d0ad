/** `followProgress`: reads the JSON lines by which the engine tells how a pull, build or import goes; rejects with the error it tells. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface ProgressLine {
  status?: string;
  stream?: string;
  error?: string;
  progressDetail?: { current?: number; total?: number };
}

export async function followProgress(stream: NodeJS.ReadableStream, onLine: (line: ProgressLine) => void = () => {}): Promise<void> {
  let ended = false;
  stream.once('end', () => {
    ended = true;
  });
  for await (const text of createInterface({ input: stream as Readable })) {
    if (!text.trim()) continue;
    const line = JSON.parse(text) as ProgressLine;
    if (line.error) throw new Error(line.error);
    onLine(line);
  }
  // An engine that dies closes the connection: the lines end, but not in an orderly way.
  if (!ended) throw new Error('the engine broke off');
}
