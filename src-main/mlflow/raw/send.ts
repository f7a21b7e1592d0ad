/** `sendFile`: a file of the tree as a download: never shown by a browser as a page of ours, whole or the range asked for. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ArtifactTree } from '../../tracking/index.ts';
import { MlflowError } from '../errors.ts';
import { findAsRead } from './names-as-read.ts';
import { rangeOf } from './range.ts';

const chunk = 1 << 19;

/** RESOURCE_DOES_NOT_EXIST for anything that is no file. */
export function sendFile(tree: ArtifactTree, path: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const found = findAsRead(tree, path);
  if (found?.kind !== 'file') throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `No such artifact: '${path}'`);
  const { file, bytes, digest } = found;
  reply.headers({
    'content-type': 'application/octet-stream',
    'content-disposition': attachment(path.slice(path.lastIndexOf('/') + 1)),
    // Should a browser show it all the same, then without scripts and without our origin.
    'content-security-policy': 'sandbox',
    'accept-ranges': 'bytes',
    ...(digest && { etag: `"${digest}"` }),
  });
  const range = rangeOf(request.headers.range, bytes);
  if (range === 'none') return reply.code(416).header('content-range', `bytes */${bytes}`).send('');
  const { start, end } = range ?? { start: 0, end: bytes - 1 };
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${bytes}`);
  reply.header('content-length', end - start + 1);
  // Of a stream, fastify leaves the length as it is.
  if (request.method === 'HEAD' || bytes === 0) return reply.send(Readable.from([]));
  return reply.send(createReadStream(file, { start, end, highWaterMark: chunk }));
}

/** The name twice: for old readers in plain letters without anything that could end it, for the others as it is. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
