/** `readPreview`: the beginning of a file, as text when it is text. */
import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export interface ArtifactContent {
  path: string;
  bytes: number;
  encoding: 'utf8' | 'base64';
  content: string;
  truncated: boolean;
}

export function readPreview(path: string, file: string, limit: number): ArtifactContent {
  const fd = openSync(file, 'r');
  try {
    const { size } = fstatSync(fd);
    const buffer = Buffer.alloc(Math.min(size, limit));
    const data = buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, 0));
    const text = asText(data, size > limit);
    return {
      path,
      bytes: size,
      encoding: text === null ? 'base64' : 'utf8',
      content: text ?? data.toString('base64'),
      truncated: size > limit,
    };
  } finally {
    closeSync(fd);
  }
}

/** A cut may fall inside a character: up to three bytes of it are left out. */
function asText(data: Buffer, cut: boolean): string | null {
  if (data.includes(0)) return null;
  for (let drop = 0; drop <= (cut ? 3 : 0); drop++) {
    const head = data.subarray(0, data.length - drop);
    if (isUtf8(head)) return head.toString('utf8');
  }
  return null;
}
