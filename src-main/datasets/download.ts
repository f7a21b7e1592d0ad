/** `createDownload`: a version's bytes in pieces that fit into a message. */
import { createReadStream } from 'node:fs';
import type { DataPiece, DataVersion } from '../contract/datasets.ts';
import type { Contents } from './chunks/contents.ts';

const pieceBytes = 768 * 1024;

export async function* createDownload(contents: Contents, { digest, fileName, format, bytes }: DataVersion): AsyncGenerator<DataPiece> {
  const path = await contents.file(digest);
  if (format === 'folder') {
    const { tarOf } = await import('./folders/tar.ts');
    // As a tar: how long it is, nobody has counted; it is a little more than its files.
    yield { kind: 'start', fileName: `${fileName}.tar`, bytes };
    for await (const piece of tarOf(path, fileName)) yield { kind: 'data', base64: (piece as Buffer).toString('base64') };
    return;
  }
  yield { kind: 'start', fileName, bytes };
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes }))
    yield { kind: 'data', base64: (piece as Buffer).toString('base64') };
}
