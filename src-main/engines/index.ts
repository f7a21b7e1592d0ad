/** `createEngines`: which engine runs a program. Docker is looked for once, and again when it did not answer or went away. */
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import { type Detection, detect } from './docker/detect.ts';
import { createDockerEngine, type DockerEngine } from './docker/index.ts';
import type { Engine } from './engine.ts';
import type { Engines } from './engines.ts';
import { createProcessEngine } from './process/index.ts';
import { createPython } from './python/index.ts';
import { canConfine } from './python/interpreter.ts';
import { createStripper } from './typescript/stripper.ts';

export { stepContext } from './context.ts';
export { hardenedHost } from './docker/hardening.ts';
export { containerPlaces } from './docker/mounts.ts';
export type { EngineAddress } from './elsewhere/address.ts';
export type { Platform } from './elsewhere/placed.ts';
export type { Reached } from './elsewhere/reach.ts';
export type * from './engine.ts';
export type { Engines } from './engines.ts';
export { forRuns } from './for-runs.ts';
export { heapMegabytes } from './heap.ts';
export { type ImageEntry, placeEntries, runtimeEntries } from './images/rootfs.ts';
export { type NodeBinary, nodeBinary } from './process/node-binary.ts';
export { pythonFlags } from './python/command.ts';
export { readRequirements } from './python/requirements.ts';

/** Engines that are not the lab's own. */
export const elsewhere = () => import('./elsewhere/index.ts');

export interface EnginesOptions {
  /** What programs run on: `node_modules/@bancada/sdk` and `serve.js` (made by scripts/build-runtime.mjs). */
  runtimeDir: string;
  setting(): 'auto' | 'docker' | 'process';
  /** Whether Python programs may run as local processes where nothing shuts them in. */
  allowsUnconfined?(): boolean;
}

/** How long an answer about Docker is believed: one that it is there, and one that it is not. */
const presentMs = 5000;
const absentMs = 2000;

export function createEngines(core: Core, { runtimeDir, setting, allowsUnconfined = () => false }: EnginesOptions): Engines {
  const stripper = createStripper(core.home);
  const python = createPython(core);
  const local = createProcessEngine(core, runtimeDir, stripper, { python, allowsUnconfined });
  /** One engine for each socket that was ever found: steps that it runs outlive a loss of the connection. */
  const engines = new Map<string, DockerEngine>();
  const warm = new Map<DockerEngine, Engine>();
  let last: { at: number; detection: Promise<Detection> } | null = null;

  async function look(): Promise<Detection> {
    if (last && Date.now() - last.at < ((await last.detection).found ? presentMs : absentMs)) return last.detection;
    last = { at: Date.now(), detection: detect() };
    return last.detection;
  }

  async function dockerEngine(): Promise<DockerEngine | null> {
    const { found } = await look();
    if (!found) return null;
    const known = engines.get(found.socket);
    if (known) return known;
    const engine = createDockerEngine(core, found, runtimeDir, stripper, python);
    engines.set(found.socket, engine);
    return engine;
  }

  async function warmOn(docker: DockerEngine): Promise<Engine> {
    const { createWarmEngine } = await import('./warm/index.ts');
    const engine = warm.get(docker) ?? createWarmEngine(core, docker, stripper);
    warm.set(docker, engine);
    return engine;
  }

  return {
    async pick(kind) {
      const wanted = kind ?? setting();
      if (wanted === 'process') return local;
      const docker = await dockerEngine();
      if (docker) return wanted === 'warm' ? warmOn(docker) : docker;
      if (wanted === 'auto') return local;
      const { refused } = await look();
      throw new BancadaError('ENGINE_UNAVAILABLE', { detail: refused.map(({ way, reason }) => `${way}: ${reason}`).join('; ') });
    },
    async docker() {
      const { found, refused } = await look();
      const engine = await dockerEngine();
      if (!found || !engine) return { available: false, version: null, socket: null, refused, containers: 0, image: null };
      const [containers, image] = await Promise.all([engine.containers(), engine.image()]);
      return {
        available: true,
        version: found.version,
        socket: found.socket,
        refused,
        containers,
        image: image && { reference: image.reference, bytes: image.bytes },
      };
    },
    async python() {
      const interpreter = await python.interpreter();
      return { path: interpreter.path, version: interpreter.version, confined: canConfine(interpreter), pip: interpreter.hasPip };
    },
    async redis(url) {
      const { found, refused } = await look();
      if (!found) throw new BancadaError('ENGINE_UNAVAILABLE', { detail: refused.map(({ way, reason }) => `${way}: ${reason}`).join('; ') });
      const { redisContainer } = await import('./docker/redis-container.ts');
      return redisContainer(found.docker, core.homeId, url);
    },
    async close() {
      await Promise.all([...warm.values()].map((engine) => engine.close()));
      await Promise.all([local.close(), ...[...engines.values()].map((engine) => engine.close())]);
    },
  };
}
