/** `vertexCall`: a request by HTTP as an operation of Vertex AI: `POST /v1/projects/P/locations/L/endpoints/E:predict` is `endpoints.predict`. */

export interface Asked {
  operation: string;
  body: Record<string, unknown>;
}

interface Refused {
  status: number;
  body: { error: { code: number; message: string; status: string } };
}

export const isVertexPath = (path: string): boolean => /^\/(v1|v1beta1|ui)\//.test(path);

export const vertexRefusal = (code: number, status: string, message: string): Refused => ({
  status: code,
  body: { error: { code, message, status } },
});

const collections = ['models', 'endpoints', 'customJobs', 'pipelineJobs', 'batchPredictionJobs'];
/** project, location, what is left, and the verb behind the colon. */
const address = /^\/(?:v1|v1beta1|ui)\/projects\/([^/]+)\/locations\/([^/]+)\/([^:]+?)(?::(\w+))?$/;

/** `place`: the one project and region that the simulation has. */
export function vertexCall(
  { method, path, query, body }: { method: string; path: string; query: URLSearchParams; body: Record<string, unknown> },
  place: { project: string; region: string },
): Asked | Refused {
  const [, project, location, rest = '', verb] = address.exec(path) ?? [];
  if (project === undefined) return vertexRefusal(404, 'NOT_FOUND', `${path}: expected /v1/projects/${place.project}/locations/${place.region}/…`);
  if (project !== place.project)
    return vertexRefusal(403, 'PERMISSION_DENIED', `Permission denied on resource project ${project}: the simulation has ${place.project} alone.`);
  if (location !== place.region)
    return vertexRefusal(400, 'INVALID_ARGUMENT', `Location ${String(location)} is not supported: the simulation has ${place.region} alone.`);
  const parts = rest.split('/').map(decodeURIComponent);
  const [collection = '', id, inner, operation] = parts;
  if (!collections.includes(collection) || parts.length > 4 || (inner !== undefined && inner !== 'operations')) return unknown(path);
  const name = `projects/${project}/locations/${location}/${parts.join('/')}`;
  if (inner !== undefined)
    return method === 'GET' && operation !== undefined && !verb ? { operation: 'operations.get', body: { name } } : unknown(path);
  if (id === undefined) return onCollection(method, collection, verb, query, body) ?? unknown(path);
  if (verb !== undefined) return method === 'POST' ? { operation: `${collection}.${verb}`, body: { ...body, name } } : unknown(path);
  if (method === 'GET') return { operation: `${collection}.get`, body: { name } };
  return method === 'DELETE' ? { operation: `${collection}.delete`, body: { name } } : unknown(path);
}

function onCollection(
  method: string,
  collection: string,
  verb: string | undefined,
  query: URLSearchParams,
  body: Record<string, unknown>,
): Asked | null {
  const given = (...names: string[]) => Object.fromEntries(names.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : [])));
  if (method === 'GET' && verb === undefined) return { operation: `${collection}.list`, body: given('pageSize', 'pageToken', 'filter') };
  if (method !== 'POST') return null;
  if (verb !== undefined) return { operation: `${collection}.${verb}`, body };
  return { operation: `${collection}.create`, body: { ...body, ...given('pipelineJobId') } };
}

const unknown = (path: string) => vertexRefusal(404, 'NOT_FOUND', `The simulation does not answer ${path}.`);
