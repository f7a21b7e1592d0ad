/** `runFileRoutes`: single files of a run or of a logged model, as MLflow's own pages ask for them. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { TrackingDomain } from '../../tracking/index.ts';
import { MlflowError } from '../errors.ts';
import { parseInput } from '../input.ts';
import { bodyOf, readToTheEnd } from './artifacts.ts';
import { sendFile } from './send.ts';

const maxBytes = 10 * 1024 * 1024;

const modelFile = z.object({ model_id: z.string(), artifact_file_path: z.string() });
const oneFile = z.object({ run_id: z.string().optional(), run_uuid: z.string().optional(), path: z.string() });

export function runFileRoutes({ artifacts, loggedModels }: Pick<TrackingDomain, 'artifacts' | 'loggedModels'>) {
  const { tree } = artifacts;
  return (app: FastifyInstance): void => {
    readToTheEnd(app);
    for (const url of ['/get-artifact', '/api/2.0/mlflow/get-artifact', '/ajax-api/2.0/mlflow/get-artifact']) {
      app.get(url, (request, reply) => {
        const { run_id, run_uuid, path } = parseInput(oneFile, request.query, {});
        return sendFile(tree, artifacts.path(run_id ?? run_uuid ?? '', path), request, reply);
      });
    }
    for (const prefix of ['/api/2.0', '/ajax-api/2.0']) {
      app.get(`${prefix}/mlflow/logged-models/:model_id/artifacts/files`, (request, reply) => {
        const { model_id, artifact_file_path } = parseInput(modelFile, request.query, request.params as object);
        return sendFile(tree, loggedModels.path(model_id, artifact_file_path), request, reply);
      });
    }
    for (const url of ['/api/2.0/mlflow/upload-artifact', '/ajax-api/2.0/mlflow/upload-artifact']) {
      app.post(url, async (request) => {
        const { run_uuid, path } = parseInput(z.object({ run_uuid: z.string().default(''), path: z.string().default('') }), request.query, {});
        if (run_uuid === '') throw new MlflowError('INVALID_PARAMETER_VALUE', 'Request must specify run_uuid.');
        if (path === '') throw new MlflowError('INVALID_PARAMETER_VALUE', 'Request must specify path.');
        await tree.put(artifacts.path(run_uuid, path), limited(bodyOf(request)));
        return {};
      });
    }
  };
}

async function* limited(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of bytes) {
    read += chunk.length;
    if (read > maxBytes) throw new MlflowError('INVALID_PARAMETER_VALUE', 'Artifact size is too large. Max size is 10MB.');
    yield chunk;
  }
  if (read === 0) throw new MlflowError('INVALID_PARAMETER_VALUE', 'Request must specify data.');
}
