/** `lastLines`: the end of a log file, without reading all of it. */
import { open } from 'node:fs/promises';

const lineGuess = 512;

export async function lastLines(path: string, limit: number): Promise<string[]> {
  const file = await open(path).catch(() => null);
  if (!file) return [];
  try {
    const { size } = await file.stat();
    const bytes = Math.min(size, Math.max(65_536, limit * lineGuess));
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, size - bytes);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    if (lines.at(-1) === '') lines.pop();
    if (bytes < size) lines.shift(); // cut in the middle
    return lines.slice(-limit);
  } finally {
    await file.close();
  }
}
