/**
 * `kill -9` of the whole lab at random moments while everything that writes is writing, as a power cut would find it: whatever was acknowledged is there after the
 * next start, whole; the file is sound; runs and rollouts come to their end, each once. `KILLS=200` by hand.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { seededRandom } from '../../src-runtime/ml/random.ts';
import { freePort } from '../compat/support/server.ts';
import { root } from '../support/cli.ts';
import { type Api, type Host, hostProgram, openHost } from './host-process.ts';
import { allWriters, rolledOut, type Writer } from './writers.ts';
import { model, module, pipelineFiles, storeText } from './written-lab.ts';

const kills = Number(process.env.KILLS ?? 2);
const seed = Number(process.env.FAULT_SEED ?? 20_261_122);
const longestMs = 1200;
/** Of these, one in five dies before anybody can speak to it, while it takes up what the last one left. */
const early = 5;
const earlyMs = 700;

const home = mkdtempSync(join(tmpdir(), 'bancada-kill-all-'));
let host: Host | null = null;
afterAll(async () => {
  await host?.stop();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

const idsOf = (file: string) => (parse(readFileSync(join(root, 'architectures', module, file), 'utf8')) as { id: string }[]).map(({ id }) => id);

async function setUp(api: Api): Promise<void> {
  for (const [path, content] of Object.entries(pipelineFiles)) await api.workspaces.write({ challengeId: module, path, content });
  await api.mlflow.start({ port: await freePort(), requireToken: false });
  await api.features.apply({ text: storeText });
  const { runId } = await api.pipelines.start({ pipeline: module, engine: 'process' });
  for await (const { status, error } of await api.pipelines.watch({ runId })) if (status === 'failed') throw new Error(JSON.stringify(error));
  await api.serving.serve({ target: `${model}:1`, endpoint: model, engine: 'process' });
}

/** Until the host is gone. Answers with what went wrong before. */
async function drive(api: Api, writer: Writer, isDying: () => boolean): Promise<string[]> {
  const refused: string[] = [];
  while (!isDying()) {
    try {
      await writer.write(api);
    } catch (error) {
      if (!isDying()) refused.push(`${writer.name}: ${(error as { code?: string }).code ?? ''} ${String(error)}`);
      await sleep(20);
    }
  }
  return refused;
}

function soundness(): unknown {
  const db = new Sqlite(join(home, 'bancada.db'), { readonly: true });
  try {
    return [db.pragma('integrity_check', { simple: true }), db.pragma('foreign_key_check')];
  } finally {
    db.close();
  }
}

it(`loses nothing over ${kills} kills`, { timeout: 120_000 + kills * 20_000 }, async () => {
  const random = seededRandom(seed);
  host = await openHost(home);
  await setUp(host.api);
  const writers = allWriters({ cards: idsOf('cartoes.yaml'), questions: idsOf('quiz.yaml') });
  const lost: string[] = [];
  const refused: string[] = [];

  for (let kill = 0; kill < kills; kill += 1) {
    let dying = false;
    const { api } = host;
    const driven = writers.map((writer) => drive(api, writer, () => dying));
    // The first time not before each has been answered once: a slow machine has written nothing yet.
    while (kill === 0 && writers.some((writer) => writer.acknowledged() === 0)) await sleep(20);
    await sleep(random() * longestMs);
    dying = true;
    await host.kill();
    host = null;
    refused.push(...(await Promise.all(driven)).flat());
    expect(soundness()).toEqual(['ok', []]);

    if (kill % early === early - 1) {
      const child = spawn(process.execPath, [hostProgram, '--home', home], { cwd: root, stdio: 'ignore' });
      await sleep(random() * earlyMs);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(soundness()).toEqual(['ok', []]);
    }

    host = await openHost(home);
    for (const writer of writers) lost.push(...(await writer.missing(host.api, home)).map((what) => `${kill} ${writer.name}: ${what}`));
    expect(lost).toEqual([]);
  }

  const said = writers.map((writer) => `${writer.name} ${writer.acknowledged()}`).join(', ');
  console.log(
    `${kills} kills; acknowledged: ${said}${refused.length > 0 ? `; refused ${refused.length}: ${[...new Set(refused)].slice(0, 5).join('; ')}` : ''}`,
  );

  // What was under way comes to its end, each run with one version of its own.
  const { api } = host!;
  await rolledOut(api);
  const runs = await api.pipelines.list({ pipeline: module, limit: 1000 });
  for (const { runId } of runs) for await (const _ of await api.pipelines.watch({ runId }));
  const ended = await api.pipelines.list({ pipeline: module, limit: 1000 });
  expect(ended.filter(({ status }) => status !== 'succeeded')).toEqual([]);
  const versions = ended.map((run) => run.model?.version);
  expect(new Set(versions).size).toBe(ended.length);
  expect((await api.registry.model({ name: model })).versions).toBe(ended.length);
  expect(await api.serving.get({ name: model })).toMatchObject({ status: 'ready' });
  const halfWritten = ['workspaces', 'history'].flatMap((name) => readdirSync(join(home, name, module), { recursive: true, encoding: 'utf8' }));
  expect(halfWritten.filter((name) => name.endsWith('.new'))).toEqual([]);
  await api.serving.stop({ name: model });
});
