/** `readInferBody`: the body of an inference request: JSON, or JSON with the bytes of tensors behind it; gzip or deflate around either. */
import { gunzipSync, inflateSync } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import { RequestError } from '../request-error.ts';
import { BATCH_BODY_BYTES } from '../state.ts';
import type { InferRequest } from './tensors.ts';

/** What a page of another site may send without asking first (no JSON is among it). */
const SIMPLE = /^(?:text\/plain|application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

export interface InferBody {
  json: InferRequest | null;
  /** Values of the tensors that say `binary_data_size`, in the order of the inputs. */
  binary: Buffer;
}

export function readInferBody(request: FastifyRequest, sent: Buffer): InferBody {
  const type = request.headers['content-type'];
  if (type !== undefined && SIMPLE.test(type)) throw new RequestError(415, 'MEDIA_TYPE', { type, expected: 'application/json' });
  const bytes = decoded(sent, request.headers['content-encoding']);
  const given = request.headers['inference-header-content-length'];
  const length = given === undefined ? bytes.length : Number(given);
  if (!Number.isSafeInteger(length) || length < 0 || length > bytes.length) {
    throw new RequestError(400, 'TENSOR', { field: 'Inference-Header-Content-Length', expected: `0 … ${bytes.length}` });
  }
  try {
    return { json: JSON.parse(bytes.toString('utf8', 0, length)) as InferRequest | null, binary: bytes.subarray(length) };
  } catch {
    throw new RequestError(400, 'BODY_NOT_JSON');
  }
}

function decoded(bytes: Buffer, encoding: string | undefined): Buffer {
  if (encoding === undefined || encoding === 'identity') return bytes;
  const open = { gzip: gunzipSync, deflate: inflateSync }[encoding];
  if (!open) throw new RequestError(415, 'MEDIA_TYPE', { type: encoding.slice(0, 80), expected: 'gzip, deflate' });
  try {
    return open(bytes, { maxOutputLength: BATCH_BODY_BYTES });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new RequestError(413, 'BODY_LARGE', { limit: BATCH_BODY_BYTES });
    throw new RequestError(400, 'BODY_NOT_JSON');
  }
}
