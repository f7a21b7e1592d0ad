/**
 * `carryOut`: a plan, step by step: train, model, each endpoint, schedule, budget. Before each step every permission that it needs is asked of the role that needs it,
 * as the provider would; the first refusal ends it. A quota that refuses a machine leads to the next one that the plan names.
 */
import type { CloudApply, CloudStep } from '../../contract/cloud.ts';
import type { CloudEndpoint, CloudPlan } from '../../contract/cloud-plan.ts';
import type { Answer, Caller, Emulation } from '../emulation/create.ts';
import { Refusal } from '../emulation/refusal.ts';
import type { Judge } from '../iam/judge.ts';
import { deployer, type Phase } from '../plan/need.ts';
import { needsOf } from '../plan/needs.ts';
import { isScaled } from '../plan/needs-aws.ts';
import { type Request, type Requests, sagemakerRequests, vertexRequests } from './requests.ts';

export interface Work {
  emulation: Emulation;
  plan: CloudPlan;
  judge: Judge;
  /** Whose solution of the pipeline is run. */
  tag: string;
  caller: Omit<Caller, 'principal' | 'decide'>;
  /** Ends names, so that a second time does not meet the first. */
  id: string;
  /** A trigger of the lab that starts the job, where one is wanted. */
  schedule: ((cron: string) => Promise<void>) | null;
  /** The job ends it: of a plan that is rehearsed for its job alone. */
  trainOnly: boolean;
  signal: AbortSignal;
  tell(change: Partial<CloudApply>): Promise<void>;
}

export function stepsOf({ endpoints, schedule }: CloudPlan): CloudStep[] {
  const step = (phase: Phase, target = '', mode: CloudStep['mode'] = null): CloudStep => ({
    ...{ id: target === '' ? phase : `${phase}-${target}`, phase, target, mode },
    ...{ status: 'waiting', attempts: [], coldStartMs: null, error: null },
  });
  const served = endpoints.map(({ name, mode }) => step(mode === 'batch' ? 'batch' : 'endpoint', name, mode));
  return [step('train'), step('model'), ...served, ...(schedule ? [step('schedule')] : []), step('budget')];
}

export async function carryOut(work: Work): Promise<void> {
  const { plan, tag, tell, signal, trainOnly } = work;
  const steps = stepsOf(plan);
  const requests = plan.provider === 'sagemaker' ? sagemakerRequests(plan, tag) : vertexRequests(plan, tag);
  for (const step of steps) {
    signal.throwIfAborted();
    step.status = 'running';
    await tell({ steps });
    try {
      await permissions(work, step);
      await does(work, step, requests, () => tell({ steps }));
      step.status = 'done';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      step.status = 'failed';
      step.error = `${error.code}: ${error.message}`;
      await tell({ steps, error: step.error });
      return;
    }
    await tell({ steps });
    if (trainOnly && step.phase === 'train') return;
  }
}

async function permissions({ plan, judge, emulation }: Work, { phase, target }: CloudStep): Promise<void> {
  for (const need of needsOf(plan)) {
    if (need.phase !== phase || (phase !== 'model' && need.target !== target)) continue;
    const asked = { principal: judge.principal(need.role), decide: () => judge.decide(need) };
    await emulation.ask(plan.provider, asked, need);
  }
}

async function does(work: Work, step: CloudStep, requests: Requests, told: () => Promise<void>): Promise<void> {
  const { plan, emulation, id, schedule } = work;
  if (step.phase === 'train') return train(work, step, requests, told);
  if (step.phase === 'model') {
    const { name, version } = emulation.behind.registeredAs(plan.model);
    await call(work, requests.model({ name, version }, id));
  } else if (step.phase === 'endpoint') await serveOne(work, step, requests);
  else if (step.phase === 'batch') await batch(work, step, requests);
  else if (step.phase === 'schedule') await schedule?.(plan.schedule!.cron);
}

/** Its run is waited for; one that fails is submitted again as often as the plan says. */
async function train(work: Work, step: CloudStep, requests: Requests, told: () => Promise<void>): Promise<void> {
  const { plan, emulation, id, tell, signal } = work;
  for (let attempt = 0; ; attempt++) {
    const job = attempt === 0 ? id : `${id}-${String(attempt)}`;
    await submit(work, step, (machine) => requests.train(machine, job), told);
    const row = emulation.store.get(plan.provider, 'job', `${plan.project}-treino-${job}`);
    const runId = row?.link.kind === 'run' ? row.link.id : '';
    await tell({ runId });
    const stop = () => void emulation.behind.stopRun(runId);
    signal.addEventListener('abort', stop, { once: true });
    const run = await emulation.behind.finished(runId);
    signal.removeEventListener('abort', stop);
    if (run.status === 'succeeded') return;
    signal.throwIfAborted();
    if (attempt === plan.job.retries) throw new Refusal('AlgorithmError', run.error?.message ?? run.status);
  }
}

/** On the first machine that the quota lets have. */
async function submit(work: Work, step: CloudStep, request: (machine: string) => Request, told: () => Promise<void>): Promise<void> {
  let refused: Refusal | null = null;
  for (const machine of [work.plan.job.machine, ...work.plan.job.fallback]) {
    try {
      await call(work, request(machine));
      step.attempts.push({ machine, error: null });
      return;
    } catch (error) {
      if (!(error instanceof Refusal) || !isQuota(error)) throw error;
      refused = error;
      step.attempts.push({ machine, error: `${error.code}: ${error.message}` });
      await told();
    }
  }
  throw refused ?? new Refusal('ValidationException', 'no machine');
}

const isQuota = ({ code }: Refusal) => code === 'ResourceLimitExceeded' || code === 'RESOURCE_EXHAUSTED';

async function serveOne(work: Work, step: CloudStep, requests: Requests): Promise<void> {
  const { plan, emulation, id, caller } = work;
  const endpoint = endpointOf(plan, step);
  for (const request of requests.endpoint(endpoint, id)) await call(work, request);
  const lab = (caller.labName ?? ((name) => name))(`${plan.project}-${endpoint.name}-${id}`);
  if (endpoint.mode === 'scale-to-zero') {
    const { name, version } = emulation.behind.registeredAs(plan.model);
    const { inputExample } = emulation.behind.registered(name, version);
    const from = performance.now();
    await call(work, requests.invoke(endpoint, inputExample, id));
    step.coldStartMs = Math.round(performance.now() - from);
    emulation.sleepers.touch(lab, endpoint.idleSeconds);
    return;
  }
  await emulation.behind.whenReady(lab);
  if (isScaled(endpoint)) await emulation.behind.scale(lab, endpoint.min, endpoint.max, endpoint.target);
}

async function batch(work: Work, step: CloudStep, requests: Requests): Promise<void> {
  const { plan, emulation, id } = work;
  const endpoint = endpointOf(plan, step);
  const [data] = plan.data;
  if (data === undefined) throw new Refusal('ValidationException', `${step.target}: a batch reads the first of data.`);
  await call(work, requests.batch(endpoint, data, id));
  const row = emulation.store.get(plan.provider, 'batch', `${plan.project}-${endpoint.name}-${id}`);
  if (row?.link.kind !== 'batch') return;
  await emulation.behind.batchEnded(row.link.id);
  const done = emulation.behind.batch(row.link.id);
  if (done?.status !== 'done') throw new Refusal('InternalServerError', done?.error?.message ?? 'interrupted');
}

const endpointOf = ({ endpoints }: CloudPlan, { target }: CloudStep): CloudEndpoint => endpoints.find(({ name }) => name === target)!;

/** As the deployer, who has been asked for all that the step needs. */
async function call({ emulation, plan, judge, caller }: Work, { operation, body }: Request): Promise<unknown> {
  const answer: Answer = await emulation.call(plan.provider, operation, body, { ...caller, principal: judge.principal(deployer) });
  if (answer.status < 400) return answer.body;
  const { __type, message, error } = answer.body as { __type?: string; message?: string; error?: { status: string; message: string } };
  throw new Refusal(__type ?? error?.status ?? 'Unknown', message ?? error?.message ?? '', answer.status);
}
