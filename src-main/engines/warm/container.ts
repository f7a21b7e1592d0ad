/** `openContainer`: a warm container and the conversation with its agent. It runs one step at a time. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Command, Job, StepEnd } from '../../../src-runtime/warm/protocol.ts';
import { demuxer } from '../docker/demux.ts';
import { isInside } from '../docker/early-end.ts';
import type { DockerSetup } from '../docker/index.ts';
import type { OutputChunk } from '../engine.ts';
import type { AgentFiles } from './agent-files.ts';
import { warmOptions } from './container-options.ts';
import { type Exchange, openExchange } from './exchange.ts';
import { frameReader } from './frames.ts';
import type { WarmKey } from './key.ts';

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
  /** Ends the conversation, and with it the container. */
  close(): void;
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
  onComplaint: (text: string) => void;
}

export async function openContainer({ setup, key, agent, folder, owner, user, onComplaint }: OpenOptions): Promise<WarmContainer> {
  const { client, homeId, image } = setup;
  const name = `bancada-warm-${randomBytes(6).toString('hex')}`;
  const exchange = openExchange(join(folder, name), agent.files, user);
  let id: string | null = null;
  try {
    const network = key.network === 'tracking' ? await setup.tracking() : { mode: key.network, extraHosts: [] };
    id = await client.create(warmOptions({ name, image, homeId, owner, key, uid: user.uid, exchange, network }));
    const stream = await client.converse(id);
    await client.start(id);
    const pid = (await client.inspect(id))?.pid ?? 0;
    if (pid === 0 || !isInside(pid, id)) throw new OutOfSight(`process ${pid} of container ${name} is not to be seen`);
    return conversation(id, key, exchange, stream, onComplaint);
  } catch (error) {
    if (id) setup.discard(id);
    exchange.remove();
    throw error;
  }
}

function conversation(
  id: string,
  key: WarmKey,
  exchange: Exchange,
  stream: Awaited<ReturnType<DockerSetup['client']['converse']>>,
  onComplaint: (text: string) => void,
): WarmContainer {
  let onChunk: (chunk: OutputChunk) => void = () => {};
  let onEnd: (end: StepEnd) => void = () => {};
  let isGone = false;
  const read = frameReader({ chunk: (chunk) => onChunk(chunk), end: (end) => onEnd(end) });
  stream.on(
    'data',
    demuxer(({ stream: name, data }) => (name === 'stdout' ? read(data) : onComplaint(data.toString('utf8')))),
  );
  const gone = finished(stream, { writable: false }).then(
    () => {},
    () => {},
  );
  void gone.then(() => {
    isGone = true;
  });
  stream.on('error', () => {});
  const tell = (command: Command) => void stream.write(`${JSON.stringify(command)}\n`);
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
    close: () => void stream.destroy(),
  };
}
