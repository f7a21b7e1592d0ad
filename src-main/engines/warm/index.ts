/**
 * `createWarmEngine`: steps in containers that are kept running, each in a process that was started ahead and is used once. For quick iterations; docker's
 * whole isolation, a container for each step, costs a hundred times more. Services run as they do on docker, and so does a step that cannot run warm.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Core } from '../../common/core.ts';
import { isAlive, leave, newOwner } from '../../common/owner.ts';
import { stepContext } from '../context.ts';
import type { DockerEngine, DockerSetup } from '../docker/index.ts';
import { containerPlaces, containerUser, preloadPlace } from '../docker/mounts.ts';
import type { Engine, RunningStep, StepLaunch } from '../engine.ts';
import { isPython, isPythonCode } from '../python/program.ts';
import type { Stripper } from '../typescript/stripper.ts';
import { type AgentFiles, agentFiles } from './agent-files.ts';
import { type ColdReason, startCold } from './cold.ts';
import { OutOfSight, openContainer, type WarmContainer } from './container.ts';
import { nodeOptions } from './container-options.ts';
import { TooManyFiles } from './exchange.ts';
import { type WarmKey, warmKey } from './key.ts';
import { createPool, type PoolLimits } from './pool.ts';
import { prefix, startStep, type WarmStep } from './step.ts';

export function createWarmEngine(core: Pick<Core, 'home' | 'homeId' | 'log'>, docker: DockerEngine, stripper: Stripper, limits?: PoolLimits): Engine {
  const { homeId, log } = core;
  const owner = newOwner();
  const folders = join(core.home.root, 'cache', 'warm');
  const folder = join(folders, folderOf(owner));
  const running = new Map<WarmStep, WarmContainer>();
  const pool = createPool((container) => void end(container), limits);
  let agent: Promise<AgentFiles> | null = null;
  /** Nothing can run warm on this engine. */
  let isCold = false;
  let ending = Promise.resolve();

  const programs = () => (agent ??= agentFiles(stripper));

  function end(container: WarmContainer): void {
    container.close();
    const ended = docker
      .use((setup) => setup.client.remove(container.id))
      .catch((error) => log.warn('warm container not removed', { container: container.id, error }))
      .then(() => container.exchange.remove());
    ending = Promise.all([ending, ended]).then(() => {});
  }

  async function open(setup: DockerSetup, key: WarmKey, user: User): Promise<WarmContainer> {
    return openContainer({ setup, key, agent: await programs(), folder, owner, user });
  }

  /** As the preload has them, which is there for programs that a step starts. */
  async function addressed(codeDir: string): Promise<Record<string, string>> {
    const sources = await stripper.sources(codeDir);
    return Object.fromEntries([...sources].map(([name, source]) => [pathToFileURL(`${containerPlaces.codeDir}/${name}`).href, source]));
  }

  async function warm(setup: DockerSetup, launch: StepLaunch): Promise<WarmStep> {
    const key = warmKey(launch);
    const user = userOf(setup);
    const preload = await stripper.preload(launch.codeDir, { codeDir: containerPlaces.codeDir, sdk: null });
    const sources = await addressed(launch.codeDir);
    const container = pool.take(key) ?? (await open(setup, key, user));
    try {
      container.exchange.give(launch, JSON.stringify(stepContext(launch, containerPlaces)), preload);
    } catch (error) {
      container.exchange.take();
      end(container);
      throw error;
    }
    const program = `${containerPlaces.codeDir}/${launch.entry}`;
    const step = startStep({
      client: setup.client,
      container,
      launch,
      job: {
        ...{ program, sources, workDir: containerPlaces.codeDir, uid: user.uid },
        env: { LAB_CONTEXT: '/lab/context.json', LAB_LAST_WORD: '1', ...launch.env },
        execArgv: [...nodeOptions(key), `--require=${preloadPlace}`],
      },
      done(used, fit) {
        running.delete(step);
        if (fit) pool.put(used);
        else end(used);
      },
    });
    running.set(step, container);
    return step;
  }

  /** Of what only a container of its own can do. */
  function refused(error: unknown): ColdReason {
    if (error instanceof TooManyFiles) return 'files';
    if (!(error instanceof OutOfSight)) throw error;
    log.warn('steps run in containers of their own', { error });
    isCold = true;
    return 'engine';
  }

  /** What cores that died left on disk. */
  function sweep(): void {
    if (!existsSync(folders)) return;
    for (const name of readdirSync(folders)) if (!isAlive(ownerOf(name))) rmSync(join(folders, name), { recursive: true, force: true });
  }

  return {
    kind: 'warm',
    async fingerprint(program) {
      if (isPythonCode(program)) return docker.fingerprint(program); // runs as it does on docker
      const [image, { digest }] = await Promise.all([docker.fingerprint(), programs()]);
      return createHash('sha256').update(`warm ${image} ${digest}`).digest('hex');
    },
    ...(docker.imageOf && { imageOf: docker.imageOf }),
    prepare: docker.prepare,
    reach: docker.reach,
    async start(launch): Promise<RunningStep> {
      if (isPython(launch.entry)) return startCold(docker, launch, 'python');
      if (isCold) return startCold(docker, launch, 'engine');
      const step = await docker.use<WarmStep | ColdReason>(
        (setup) => warm(setup, launch).catch(refused),
        (late) => typeof late !== 'string' && void late.stop('cancelled'),
      );
      return typeof step === 'string' ? startCold(docker, launch, step) : step;
    },
    async adopt(reference) {
      await docker.use((setup) => setup.client.remove(reference.slice(prefix.length)));
      return null;
    },
    serve: docker.serve,
    adoptService: docker.adoptService,
    async reap(keep, kind) {
      if (kind === 'service') return [];
      const found = await docker.use((setup) => setup.client.list([`bancada.home=${homeId}`, 'bancada.kind=warm']));
      const dead = found.filter(({ labels }) => !isAlive(labels['bancada.owner'] ?? ''));
      await docker.use((setup) => Promise.all(dead.map(({ id }) => setup.client.remove(id))));
      const lost = [...running.keys()].filter(({ reference }) => !keep.has(reference));
      await Promise.all(lost.map((step) => step.stop('cancelled')));
      sweep();
      return [...dead.map(({ id }) => prefix + id), ...lost.map(({ reference }) => reference)];
    },
    async close() {
      await Promise.all([...running.keys()].map((step) => step.release()));
      for (const container of pool.empty()) end(container);
      await ending;
      rmSync(folder, { recursive: true, force: true });
      leave(owner);
    },
  };
}

interface User {
  uid: number;
  gid: number;
}

function userOf({ rootless }: DockerSetup): User {
  // An engine without root has no second user for the steps to be.
  if (rootless) throw new OutOfSight('the engine runs without root');
  const [uid = 0, gid = 0] = containerUser(rootless).split(':').map(Number);
  return { uid, gid };
}

function folderOf(owner: string): string {
  return owner.replaceAll(':', '.');
}

function ownerOf(folder: string): string {
  return folder.replaceAll('.', ':');
}
