/** `startStep`, `adoptStep`: a step as a hardened container. Its removal is left to the background. */
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeBesides, stepContext } from '../context.ts';
import type { OutputChunk, RunningStep, StepExit, StepLaunch } from '../engine.ts';
import { endedByHeap, HeapWatch } from '../heap.ts';
import { LastWordReader } from '../last-word.ts';
import { OutputQueue } from '../output.ts';
import { isPython } from '../python/program.ts';
import { type EndReason, type Supervision, supervise } from '../supervise.ts';
import type { ContainerClient } from './client.ts';
import { containerEnd } from './container-end.ts';
import { demux } from './demux.ts';
import { earlyEnd } from './early-end.ts';
import { hardened } from './hardening.ts';
import type { DockerSetup } from './index.ts';
import { containerPlaces, containerUser, prepareMounts } from './mounts.ts';

/** How long a step may take to end by itself once it is asked to. */
const graceMs = 1000;
/** For what is still on its way when the container has ended. */
const drainMs = 1000;

export async function startStep(setup: DockerSetup, launch: StepLaunch): Promise<RunningStep> {
  const { client, homeId, image, rootless } = setup;
  let id: string | null = null;
  let stream: Readable | null = null;
  try {
    const { entry } = launch;
    const python = isPython(entry) ? await setup.python.container({ ...launch, entry }) : null;
    const mounts = [...(await prepareMounts(setup, launch, stepContext(launch, containerPlaces))), ...(python?.mounts ?? [])];
    const { mode, extraHosts } = launch.network === 'tracking' ? await setup.tracking() : { mode: launch.network, extraHosts: [] };
    id = await client.create(
      hardened({
        launch,
        kind: 'step',
        image: python?.image ?? image,
        user: containerUser(rootless),
        homeId,
        program: `/lab/code/${launch.entry}`,
        ...(python && { command: python.command }),
        mounts,
        networkMode: mode,
        host: { ExtraHosts: extraHosts },
        env: { ...python?.env, ...launch.env },
      }),
    );
    stream = await client.attach(id);
    await client.start(id);
    return running(setup, id, launch, stream);
  } catch (error) {
    stream?.destroy(); // a socket left open would keep this process alive
    removeBesides(launch);
    if (id) setup.discard(id);
    throw error;
  }
}

/** A container that ended while nobody watched still has its output and its exit code. */
export async function adoptStep(setup: DockerSetup, id: string, launch: StepLaunch): Promise<RunningStep | null> {
  const state = await setup.client.inspect(id);
  if (state === null || state.labels['bancada.home'] !== setup.homeId) return null;
  if (!state.running && state.startedAt === 0) {
    setup.discard(id);
    return null;
  }
  const stream = await setup.client.followLogs(id);
  return running(setup, id, launch, stream, { elapsedMs: Date.now() - state.startedAt, hasEnded: !state.running });
}

function running(setup: DockerSetup, id: string, launch: StepLaunch, stream: Readable, { elapsedMs = 0, hasEnded = false } = {}): RunningStep {
  const { client } = setup;
  const output = new OutputQueue();
  const heap = new HeapWatch();
  let used: Promise<number | null> | null = null;
  const supervision = supervise(
    launch,
    (reason) => {
      // What it used is known only for as long as it runs.
      if (reason === 'timeout')
        used = client.cpuTime(id).then(
          (nanoseconds) => nanoseconds / 1e6,
          () => null,
        );
      void kill(client, id, reason);
    },
    elapsedMs,
  );
  const words = { stdout: new LastWordReader(), stderr: new LastWordReader() };
  const lastWord = Promise.withResolvers<void>();
  const take = (name: OutputChunk['stream'], data: Buffer) => {
    const admitted = supervision.admitLog(data.length);
    if (admitted > 0) output.push({ stream: name, data: admitted < data.length ? data.subarray(0, admitted) : data });
    if (name === 'stderr') heap.see(data);
  };
  demux(stream, ({ stream: name, data }) => {
    take(name, words[name].push(data));
    if (words.stdout.heard && words.stderr.heard) lastWord.resolve();
  });
  let isTorn = false;
  const outputEnded = finished(stream).catch(() => {
    isTorn = true;
  });
  const hold = new AbortController();
  const release = () => hold.abort();
  setup.holds.add(release);
  const leave = () => {
    removeBesides(launch);
    setup.discard(id);
  };
  const early = earlyEnd(client, id, lastWord.promise);
  const exit = containerEnd(client, setup.heartbeat, id, outputEnded, early, hold.signal).then(async (end): Promise<StepExit> => {
    setup.holds.delete(release);
    if (hold.signal.aborted) {
      stream.destroy();
      output.end();
      supervision.release();
      return new Promise(() => {}); // nobody is told about the end of a core; the container goes on
    }
    if (end !== 'engine-lost') await within(drainMs, Promise.race([outputEnded, lastWord.promise]));
    // Torn, the stream may lack what it said last; read again from its beginning, nothing is missing.
    const isHeard = words.stdout.heard && words.stderr.heard;
    const isLost = end === 'engine-lost' || ((isTorn || !end.isSure) && !isHeard);
    stream.destroy();
    for (const name of ['stdout', 'stderr'] as const) take(name, words[name].end());
    output.end();
    await supervision.finish();
    const result = isLost ? lost(supervision) : await stepExit(setup, id, supervision, end.code, heap);
    // What a lost engine still runs may be taken up once it is back; whoever does not want that stops it.
    if (result.reason !== 'engine-lost') leave();
    return { ...result, ...(used !== null && { cpuMs: await used }), ...(hasEnded && { isWhole: words.stdout.heard && words.stderr.heard }) };
  });
  return {
    reference: id,
    output,
    exit,
    async stop(reason) {
      supervision.end(reason);
      const end = await exit;
      if (end.reason === 'engine-lost') leave();
    },
  };
}

/** What we ended ourselves keeps its reason, though the engine went away before it could say so. */
function lost({ reason }: Supervision): StepExit {
  return { reason: reason ?? 'engine-lost', code: null };
}

async function stepExit({ client }: DockerSetup, id: string, supervision: Supervision, code: number, heap: HeapWatch): Promise<StepExit> {
  if (supervision.reason) return { reason: supervision.reason, code: null };
  if (endedByHeap(code, null, heap)) return { reason: 'out-of-memory', code };
  if (code === killed && (await wasOutOfMemory(client, id))) return { reason: 'out-of-memory', code };
  return { reason: 'exited', code };
}

/** A busy engine hears of it a little after the end. */
async function wasOutOfMemory(client: ContainerClient, id: string): Promise<boolean> {
  for (let look = 0; look < oomLooks; look += 1) {
    if ((await client.inspect(id).catch(() => null))?.oomKilled) return true;
    await sleep(oomLookEveryMs);
  }
  return false;
}

const oomLooks = 6;
const oomLookEveryMs = 50;

/** 128 + SIGKILL: how the kernel ends what takes too much memory. */
const killed = 137;

/** An engine that does not answer is noticed elsewhere. */
async function kill(client: ContainerClient, id: string, reason: EndReason): Promise<void> {
  const gentle = reason === 'timeout' || reason === 'cancelled';
  if (gentle) {
    setTimeout(() => void client.kill(id, 'SIGKILL').catch(() => {}), graceMs).unref();
  }
  await client.kill(id, gentle ? 'SIGTERM' : 'SIGKILL').catch(() => {});
}

function within(ms: number, promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
