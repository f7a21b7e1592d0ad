/** `versionFileRoutes`: single files of a model version, as MLflow's own pages ask for them. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { RegistryDomain } from '../../registry/index.ts';
import type { TrackingDomain } from '../../tracking/index.ts';
import { MlflowError } from '../errors.ts';
import { parseInput } from '../input.ts';
import { required } from '../wire.ts';
import { sendFile } from './send.ts';

const oneFile = z.object({ name: required, version: required, path: required });

export function versionFileRoutes(registry: Pick<RegistryDomain, 'filesOf'>, { artifacts }: Pick<TrackingDomain, 'artifacts'>) {
  return (app: FastifyInstance): void => {
    for (const url of ['/model-versions/get-artifact', '/ajax-api/2.0/mlflow/model-versions/get-artifact']) {
      app.get(url, (request, reply) => {
        const { name, version, path } = parseInput(oneFile, request.query, {});
        const root = registry.filesOf(name, version);
        if (root === null) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `The files of version ${version} of ${name} are not on this server.`);
        return sendFile(artifacts.tree, `${root}/${path}`, request, reply);
      });
    }
  };
}
