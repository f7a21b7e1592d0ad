/** `openHost`: the web host as `npm start` runs it, in a process of its own to be killed, with a client of its contract over the socket that a window uses. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../src-main/contract/index.ts';
import { root } from '../support/cli.ts';

export type Api = ContractRouterClient<typeof contract>;

export interface Host {
  child: ChildProcess;
  api: Api;
  /** The window's own address, with its token. */
  url: string;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** As somebody who closes it does. */
  stop(): Promise<void>;
}

/** `npm test` has built it, and says so; a test run by itself starts it from its sources. */
const built = join(root, 'dist', 'host', 'main.js');
export const hostProgram = process.env.BANCADA_BUILT && existsSync(built) ? built : join(root, 'src-main', 'hosts', 'web', 'main.ts');

export interface HostOptions {
  args?: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** Put before Node's own arguments. */
  nodeArgs?: readonly string[];
}

export async function openHost(home: string, { args = [], env = {}, nodeArgs = [] }: HostOptions = {}): Promise<Host> {
  const child = spawn(process.execPath, [...nodeArgs, hostProgram, '--home', home, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${errors}`)));
  });
  const { api, disconnect } = await connect(url);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone;
    disconnect();
  };
  return { child, api, url, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** `url`: a window's own address. */
export async function connect(url: string): Promise<{ api: Api; disconnect(): void }> {
  const { host, searchParams } = new URL(url);
  const socket = new WebSocket(`ws://${host}/rpc?token=${searchParams.get('token')}`);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error(`no socket at ${host}`)), { once: true });
  });
  return { api: createORPCClient(new RPCLink({ websocket: socket })), disconnect: () => socket.close() };
}
