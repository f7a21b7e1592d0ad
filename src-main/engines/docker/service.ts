/**
 * `startService`, `adoptService`: a hardened container that answers requests on a port of 127.0.0.1 and outlives the core.
 * It hangs on a bridge of our own without masquerading: an internal network could not publish a port, and on this one nothing it sends to
 * other machines is ever answered. What it can still reach is this computer's own address on that bridge.
 */
import { BancadaError } from '../../contract/errors.ts';
import { removeBesides, serviceContext } from '../context.ts';
import type { RunningService, ServiceLaunch } from '../engine.ts';
import { modelImage, modelPlace } from '../images/model-image.ts';
import { claimPort } from '../ports.ts';
import { isPython } from '../python/program.ts';
import { isLate, statusOf } from './client.ts';
import { demuxer } from './demux.ts';
import { hardened } from './hardening.ts';
import type { DockerSetup } from './index.ts';
import { containerPlaces, containerUser, prepareMounts } from './mounts.ts';

/** Where it listens inside. */
const insidePort = 8080;
const drainSeconds = 5;
const watchEveryMs = 250;
const leavingEveryMs = 50;
const calmAfterMs = 10_000;
const calmEveryMs = 1000;
/** An engine that has not answered for so long is taken for gone, and its containers with it. */
const silentMs = 10_000;
const refusesMs = 1000;
const leavesWithinMs = 3000;
/** Of a silence that the end of a service may have come with. */
const recentlyMs = 30_000;
const pingMs = 1000;
/** Ended by a signal that an engine which is stopped sends, or in answer to it. */
const codesOfLeaving: readonly (number | null)[] = [null, 0, 137, 143];

export async function startService(setup: DockerSetup, launch: ServiceLaunch): Promise<RunningService> {
  const { client, homeId, rootless } = setup;
  if (launch.port !== 0) await claimPort(launch.port);
  const { name, version } = launch.service;
  const { entry, model } = launch;
  const python = isPython(entry) ? await setup.python.container({ ...launch, entry }) : null;
  const image =
    python?.image ?? (model === null ? setup.image : await modelImage(setup.docker, setup.base, { name, version, folder: model }, homeId));
  // Python's model lies beside its program.
  const listening = { host: '0.0.0.0', port: insidePort, model: model === null ? null : python ? '/lab/code' : modelPlace };
  const network = networkName(homeId);
  await client.ensureNetwork(network, networkLabels(homeId));
  let id: string | null = null;
  try {
    const mounts = [...(await prepareMounts(setup, launch, serviceContext(launch, containerPlaces, listening))), ...(python?.mounts ?? [])];
    id = await client.create(
      hardened({
        launch,
        kind: 'service',
        image,
        user: containerUser(rootless),
        homeId,
        program: entry === null ? '/opt/bancada/serve.js' : `/lab/code/${entry}`,
        ...(python && { command: python.command, env: python.env }),
        mounts,
        networkMode: network,
        host: { PortBindings: { [`${insidePort}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: String(launch.port || '') }] } },
        container: { ExposedPorts: { [`${insidePort}/tcp`]: {} } },
      }),
    );
    await startOnNetwork(setup, id);
    const port = (await client.inspect(id))?.ports[insidePort];
    // One that ended at once has no port any more: its logs tell why, and `ended` that it has.
    return running(setup, launch, id, port ?? launch.port);
  } catch (error) {
    removeBesides(launch);
    if (id) setup.discard(id);
    if (/port is already allocated|address already in use/.test(String(error))) {
      throw new BancadaError('PORT_TAKEN', { port: launch.port }, { cause: error });
    }
    throw error;
  }
}

export async function adoptService(setup: DockerSetup, id: string, launch: ServiceLaunch): Promise<RunningService | null> {
  const state = await setup.client.inspect(id);
  if (state === null || state.labels['bancada.home'] !== setup.homeId) return null;
  const port = state.ports[insidePort];
  if (!state.running || port === undefined) {
    setup.discard(id);
    return null;
  }
  return running(setup, launch, id, port);
}

function running(setup: DockerSetup, launch: ServiceLaunch, id: string, port: number): RunningService {
  const { client } = setup;
  const done = new AbortController();
  let before: { at: number; used: number } | null = null;
  const silence = createSilence();
  const ended = end(setup, id, silence, done.signal);
  return {
    reference: id,
    port,
    ended,
    engineLife: {
      onSilence: silence.listen,
      leaves: async () => codesOfLeaving.includes((await ended).code) && (silence.wasWithin(recentlyMs) || (await leaves(setup))),
      returned: () => returned(setup),
    },
    async logs(limit) {
      let text = '';
      const take = demuxer(({ data }) => {
        text += data.toString('utf8');
      });
      take(await client.logs(id, limit));
      return text.replace(/\n$/, '').split('\n').slice(-limit);
    },
    async cpu() {
      const used = await client.cpuTime(id).catch(() => null);
      const at = performance.now();
      const last = before;
      before = used === null ? null : { at, used };
      if (used === null || last === null || at - last.at < 1) return null;
      return Math.max(0, (used - last.used) / 1e6 / (at - last.at) / launch.resources.cpus);
    },
    async stop() {
      await client.stop(id, drainSeconds);
      done.abort();
      await ended;
      await client.remove(id);
      removeBesides(launch);
    },
  };
}

/** Asks from time to time rather than keeping a connection open: a host that is done must be able to exit. */
async function end({ client }: DockerSetup, id: string, silence: Silence, hurry: AbortSignal): Promise<{ code: number | null }> {
  const since = performance.now();
  let answered = since;
  for (;;) {
    const now = performance.now();
    try {
      const state = await client.inspect(id);
      if (state === null) return { code: null };
      if (!state.running) return { code: state.code };
      answered = now;
      silence.over();
    } catch (error) {
      // What merely takes its time is there, and its containers answer.
      if (!isLate(error) && now - answered > refusesMs) silence.begins();
      if (now - answered > silentMs) return { code: null };
    }
    await pause(now - since > calmAfterMs ? calmEveryMs : watchEveryMs, hurry);
  }
}

interface Silence {
  begins(): void;
  over(): void;
  listen(told: (silent: boolean) => void): void;
  wasWithin(ms: number): boolean;
}

function createSilence(): Silence {
  const listeners: ((silent: boolean) => void)[] = [];
  let silent = false;
  let last = Number.NEGATIVE_INFINITY;
  const turn = (now: boolean) => {
    if (now || silent) last = performance.now();
    if (silent === now) return;
    silent = now;
    for (const told of listeners) told(now);
  };
  return {
    begins: () => turn(true),
    over: () => turn(false),
    listen: (told) => void listeners.push(told),
    wasWithin: (ms) => performance.now() - last < ms,
  };
}

function answers({ client }: DockerSetup): Promise<boolean> {
  return client.ping(pingMs).then(
    () => true,
    (error) => isLate(error),
  );
}

/** An engine that is stopped ends its containers first: it goes away a moment after them. */
async function leaves(setup: DockerSetup): Promise<boolean> {
  const patience = performance.now() + leavesWithinMs;
  while (await answers(setup)) {
    if (performance.now() > patience) return false;
    await pause(leavingEveryMs, forGood);
  }
  return true;
}

async function returned(setup: DockerSetup): Promise<void> {
  while (!(await answers(setup))) await pause(watchEveryMs, forGood);
}

const forGood = new AbortController().signal;

function pause(ms: number, hurry: AbortSignal): Promise<void> {
  if (hurry.aborted) return new Promise((resolve) => setTimeout(resolve, 20));
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms).unref();
    hurry.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

/** The network may have gone since it was looked for: another core of this home closed, or one of another home swept what nothing used. */
async function startOnNetwork({ client, homeId }: DockerSetup, id: string): Promise<void> {
  try {
    await client.start(id);
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    await client.ensureNetwork(networkName(homeId), networkLabels(homeId));
    await client.start(id);
  }
}

function networkLabels(homeId: string): Record<string, string> {
  return { 'bancada.home': homeId };
}

/**
 * The bridge of a home's services. It stays between one service and the next, because making it takes as long as half a container;
 * the engine takes it away when a core closes or reaps and nothing is on it.
 */
export function networkName(homeId: string): string {
  return `bancada-${homeId}`;
}
