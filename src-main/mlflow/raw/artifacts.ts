/** `artifactRoutes`: files up and down through the proxy, `/mlflow-artifacts/artifacts/<path from the root>`; nothing is held in memory. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ArtifactTree } from '../../tracking/index.ts';
import { MlflowError } from '../errors.ts';
import { artifactPrefixes, pathAfter } from './paths.ts';
import { sendFile } from './send.ts';

export function artifactRoutes(tree: ArtifactTree) {
  return (app: FastifyInstance): void => {
    readToTheEnd(app);
    for (const prefix of artifactPrefixes) {
      const route = `${prefix}/artifacts`;
      app.get(`${route}/*`, (request, reply) => sendFile(tree, pathAfter(request, route), request, reply));
      app.put(`${route}/*`, async (request) => {
        await tree.put(pathAfter(request, route), bodyOf(request));
        return {};
      });
      app.delete(`${route}/*`, async (request) => {
        // Clients ask for a run's whole folder with a slash at its end.
        const path = pathAfter(request, route).replace(/\/$/, '');
        if (path === '') throw new MlflowError('INVALID_PARAMETER_VALUE', 'Invalid path: the root of all artifacts is not deleted.');
        if (!(await tree.delete(path))) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `No such artifact: '${path}'`);
        return {};
      });
    }
  };
}

/** A refused upload is read and thrown away: a client that still sends would not see the answer, and its connection would stay half-used. */
export function readToTheEnd(app: FastifyInstance): void {
  app.addHook('onResponse', async ({ raw }) => void raw.resume());
}

/** The bytes as they arrive. Whoever stops reading leaves the connection open, so that the client hears why. */
export function bodyOf({ raw }: FastifyRequest): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => raw.iterator({ destroyOnReturn: false }) };
}
