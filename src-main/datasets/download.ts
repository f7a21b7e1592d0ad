/** `createDownload`: a version's bytes in pieces that fit into a message. */
import { createReadStream } from 'node:fs';
import type { DataPiece, DataVersion } from '../contract/datasets.ts';
import type { Contents } from './chunks/contents.ts';

const pieceBytes = 768 * 1024;

export async function* createDownload(contents: Contents, { digest, fileName, bytes }: DataVersion): AsyncGenerator<DataPiece> {
  const path = await contents.file(digest);
  yield { kind: 'start', fileName, bytes };
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes }))
    yield { kind: 'data', base64: (piece as Buffer).toString('base64') };
}
