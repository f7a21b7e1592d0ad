/** The core as Electron would start it: the built bundle, under a stand-in of the utility process, answering over a message port. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { contract } from '../../src-main/contract/index.ts';
import { root } from '../support/cli.ts';

let core: ChildProcess;
let api: ContractRouterClient<typeof contract>;
const home = mkdtempSync(join(tmpdir(), 'bancada-electron-core-'));

beforeAll(() => {
  core = fork(join(root, 'dist/host/core-process.js'), [root], {
    execArgv: ['--import', join(root, 'tests/support/utility-process.mjs')],
    env: { ...process.env, BANCADA_HOME: home },
  });
  const { port1, port2 } = new MessageChannel();
  port2.on('message', (text: string) => core.send({ kind: 'to-core', text }));
  core.on('message', (message: { kind: string; data: number[]; text: boolean; message?: { kind: string } }) => {
    if (message.kind === 'to-main' && message.message?.kind === 'ready') core.send({ kind: 'connect' });
    if (message.kind !== 'from-core') return;
    const bytes = Buffer.from(message.data);
    port2.postMessage(message.text ? bytes.toString() : bytes);
  });
  api = createORPCClient(new RPCLink({ port: port1 }));
  port1.start();
});

afterAll(async () => {
  core.kill('SIGTERM');
  await new Promise((resolve) => core.once('exit', resolve));
  rmSync(home, { recursive: true, force: true });
});

it('answers procedures over the port, from its own migrations and content', async () => {
  const report = await api.system.doctor({});
  expect(report.home.path).toBe(home);
  expect((await api.catalog.modules()).length).toBe(11);
});

it('runs a pipeline of the learner and streams it until it has ended', async () => {
  const { runId } = await api.pipelines.start({ pipeline: '01-monolitica', solution: 'reference', engine: 'process' });
  const statuses: string[] = [];
  for await (const run of await api.pipelines.watch({ runId })) statuses.push(run.status);
  expect(statuses.at(-1)).toBe('succeeded');
});

it('sends typed errors with their code', async () => {
  await expect(api.pipelines.get({ runId: 'nenhuma' })).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
});
