/** `openContainer`: a warm container and the conversation with its agent. It runs one step at a time. */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { Command, Job, StepEnd } from '../../../src-runtime/warm/protocol.ts';
import { isAlive, isInside } from '../docker/early-end.ts';
import type { DockerSetup } from '../docker/index.ts';
import type { OutputChunk } from '../engine.ts';
import type { AgentFiles } from './agent-files.ts';
import { warmOptions } from './container-options.ts';
import { type Exchange, openExchange, socketName } from './exchange.ts';
import { frameReader } from './frames.ts';
import type { WarmKey } from './key.ts';
import { listenFor, type Rendezvous } from './rendezvous.ts';

export interface WarmContainer {
  readonly id: string;
  readonly key: WarmKey;
  readonly exchange: Exchange;
  /** Nothing more comes from it: it has ended, or the engine has. */
  readonly gone: Promise<void>;
  readonly isGone: boolean;
  run(job: Job, onChunk: (chunk: OutputChunk) => void): Promise<StepEnd>;
  /** SIGTERM to the step. */
  terminate(): void;
  /** Ends the conversation, and with it the container, whether or not its engine answers. */
  close(): void;
  /** Whether anything inside may still run. */
  isAlive(): boolean;
}

/** An engine whose containers do not see our folders as we do: it runs in a virtual machine. */
export class OutOfSight extends Error {}

export interface OpenOptions {
  setup: DockerSetup;
  key: WarmKey;
  agent: AgentFiles;
  /** Folder for the exchange folders. */
  folder: string;
  owner: string;
  user: { uid: number; gid: number };
}

/** For the container to start and its agent to connect, on a busy computer. */
const connectMs = 15_000;

export async function openContainer({ setup, key, agent, folder, owner, user }: OpenOptions): Promise<WarmContainer> {
  const { client, homeId, image } = setup;
  const name = `bancada-warm-${randomBytes(6).toString('hex')}`;
  const exchange = openExchange(join(folder, name), agent.files, user);
  let id: string | null = null;
  let rendezvous: Rendezvous | null = null;
  try {
    const network = key.network === 'tracking' ? await setup.tracking() : { mode: key.network, extraHosts: [] };
    rendezvous = await listenFor(exchange.programs, socketName, connectMs);
    id = await client.create(warmOptions({ name, image, homeId, owner, key, user, exchange, network }));
    await client.start(id);
    const pid = (await client.inspect(id))?.pid ?? 0;
    if (pid === 0 || !isInside(pid, id)) throw new OutOfSight(`process ${pid} of container ${name} is not to be seen`);
    return conversation({ id, pid, key, exchange }, await rendezvous.caller);
  } catch (error) {
    rendezvous?.close();
    if (id) setup.discard(id);
    exchange.remove();
    throw error;
  }
}

function conversation({ id, pid, key, exchange }: Pick<WarmContainer, 'id' | 'key' | 'exchange'> & { pid: number }, socket: Socket): WarmContainer {
  let onChunk: (chunk: OutputChunk) => void = () => {};
  let onEnd: (end: StepEnd) => void = () => {};
  let isGone = false;
  socket.on('data', frameReader({ chunk: (chunk) => onChunk(chunk), end: (end) => onEnd(end) }));
  const gone = new Promise<void>((resolve) => {
    socket
      .on('error', () => {})
      .on('close', () => {
        isGone = true;
        resolve();
      });
  });
  const tell = (command: Command) => void socket.write(`${JSON.stringify(command)}\n`);
  return {
    id,
    key,
    exchange,
    gone,
    get isGone() {
      return isGone;
    },
    run(job, listener) {
      onChunk = listener;
      return new Promise((resolve) => {
        onEnd = resolve;
        tell({ type: 'step', job });
      });
    },
    terminate: () => tell({ type: 'terminate' }),
    close: () => void socket.destroy(),
    isAlive: () => isAlive(pid),
  };
}
