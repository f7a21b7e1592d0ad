/** `createDockerEngine`: programs in hardened containers of an engine that was found. */
import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Engine } from '../engine.ts';
import { type BaseImage, baseReference, findBase, type OnProgress, obtainBase } from '../images/base-image.ts';
import { packageModel } from '../images/package-model.ts';
import { createPython, type Python } from '../python/index.ts';
import { isPythonCode } from '../python/program.ts';
import { createStripper, type Stripper } from '../typescript/stripper.ts';
import { type ContainerClient, containerClient, statusOf } from './client.ts';
import type { Found } from './detect.ts';
import { createHeartbeat, type Heartbeat } from './heartbeat.ts';
import { type DockerPython, dockerPython } from './python.ts';
import { adoptService, networkName, startService } from './service.ts';
import { adoptStep, startStep } from './step.ts';
import { type TrackingNetwork, trackingNetwork, trackingNetworkName } from './tracking-network.ts';

export interface DockerSetup {
  readonly docker: Docker;
  readonly client: ContainerClient;
  readonly heartbeat: Heartbeat;
  readonly homeId: string;
  readonly rootless: boolean;
  readonly stripper: Stripper;
  readonly base: BaseImage;
  readonly image: string;
  readonly python: DockerPython;
  /** What lets go of a step that runs, when the core closes. */
  readonly holds: Set<() => void>;
  /** Made once: two that are made at the same moment under one name would both be there. */
  tracking(): Promise<TrackingNetwork>;
  /** Removes a container in the background; once more later when the engine is away. */
  discard(id: string): void;
}

export interface DockerEngine extends Engine {
  /** The base image, where it is there already. */
  image(): Promise<BaseImage | null>;
  /** How many containers of this home there are. */
  containers(): Promise<number>;
  /** For the engine of warm containers, which lives on this one: does `work`; an engine that goes away meanwhile is an error within seconds. */
  use<T>(work: (setup: DockerSetup) => Promise<T>, undo?: (late: T) => void): Promise<T>;
}

/** How an engine that does not answer looks like from here. */
const silences = /^connect |ECONNREFUSED|ECONNRESET|EPIPE|socket hang up|went away|no answer in|aborted/;
const strayEveryMs = 2000;
const lastBreathMs = 3000;

/** Networks of other homes that nothing was on when we looked, and that are older. An engine has addresses for some thirty. */
const deadAfter = '1h';

export function createDockerEngine(
  core: Pick<Core, 'home' | 'homeId' | 'log'>,
  { docker, rootless }: Found,
  runtimeDir: string,
  stripper: Stripper = createStripper(core.home),
  programs: Python = createPython(core),
): DockerEngine {
  const client = containerClient(docker);
  const heartbeat = createHeartbeat(client);
  const { homeId, log } = core;
  const holds = new Set<() => void>();
  const removing = new Map<string, Promise<void>>();
  let again: NodeJS.Timeout | null = null;
  const strays = new Set<string>();
  const python = dockerPython(docker, programs, homeId);
  let reference: string | null = null;
  let base: Promise<BaseImage> | null = null;
  /** Whether this core had to do with the network of services. */
  let served = false;
  let tracked: Promise<TrackingNetwork> | null = null;

  const wanted = () => (reference ??= baseReference(runtimeDir));

  function discard(id: string): void {
    strays.add(id);
    if (removing.has(id)) return;
    const removal = client.remove(id).then(
      () => void strays.delete(id),
      (error) => {
        log.warn('container not removed yet', { container: id, error });
        again ??= setTimeout(removeStrays, strayEveryMs).unref();
      },
    );
    removing.set(id, removal);
    void removal.finally(() => removing.delete(id));
  }

  function removeStrays(): void {
    again = null;
    for (const id of strays) discard(id);
  }

  function tracking(): Promise<TrackingNetwork> {
    tracked ??= trackingNetwork(client, homeId).catch((error) => {
      tracked = null;
      throw error;
    });
    return tracked;
  }

  function obtain(onProgress?: OnProgress): Promise<BaseImage> {
    base ??= obtainBase(docker, { reference: wanted(), runtimeDir, homeId }, onProgress).catch((error) => {
      base = null;
      throw error;
    });
    return base;
  }

  async function setup(): Promise<DockerSetup> {
    const found = await obtain();
    removeStrays();
    return { docker, client, heartbeat, homeId, rootless, stripper, base: found, image: found.reference, python, holds, tracking, discard };
  }

  /** Runs `work`, once more when somebody has removed the image. An engine that dies or freezes meanwhile is an error within seconds. */
  async function reliably<T>(work: (setup: DockerSetup) => Promise<T>, undo: (late: T) => void = () => {}): Promise<T> {
    const working = twice(work);
    try {
      return await alive(working);
    } catch (error) {
      working.then(undo, () => {}); // it came back: what was started has no owner any more
      throw error;
    }
  }

  async function alive<T>(working: Promise<T>): Promise<T> {
    let unwatch = () => {};
    const silence = new Promise<never>((_resolve, reject) => {
      unwatch = heartbeat.watch(() => reject(new Error('the engine went away')));
    });
    try {
      return await Promise.race([working, silence]);
    } catch (error) {
      // An engine that is going away refuses first, and is silent a little later.
      if (statusOf(error) >= 500) await Promise.race([silence, sleep(lastBreathMs)]).catch((away) => Promise.reject(unavailable(away)));
      throw unavailable(error);
    } finally {
      unwatch();
    }
  }

  async function twice<T>(work: (setup: DockerSetup) => Promise<T>): Promise<T> {
    try {
      return await work(await setup());
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      base = null;
      tracked = null;
      python.forget();
      return work(await setup());
    }
  }

  return {
    kind: 'docker',
    fingerprint: async (program) => (isPythonCode(program) ? alive(python.fingerprint(program)) : (await alive(obtain())).fingerprint),
    packageModel: (model, names) => reliably((ready) => packageModel(ready, model, names)),
    imageOf: (program) => alive(isPythonCode(program) ? python.image() : obtain()),
    async prepare(onProgress, program) {
      await alive(obtain(onProgress));
      if (isPythonCode(program)) await alive(python.prepare(program, onProgress));
    },
    async reach() {
      return (await reliably(tracking)).reach;
    },
    start: (launch) =>
      reliably(
        (ready) => startStep(ready, launch),
        (late) => void late.stop('cancelled'),
      ),
    adopt: (id, launch) => reliably((ready) => adoptStep(ready, id, launch)),
    serve: (launch) => {
      served = true;
      return reliably(
        (ready) => startService(ready, launch),
        (late) => void late.stop().catch((error) => log.warn('service not stopped', { container: late.reference, error })),
      );
    },
    adoptService: (id, launch) => {
      served = true;
      return reliably((ready) => adoptService(ready, id, launch));
    },
    async reap(keep, kind) {
      const ours = await client.list([`bancada.home=${homeId}`, ...(kind ? [`bancada.kind=${kind}`] : [])]);
      const gone = ours.map(({ id }) => id).filter((id) => !keep.has(id));
      await Promise.all(gone.map((id) => client.remove(id)));
      await client.removeNetwork(networkName(homeId));
      await client.removeNetwork(trackingNetworkName(homeId));
      await client.pruneNetworks('bancada.home', deadAfter);
      return gone;
    },
    use: reliably,
    image: () => findBase(docker, wanted()),
    containers: async () => (await client.list([`bancada.home=${homeId}`])).length,
    async close() {
      if (again) clearTimeout(again);
      for (const release of holds) release();
      await Promise.all(removing.values());
      const networks = [...(served ? [networkName(homeId)] : []), ...(tracked ? [trackingNetworkName(homeId)] : [])];
      for (const name of networks) await client.removeNetwork(name).catch((error) => log.warn('network not removed', { error }));
    },
  };
}

function unavailable(error: unknown): BancadaError {
  if (error instanceof BancadaError) return error;
  const detail = error instanceof Error ? error.message.trim() : String(error);
  const away = statusOf(error) === 0 && silences.test(detail);
  return new BancadaError('ENGINE_UNAVAILABLE', { detail, away }, { cause: error });
}
