/** Models and endpoints of Vertex AI, and services of Cloud Run: versions of the registry, served by the lab behind its gateway. */
import { z } from 'zod';
import { endpointState, invoke, type Served, serve } from '../endpoints.ts';
import { type Around, add, known, type Operation, operation, targetOf } from '../operation.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { ResourceRow } from '../store.ts';
import { fullName, gone, idOf, onResource, over, slug, time } from './names.ts';
import { createEndpoint, createService, deployModel, named, undeployModel, uploadModel } from './shapes.ts';

const runIdleSeconds = 900;
const model = (around: Pick<Around, 'store'>, of: string) => known(around, 'vertex', 'model', idOf(of).replace(/@.*$/, ''), `Model ${idOf(of)}`);
const endpoint = (around: Pick<Around, 'store'>, of: string) => known(around, 'vertex', 'endpoint', idOf(of), `Endpoint ${idOf(of)}`);

/** What is deployed; null of an endpoint without a model. */
export function servedOf(row: ResourceRow, around: Pick<Around, 'store' | 'labName'>): Served | null {
  const { deployed, service } = row.body as { deployed?: unknown; service?: unknown };
  const lab = around.labName(row.name);
  if (service) {
    const { template } = createService.parse(service);
    const target = targetOf(model(around, template.annotations.model));
    return { lab, target, machine: null, replicas: 1, idleSeconds: template.scaling.minInstanceCount === 0 ? runIdleSeconds : null };
  }
  if (!deployed) return null;
  const { model: of, dedicatedResources } = deployModel.shape.deployedModel.parse(deployed);
  const { machineSpec, minReplicaCount } = dedicatedResources;
  return { lab, target: targetOf(model(around, of)), machine: machineSpec.machineType, replicas: minReplicaCount, idleSeconds: null };
}

export function endpointView(row: ResourceRow, around: Around) {
  const served = servedOf(row, around);
  const isReady = served !== null && endpointState(row, served, around).state === 'ready';
  const { deployed } = row.body as { deployed?: { model: string; displayName?: string; dedicatedResources?: object } };
  return {
    name: fullName(around, 'endpoints', row.name),
    displayName: row.name,
    createTime: time(row.createdAt),
    updateTime: time(row.createdAt),
    // A model is listed when it answers.
    deployedModels: deployed && isReady ? [{ id: '1', ...deployed, createTime: time(row.createdAt) }] : [],
    trafficSplit: deployed && isReady ? { 1: 100 } : {},
  };
}

export function modelView(row: ResourceRow, around: Pick<Around, 'region' | 'project'>) {
  const versionId = row.link.kind === 'version' ? row.link.version : '';
  const made = time(row.createdAt);
  const name = fullName(around, 'models', row.name);
  const about = { versionId, versionAliases: ['default'], supportedDeploymentResourcesTypes: ['DEDICATED_RESOURCES'] };
  return { ...row.body, ...about, name, createTime: made, updateTime: made };
}

/** How far the model of an endpoint is on its way. */
function deployment(row: ResourceRow, around: Around) {
  const served = servedOf(row, around);
  if (!served) throw notFound('vertex', `Operation of endpoint ${row.name}`);
  const { state, failure } = endpointState(row, served, around);
  const type = (name: string) => `type.googleapis.com/google.cloud.aiplatform.v1.${name}`;
  const [deployedModel] = endpointView(row, around).deployedModels;
  return {
    name: `${fullName(around, 'endpoints', row.name)}/operations/2`,
    done: state === 'ready' || state === 'failed',
    metadata: { '@type': type('DeployModelOperationMetadata') },
    ...(state === 'ready' && { response: { '@type': type('DeployModelResponse'), deployedModel } }),
    ...(state === 'failed' && { error: { code: 13, message: failure ?? '' } }),
  };
}

const ownerOf = (operation: string) => idOf(operation.replace(/\/operations\/[^/]+$/, ''));

const states = {
  creating: 'CONDITION_RECONCILING',
  updating: 'CONDITION_RECONCILING',
  ready: 'CONDITION_SUCCEEDED',
  failed: 'CONDITION_FAILED',
} as const;

export const endpointOperations: Record<string, Operation> = {
  'models.upload': operation(
    'aiplatform.models.upload',
    uploadModel,
    (body, around) => onResource(around, 'models', slug(body.model.displayName)),
    async (body, around) => {
      const link = { kind: 'version', ...around.behind.version(body.model.artifactUri) } as const;
      const row = await add(
        around,
        { provider: 'vertex', kind: 'model', name: slug(body.model.displayName), body: body.model, link },
        `Model ${body.model.displayName}`,
      );
      return over(around, 'models', row.name, 'UploadModelResponse', { model: fullName(around, 'models', row.name), modelVersionId: link.version });
    },
  ),
  'models.get': operation(
    'aiplatform.models.get',
    named,
    (body, around) => onResource(around, 'models', idOf(body.name)),
    (body, around) => modelView(model(around, body.name), around),
  ),
  'models.delete': operation(
    'aiplatform.models.delete',
    named,
    (body, around) => onResource(around, 'models', idOf(body.name)),
    async (body, around) => {
      const { name } = model(around, body.name);
      await around.store.drop('vertex', 'model', name);
      around.changed();
      return gone(around, 'models', name);
    },
  ),
  'endpoints.create': operation(
    'aiplatform.endpoints.create',
    createEndpoint,
    (body, around) => onResource(around, 'endpoints', slug(body.displayName)),
    async (body, around) => {
      const name = slug(body.displayName);
      const link = { kind: 'endpoint', name: around.labName(name) } as const;
      await add(around, { provider: 'vertex', kind: 'endpoint', name, body: {}, link }, `Endpoint ${body.displayName}`);
      return over(around, 'endpoints', name, 'Endpoint', { name: fullName(around, 'endpoints', name), displayName: body.displayName });
    },
  ),
  'endpoints.deployModel': operation(
    'aiplatform.endpoints.deploy',
    deployModel,
    (body, around) => onResource(around, 'endpoints', idOf(body.name)),
    async (body, around) => {
      const before = endpoint(around, body.name);
      const row = { ...before, body: { deployed: body.deployedModel }, failure: null };
      const served = servedOf(row, around)!;
      around.quota(served.machine!, 'online_prediction', served.replicas);
      const share = body.trafficSplit['0'] ?? 100;
      if (servedOf(before, around) === null) serve(row, served, around);
      else if (share === 100) await around.behind.rollout({ endpoint: served.lab, target: served.target, strategy: 'blue-green' });
      else await around.behind.rollout({ endpoint: served.lab, target: served.target, strategy: 'manual', weights: [share] });
      await around.store.put(row);
      around.changed();
      return deployment(row, around);
    },
  ),
  'endpoints.undeployModel': operation(
    'aiplatform.endpoints.undeploy',
    undeployModel,
    (body, around) => onResource(around, 'endpoints', idOf(body.name)),
    async (body, around) => {
      const row = endpoint(around, body.name);
      if (!servedOf(row, around)) throw new Refusal('FAILED_PRECONDITION', `Endpoint ${row.name} has no deployed model.`, 400);
      await around.behind.stopEndpoint(around.labName(row.name));
      await around.store.put({ ...row, body: {}, failure: null });
      around.changed();
      return over(around, 'endpoints', row.name, 'UndeployModelResponse', {});
    },
  ),
  /** Of those that answer before they are done there is one: a model that is being deployed. */
  'operations.get': operation(
    'aiplatform.endpoints.get',
    named,
    (body, around) => onResource(around, 'endpoints', ownerOf(body.name)),
    (body, around) => deployment(endpoint(around, ownerOf(body.name)), around),
  ),
  'endpoints.get': operation(
    'aiplatform.endpoints.get',
    named,
    (body, around) => onResource(around, 'endpoints', idOf(body.name)),
    (body, around) => endpointView(endpoint(around, body.name), around),
  ),
  'endpoints.predict': operation(
    'aiplatform.endpoints.predict',
    named.extend({ instances: z.array(z.record(z.string(), z.unknown())).min(1).max(100) }),
    (body, around) => onResource(around, 'endpoints', idOf(body.name)),
    async (body, around) => {
      const row = endpoint(around, body.name);
      const served = servedOf(row, around);
      if (!served) throw new Refusal('FAILED_PRECONDITION', `Endpoint ${row.name} has no deployed model.`, 400);
      const predictions = [];
      for (const instance of body.instances) predictions.push((await invoke('vertex', row, served, instance, around)).answer);
      return { predictions, deployedModelId: '1' };
    },
  ),
  'endpoints.delete': operation(
    'aiplatform.endpoints.delete',
    named,
    (body, around) => onResource(around, 'endpoints', idOf(body.name)),
    async (body, around) => {
      const { link, name } = endpoint(around, body.name);
      if (link.kind === 'endpoint') await around.behind.stopEndpoint(link.name);
      await around.store.drop('vertex', 'endpoint', name);
      around.changed();
      return gone(around, 'endpoints', name);
    },
  ),
  'run.services.create': operation(
    'run.services.create',
    createService,
    (body, around) => `//run.googleapis.com/${fullName(around, 'services', idOf(body.name))}`,
    async (body, around) => {
      const name = idOf(body.name);
      model(around, body.template.annotations.model);
      const link = { kind: 'endpoint', name: around.labName(name) } as const;
      await add(around, { provider: 'vertex', kind: 'endpoint', name, body: { service: body }, link }, `Service ${name}`);
      return { name: `${fullName(around, 'services', name)}/operations/1`, done: true };
    },
  ),
  'run.services.get': operation(
    'run.services.get',
    named,
    (body, around) => `//run.googleapis.com/${fullName(around, 'services', idOf(body.name))}`,
    (body, around) => {
      const row = endpoint(around, body.name);
      const { state, failure } = endpointState(row, servedOf(row, around)!, around);
      const terminalCondition = { type: 'Ready', state: states[state], ...(failure !== null && { message: failure }) };
      return { name: fullName(around, 'services', row.name), terminalCondition, createTime: time(row.createdAt) };
    },
  ),
};
