/**
 * `containerClient`: the few things we ask of a container engine, in our own types.
 * Every call has a time limit of ours: the client library leaves calls pending for ever when the engine dies at the wrong moment.
 */
import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import type { ContainerCreateOptions, ContainerInspectInfo } from 'dockerode';

export interface ContainerState {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly running: boolean;
  readonly code: number;
  readonly oomKilled: boolean;
  /** Milliseconds since 1970; 0 when it has not started. */
  readonly startedAt: number;
  /** Of the first process inside, as the engine's computer numbers it; 0 when it does not run. */
  readonly pid: number;
  /** Container port → port on this computer. */
  readonly ports: Readonly<Record<string, number>>;
}

export interface ContainerSummary {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly running: boolean;
}

export interface ContainerClient {
  ping(limitMs: number): Promise<void>;
  create(options: ContainerCreateOptions): Promise<string>;
  /** Both streams, multiplexed; ends when the container does, or the engine. */
  attach(id: string): Promise<Readable>;
  start(id: string): Promise<void>;
  /** Pending for as long as the container runs, and for ever when the engine dies: never to be awaited alone. */
  wait(id: string, signal: AbortSignal): Promise<number>;
  inspect(id: string): Promise<ContainerState | null>;
  /** A container that is gone or has ended is no error. */
  kill(id: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  stop(id: string, graceSeconds: number): Promise<void>;
  remove(id: string): Promise<void>;
  logs(id: string, lines: number): Promise<Buffer>;
  followLogs(id: string): Promise<Readable>;
  /** CPU time in nanoseconds since the start. */
  cpuTime(id: string): Promise<number>;
  list(labels: readonly string[]): Promise<ContainerSummary[]>;
  /** A bridge whose containers publish ports but are not given a way out; made on first use. An internal one publishes nothing either. */
  ensureNetwork(name: string, labels: Record<string, string>, internal?: boolean): Promise<void>;
  /** The engine's own address on a network. */
  gateway(name: string): Promise<string | null>;
  /** Succeeds only when nothing uses it. */
  removeNetwork(name: string): Promise<void>;
  /** Removes what carries `label`, is older than `age` (`1h`) and has nobody on it: what homes left behind that nobody opens any more. */
  pruneNetworks(label: string, age: string): Promise<void>;
}

/** Taken by the library, and missing from its types. */
export interface Abortable {
  abortSignal: AbortSignal;
}

/** What a busy engine may take. */
const callMs = 30_000;

export function containerClient(docker: Docker): ContainerClient {
  const at = (id: string) => docker.getContainer(id);
  return {
    // Its answer is two bytes: whatever the type says, there is nothing to read.
    ping: (limitMs) =>
      limited(limitMs, (abortSignal) => (docker.ping as (options: Abortable) => Promise<unknown>).call(docker, { abortSignal })).then(() => {}),
    create: (options) => limited(callMs, (abortSignal) => docker.createContainer({ ...options, abortSignal })).then((container) => container.id),
    attach: (id) =>
      limited(callMs, (abortSignal) =>
        at(id).attach({ stream: true, stdout: true, stderr: true, hijack: true, abortSignal }),
      ) as Promise<unknown> as Promise<Readable>,
    start: (id) => limited(callMs, (abortSignal) => at(id).start({ abortSignal })).then(() => {}),
    wait: (id, abortSignal) => (at(id).wait({ abortSignal }) as Promise<{ StatusCode: number }>).then((answer) => answer.StatusCode),
    inspect: (id) =>
      limited(callMs, (abortSignal) => at(id).inspect({ abortSignal })).then(stateOf, (error) => {
        if (statusOf(error) === 404) return null;
        throw error;
      }),
    kill: (id, signal) =>
      ignoring(
        [404, 409],
        limited(callMs, (abortSignal) => at(id).kill({ signal, abortSignal })),
      ),
    stop: (id, t) =>
      ignoring(
        [304, 404],
        limited(callMs, (abortSignal) => at(id).stop({ t, abortSignal })),
      ),
    remove: (id) =>
      ignoring(
        [404, 409],
        limited(callMs, (abortSignal) => at(id).remove({ force: true, v: true, abortSignal })),
      ),
    logs: (id, tail) => limited(callMs, (abortSignal) => at(id).logs({ stdout: true, stderr: true, tail, follow: false, abortSignal })),
    followLogs: (id) => limited(callMs, () => at(id).logs({ stdout: true, stderr: true, follow: true })) as unknown as Promise<Readable>,
    cpuTime: (id) => limited(callMs, () => at(id).stats({ stream: false, 'one-shot': true })).then((stats) => stats.cpu_stats.cpu_usage.total_usage),
    list: async (labels) => {
      const found = await limited(callMs, (abortSignal) => docker.listContainers({ all: true, filters: { label: [...labels] }, abortSignal }));
      return found.map(({ Id, Labels, State }) => ({ id: Id, labels: Labels, running: State === 'running' }));
    },
    ensureNetwork: (name, labels, internal = false) =>
      ignoring(
        [409],
        limited(callMs, () =>
          docker.createNetwork({
            Name: name,
            Driver: 'bridge',
            CheckDuplicate: true,
            Internal: internal,
            Labels: labels,
            Options: { 'com.docker.network.bridge.enable_ip_masquerade': 'false', 'com.docker.network.bridge.enable_icc': 'false' },
          }),
        ),
      ),
    gateway: async (name) => {
      const { IPAM } = await limited(callMs, () => docker.getNetwork(name).inspect());
      return (IPAM?.Config?.[0]?.Gateway as string | undefined) ?? null;
    },
    removeNetwork: (name) =>
      ignoring(
        [403, 404, 409],
        limited(callMs, () => docker.getNetwork(name).remove()),
      ),
    // 409: another prune is at it.
    pruneNetworks: (label, age) =>
      ignoring(
        [409],
        limited(callMs, () => docker.pruneNetworks({ filters: { label: [label], until: [age] } })),
      ),
  };
}

function stateOf({ Id, State, Config, NetworkSettings }: ContainerInspectInfo): ContainerState {
  const ports = Object.entries(NetworkSettings.Ports ?? {}).flatMap(([inside, bindings]) =>
    bindings?.[0] ? [[inside.replace('/tcp', ''), Number(bindings[0].HostPort)] as const] : [],
  );
  return {
    id: Id,
    labels: Config.Labels,
    running: State.Running,
    code: State.ExitCode,
    oomKilled: State.OOMKilled,
    startedAt: Math.max(0, Date.parse(State.StartedAt)),
    pid: State.Pid,
    ports: Object.fromEntries(ports),
  };
}

/** A call with a limit that holds whatever the library does. */
export async function limited<T>(limitMs: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      // After a stall of our own the answer may lie there unread: it is looked at before the call is given up.
      setImmediate(() => setImmediate(() => reject(new Error(`no answer in ${limitMs} ms`))));
    }, limitMs);
  });
  try {
    return await Promise.race([call(abort.signal), late]);
  } catch (error) {
    abort.abort();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function ignoring(statuses: readonly number[], call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!statuses.includes(statusOf(error))) throw error;
  }
}

/** It did not answer in time; nothing refused. */
export function isLate(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('no answer in');
}

/** HTTP status of an error that the engine answered with, 0 of any other. */
export function statusOf(error: unknown): number {
  return (error as { statusCode?: number }).statusCode ?? 0;
}
