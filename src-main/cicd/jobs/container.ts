/** The fourth job: train, judge, package, look into the package, and try it as it will run: smoke test, load, figures. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningService, ServiceLaunch } from '../../engines/index.ts';
import { codeFiles } from '../../pipelines/index.ts';
import { askService, becomesReady, modelResources, ownProgram } from '../../serving/index.ts';
import { lineOf } from '../config.ts';
import { type JobContext, JobFailed } from '../job.ts';
import { loadTest } from '../load.ts';
import { findSecrets } from '../security/secrets.ts';
import { projectFiles } from '../source.ts';

export interface Product {
  /** The package, in the artifact store. */
  folder: string;
  digest: string;
  runId: string;
  trackingRunId: string | null;
  metrics: Record<string, number>;
}

export async function container(context: JobContext): Promise<Product> {
  const { config, code, engine, run } = context;
  const wanted = config.container!;
  const at = (...path: (string | number)[]) => ({ file: 'ci.yaml', line: lineOf(code, ['container', ...path]) });

  const product = await context.step('train', () => train(context, wanted.package));
  await context.step('gate', async () => {
    for (const [index, { metric, min, max }] of wanted.gates.entries()) {
      const seen = product.metrics[metric];
      if (seen !== undefined) context.measure(metric, seen);
      context.note(`${metric} ${seen?.toFixed(4) ?? '—'}`);
      const fits = seen !== undefined && (min === undefined || seen >= min) && (max === undefined || seen <= max);
      if (fits) continue;
      const bound = min !== undefined ? `≥ ${min}` : `≤ ${max ?? '—'}`;
      context.find({
        level: 'error',
        ...at('gates', index),
        code: 'metric-gate',
        data: { metric, seen: seen === undefined ? '—' : Number(seen.toFixed(4)), wanted: bound },
      });
      throw new JobFailed('gate');
    }
  });
  await context.step('build', async () => {
    const tags = tagsOf(context, wanted.tags);
    context.product('tags', tags.join(' '));
    context.product('digest', product.digest);
    if (!engine.packageModel) {
      context.note(product.digest.slice(0, 12));
      return;
    }
    const image = await engine.packageModel({ name: config.name, version: run.commit, folder: product.folder }, context.rehearsal ? [] : tags);
    context.product('image', image.reference);
    context.measure('image-bytes', image.bytes);
    context.note(image.reference);
  });
  await context.step('scan', () => scan(context, product, wanted.megabytes));
  await tryOut(context, product, at);
  return product;
}

async function train(context: JobContext, wanted: string): Promise<Product> {
  const { parts, run, engine, code, signal } = context;
  const { runId } = await parts.pipelines.start({
    ...{
      pipeline: `${run.project}/ci`,
      solution: run.solution,
      engine: engine.kind,
      codeFolder: code,
      effects: false,
      params: {},
      cache: context.cache,
    },
  });
  context.product('run', runId);
  const stop = () => void parts.pipelines.cancel(runId);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const ended = await parts.pipelines.finished(runId).finally(() => signal.removeEventListener('abort', stop));
  signal.throwIfAborted();
  for (const { id, status, durationMs } of ended.steps) context.log(`${id}: ${status} (${durationMs} ms)\n`);
  if (ended.status !== 'succeeded') {
    const { code: errorCode = ended.status, message = '', data } = ended.error ?? {};
    const file = typeof data?.file === 'string' ? data.file : 'pipeline.yaml';
    const line = typeof data?.line === 'number' ? data.line : 1;
    context.find({
      level: 'error',
      file,
      line,
      code: 'training-failed',
      data: { step: String(data?.step ?? '—'), reason: errorCode },
      text: message,
    });
    throw new JobFailed('train');
  }
  const folder = parts.pipelines.artifactPath(runId, wanted);
  context.note(runId);
  return { folder, digest: digestOf(folder), runId, trackingRunId: ended.trackingRunId, metrics: ended.metrics };
}

/** Of the same files always the same: the package of a commit is one thing, wherever it was made. */
function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const { path, content } of codeFiles(folder)) hash.update(`${path}\0${content.length}\0`).update(content);
  return hash.digest('hex');
}

function tagsOf({ config, run }: JobContext, wanted: readonly string[]): string[] {
  const safe = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9_.-]+/g, '-')
      .replace(/^[-.]+/, '') || 'x';
  const names: Record<string, string> = { commit: run.commit, branch: safe(run.branch), version: `v${run.commit.slice(0, 7)}`, latest: 'latest' };
  return wanted.map((tag) => `bancada/${config.name}:${names[tag]}`);
}

async function scan(context: JobContext, { folder }: Product, megabytes: number): Promise<void> {
  const files = codeFiles(folder);
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
  context.measure('package-bytes', bytes);
  context.note(`${files.length} · ${(bytes / 1e6).toFixed(1)} MB`);
  for (const { kind, file, shown } of findSecrets(projectFiles(folder)))
    context.find({ level: 'error', file, line: null, code: 'secret', data: { kind, shown } });
  for (const { path, content } of files)
    if (content.subarray(0, 4).toString('latin1') === '\x7fELF')
      context.find({ level: 'error', file: path, line: null, code: 'binary-in-package', data: {} });
  if (bytes > megabytes * 1e6)
    context.find({
      level: 'error',
      file: 'ci.yaml',
      line: lineOf(context.code, ['container', 'megabytes']),
      code: 'package-large',
      data: { seen: Number((bytes / 1e6).toFixed(1)), wanted: megabytes },
    });
  if (bytes > megabytes * 1e6 || context.run.annotations.some(({ job, step, level }) => job === 'container' && step === 'scan' && level === 'error'))
    throw new JobFailed('scan');
}

type Place = (...path: (string | number)[]) => { file: string; line: number };

/** In the engine, from the package, on a port of its own: what would run in production. */
async function tryOut(context: JobContext, product: Product, at: Place): Promise<void> {
  const { engine, config, folder, core } = context;
  const { smoke, load } = config.container!;
  if (smoke.length === 0 && !load) return;
  const outDir = join(folder, 'service', 'out');
  mkdirSync(outDir, { recursive: true, mode: 0o755 });
  let service: RunningService | null = null;
  try {
    await context.step('start', async () => {
      const begun = performance.now();
      service = await engine.serve(launchOf(context, product, outDir));
      await becomesReady(config.name, service).catch((error: Error) => {
        context.find({ level: 'error', ...at('package'), code: 'not-ready', data: {}, text: error.message });
        throw new JobFailed('start');
      });
      context.measure('ready-ms', Math.round(performance.now() - begun));
    });
    const { port } = service! as RunningService;
    if (smoke.length > 0) await context.step('smoke', () => smokeTest(context, port, at));
    if (load) {
      await context.step('load', async () => {
        const example = smoke.find(({ expect }) => expect.status === 200)?.send ?? {};
        const { p50, p95, errors } = await loadTest(port, example, load);
        context.measure('p50-ms', p50);
        context.measure('p95-ms', p95);
        context.measure('load-errors', errors);
        context.note(`p95 ${p95.toFixed(1)} ms`);
        if (errors === 0 && p95 <= load.p95) return;
        context.find({ level: 'error', ...at('load'), code: 'load-failed', data: { p95: Number(p95.toFixed(1)), wanted: load.p95, errors } });
        throw new JobFailed('load');
      });
    }
    await context.step('stats', async () => {
      const memory = await residentBytes(port);
      if (memory !== null) context.measure('memory-bytes', memory);
      context.note(memory === null ? '—' : `${Math.round(memory / 1e6)} MB`);
    });
  } finally {
    await (service as RunningService | null)
      ?.stop()
      .catch((error: unknown) => core.log.warn('ci service not stopped', { run: context.run.id, error }));
  }
}

async function smokeTest(context: JobContext, port: number, at: Place): Promise<void> {
  const { smoke } = context.config.container!;
  for (const [index, { send, expect }] of smoke.entries()) {
    const answer = await askService({ port, method: 'POST', path: '/predict', body: send, timeoutMs: 10_000, maxBytes: 65_536 });
    const label = labelOf(answer.body);
    if (answer.status === expect.status && (expect.label === undefined || label === expect.label)) continue;
    const wanted = [expect.status, expect.label].filter((each) => each !== undefined).join(' ');
    context.find({
      level: 'error',
      ...at('smoke', index),
      code: 'smoke-failed',
      data: { seen: [answer.status, label].filter(Boolean).join(' '), wanted },
      text: answer.body.slice(0, 300),
    });
    throw new JobFailed('smoke');
  }
  context.note(`${smoke.length}/${smoke.length}`);
}

function labelOf(body: string): string | undefined {
  const found = /"label"\s*:\s*"([^"]*)"/.exec(body);
  return found?.[1];
}

function launchOf({ run, config, core }: JobContext, { folder }: Product, outDir: string): ServiceLaunch {
  return {
    id: `ci-${run.id}-service`,
    labels: { 'bancada.home': core.homeId, 'bancada.kind': 'service', 'bancada.run': run.id },
    codeDir: folder,
    entry: ownProgram(folder),
    inputs: [],
    outDir,
    seed: 7,
    params: {},
    matrix: {},
    run: { id: run.id, pipeline: `${run.project}/ci`, step: 'service', attempt: 1 },
    resources: modelResources,
    service: { name: config.name, version: run.commit, runId: run.id },
    model: folder,
    port: 0,
  };
}

/** What the process says of itself. */
async function residentBytes(port: number): Promise<number | null> {
  const { body } = await askService({ port, method: 'GET', path: '/metrics', timeoutMs: 5000, maxBytes: 1 << 20 });
  const found = /^process_resident_memory_bytes(?:\{[^}]*\})? (\d+)/m.exec(body)?.[1];
  return found === undefined ? null : Number(found);
}
