/** `partUploadRoutes`: large files in parts, `/mlflow-artifacts/mpu/…`. The parts come back to us, with the same credentials as the request for them. */
import { posix } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ArtifactTree } from '../../tracking/index.ts';
import { MlflowError } from '../errors.ts';
import { parseInput } from '../input.ts';
import { int64 } from '../wire.ts';
import { bodyOf, readToTheEnd } from './artifacts.ts';
import { artifactPrefixes, pathAfter } from './paths.ts';

const maxJsonBytes = 4 << 20;
const maxParts = 10_000;

const created = z.object({ path: z.string(), num_parts: int64.default(1) });
const named = z.object({ path: z.string(), upload_id: z.string() });
const completed = named.extend({ parts: z.array(z.object({ part_number: int64, etag: z.string() })).max(maxParts) });

/** What clients from MLflow 3.10 on ask before they send a file of 500 MB or more. Downloads come whole: one stream is as fast. */
const serverInfo = {
  store_type: 'SqlStore',
  workspaces_enabled: false,
  trace_archival_enabled: false,
  multipart_uploads_enabled: true,
  multipart_downloads_enabled: false,
};

export function partUploadRoutes({ uploads }: ArtifactTree) {
  return (app: FastifyInstance): void => {
    readToTheEnd(app);
    for (const api of ['/api/3.0', '/ajax-api/3.0']) app.get(`${api}/mlflow/server-info`, async () => serverInfo);
    for (const prefix of artifactPrefixes) {
      const at = (verb: string) => `${prefix}/mpu/${verb}`;
      app.post(`${at('create')}/*`, async (request) => {
        const { path, num_parts } = await json(request, created);
        if (num_parts < 1 || num_parts > maxParts) throw new MlflowError('INVALID_PARAMETER_VALUE', `num_parts must be from 1 to ${maxParts}.`);
        const uploadId = await uploads.create(target(pathAfter(request, at('create')), path), num_parts);
        const { authorization, host } = request.headers;
        const headers = authorization === undefined ? {} : { Authorization: authorization };
        const url = (part: number) => `http://${host}${at('parts')}/${uploadId}/${part}`;
        const credentials = Array.from({ length: num_parts }, (_, i) => ({ url: url(i + 1), part_number: i + 1, headers }));
        return { upload_id: uploadId, credentials };
      });
      app.put<{ Params: { upload: string; part: string } }>(`${at('parts')}/:upload/:part`, async (request, reply) => {
        const { upload, part } = request.params;
        const etag = await uploads.put(upload, /^\d{1,5}$/.test(part) ? Number(part) : 0, bodyOf(request));
        reply.header('etag', `"${etag}"`);
        return {};
      });
      app.post(`${at('complete')}/*`, async (request) => {
        const { path, upload_id, parts } = await json(request, completed);
        const claimed = parts.map(({ part_number, etag }) => ({ number: part_number, etag }));
        await uploads.complete(target(pathAfter(request, at('complete')), path), upload_id, claimed);
        return {};
      });
      app.post(`${at('abort')}/*`, async (request) => {
        const { path, upload_id } = await json(request, named);
        await uploads.abort(target(pathAfter(request, at('abort')), path), upload_id);
        return {};
      });
    }
  };
}

/** Clients send the whole path of their local file; only its name counts. */
function target(folder: string, localPath: string): string {
  return `${folder.replace(/\/$/, '')}/${posix.basename(localPath.replaceAll('\\', '/'))}`;
}

async function json<Input extends z.ZodType>(request: FastifyRequest, schema: Input): Promise<z.infer<Input>> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new MlflowError('BAD_REQUEST', "Bad Request. Content-Type must be one of ['application/json'].");
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of bodyOf(request)) {
    bytes += chunk.length;
    if (bytes > maxJsonBytes) throw new MlflowError('BAD_REQUEST', 'The body is too large.');
    chunks.push(chunk);
  }
  return parseInput(schema, Buffer.concat(chunks).toString('utf8'), {});
}
