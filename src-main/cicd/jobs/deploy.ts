/** The fifth job: the package becomes a version, the version a revision beside the one that serves; checked, switched to, tried through the endpoint's own address; undone where it fails. */
import { askService } from '../../serving/index.ts';
import { lineOf } from '../config.ts';
import { type JobContext, JobFailed } from '../job.ts';
import type { Product } from './container.ts';

/** What a rehearsal's endpoint is called by. */
export const rehearsalEnding = '-ensaio';

export async function deploy(context: JobContext, product: Product): Promise<void> {
  const { config, parts, run, engine, core } = context;
  const { endpoint, strategy, alias, rollback } = wanted(context);
  const before = parts.serving.list().find(({ name }) => name === endpoint);
  const isUp = before?.url != null;
  const championBefore = versionBehind(context, alias);

  const version = await context.step('register', async () => {
    const { digest } = artifactOf(context, product);
    const tags = [
      { key: 'bancada.commit', value: run.commit },
      { key: 'bancada.ci', value: run.id },
    ];
    const { version: number } = await parts.registry.register({
      name: config.name,
      digest,
      runId: product.runId,
      trackingRunId: product.trackingRunId,
      metrics: product.metrics,
      tags,
    });
    context.product('version', `${config.name}:${number}`);
    context.note(`v${number}`);
    return number;
  });
  const target = `${config.name}:${version}`;
  await context.step('staging', () => start(context, { isUp, target }));
  const switched = performance.now();
  if (isUp && strategy === 'blue-green') {
    await context.step('switch', async () => {
      const ended = await parts.rollouts.settled(endpoint, () => {});
      const last = ended ?? parts.rollouts.last(endpoint);
      context.measure('switch-ms', Math.round(performance.now() - switched));
      if (last?.status === 'succeeded') return;
      context.find({ level: 'error', ...at(context, 'endpoint'), code: 'rollout-failed', data: { reason: last?.reason ?? last?.status ?? '—' } });
      throw new JobFailed('switch');
    });
  }
  await parts.registry.setAlias(config.name, alias, version, `ci ${run.id}`);
  try {
    await context.step('validate', () => validate(context));
  } catch (error) {
    if (rollback && isUp && !context.signal.aborted) {
      await context.step('rollback', async () => {
        const from = performance.now();
        await parts.rollouts.rollback(endpoint);
        if (championBefore !== null) await parts.registry.setAlias(config.name, alias, championBefore, `ci ${run.id}`);
        context.measure('rollback-ms', Math.round(performance.now() - from));
        context.find({ level: 'warning', ...at(context, 'rollback'), code: 'rolled-back', data: { endpoint } });
      });
    }
    throw error;
  }
  await context.step('clean', async () => {
    const { url, revision } = parts.serving.get(endpoint);
    context.product('endpoint', endpoint);
    context.product('url', url ?? '');
    context.note(`r${revision}`);
    core.log.info('deployed by ci', { run: run.id, endpoint, version, engine: engine.kind });
  });
}

/** A rehearsal has an endpoint and an alias of its own: nothing of the learner's changes. */
function wanted({ config, rehearsal }: JobContext): NonNullable<JobContext['config']['deploy']> {
  const deploy = config.deploy!;
  return rehearsal ? { ...deploy, endpoint: `${deploy.endpoint}${rehearsalEnding}`, alias: 'ensaio' } : deploy;
}

const at = ({ code }: JobContext, key: string) => ({ file: 'ci.yaml', line: lineOf(code, ['deploy', key]) });

async function start(context: JobContext, { isUp, target }: { isUp: boolean; target: string }): Promise<void> {
  const { parts, engine } = context;
  const { endpoint, strategy } = wanted(context);
  try {
    if (!isUp || strategy === 'direct') {
      await parts.serving.serve({ target, endpoint, engine: engine.kind });
      return;
    }
    const limits = { errors: 0.01, slower: 1.5, different: 0.01 };
    const kind = engine.kind === 'warm' ? 'docker' : engine.kind;
    // It starts, is probed and tried with its example before anything is switched; the one before stays warm.
    await parts.rollouts.start({
      endpoint,
      target,
      strategy: 'blue-green',
      engine: kind,
      solution: 'workspace',
      replicas: 1,
      watchMs: 0,
      limits,
      auto: false,
    });
  } catch (error) {
    context.find({
      level: 'error',
      ...at(context, 'endpoint'),
      code: 'not-ready',
      data: {},
      text: error instanceof Error ? error.message : String(error),
    });
    throw new JobFailed('staging');
  }
}

/** Through the address that everybody uses: the same questions as the smoke test. */
async function validate(context: JobContext): Promise<void> {
  const { parts, config } = context;
  const { endpoint } = wanted(context);
  const { url } = parts.serving.get(endpoint);
  const smoke = config.container?.smoke ?? [];
  const port = Number(new URL(url ?? 'http://127.0.0.1:0').port);
  for (const { send, expect } of smoke) {
    const answer = await askService({ port, method: 'POST', path: '/predict', body: send, timeoutMs: 10_000, maxBytes: 65_536 });
    const label = /"label"\s*:\s*"([^"]*)"/.exec(answer.body)?.[1];
    if (answer.status === expect.status && (expect.label === undefined || label === expect.label)) continue;
    const seen = [answer.status, label].filter(Boolean).join(' ');
    context.find({
      level: 'error',
      ...at(context, 'endpoint'),
      code: 'validation-failed',
      data: { seen, wanted: [expect.status, expect.label].filter(Boolean).join(' ') },
    });
    throw new JobFailed('validate');
  }
  context.note(`${smoke.length}/${smoke.length}`);
}

function artifactOf({ parts, config }: JobContext, { runId }: Product): { digest: string } {
  const [step = '', output = ''] = config.container!.package.split('.');
  const found = parts.pipelines
    .get(runId)
    .steps.find(({ id }) => id === step)
    ?.outputs.find(({ name }) => name === output);
  if (!found) throw new Error(`${config.container!.package} is not there`);
  return found;
}

function versionBehind({ parts, config }: JobContext, alias: string): string | null {
  try {
    return parts.registry.resolve(`${config.name}@${alias}`).version;
  } catch {
    return null;
  }
}
