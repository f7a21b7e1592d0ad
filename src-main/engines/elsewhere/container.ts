/**
 * `containerPlatform`: a service as one container of an engine. The new one is first tried beside the old one, without its port; then the old one gives the
 * port up, and gets it back when the new one does not answer on it.
 */
import type Docker from 'dockerode';
import type { ContainerInspectInfo } from 'dockerode';
import type { DeployStep } from '../../contract/deploy.ts';
import { BancadaError } from '../../contract/errors.ts';
import { healthEvery, hostOf, insidePort, nameOf, type Placed, type Platform, placedLabel, probeCommand } from './placed.ts';
import type { Reached } from './reach.ts';

const readyMs = 90_000;
const lookMs = 250;
const graceSeconds = 30;
const logLines = 20;

export function containerPlatform({ docker }: Pick<Reached, 'docker'>, placed: Placed): Platform {
  const name = nameOf(placed.name);
  const [next, previous] = [`${name}-next`, `${name}-previous`];
  const step = (what: DeployStep['do'], of = name): DeployStep => ({ do: what, kind: 'container', name: of });

  const create = (as: string, isOpen: boolean) =>
    docker.createContainer({
      ...{
        name: as,
        Image: placed.image,
        Healthcheck: healthEvery(10),
        Labels: { [placedLabel]: placed.name },
        ExposedPorts: { [`${insidePort}/tcp`]: {} },
      },
      HostConfig: {
        ...hostOf(placed, 'bridge'),
        ...(isOpen && { PortBindings: { [`${insidePort}/tcp`]: [{ HostIp: placed.bind, HostPort: String(placed.port) }] } }),
      },
    });

  async function isCurrent(found: ContainerInspectInfo): Promise<boolean> {
    const bound = found.HostConfig.PortBindings?.[`${insidePort}/tcp`] as { HostIp: string; HostPort: string }[] | undefined;
    const sameDoor = bound?.[0]?.HostPort === String(placed.port) && bound[0].HostIp === placed.bind;
    return found.Config.Image === placed.image && sameDoor && found.State.Running;
  }

  async function healthy(container: Docker.Container, signal: AbortSignal): Promise<void> {
    const give = performance.now() + readyMs;
    for (;;) {
      signal.throwIfAborted();
      const { State } = await container.inspect();
      if (State.Running && (await answers(container))) return;
      if (!State.Running || State.Restarting || performance.now() > give) throw failed(await lastWords(container, State.ExitCode));
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
  }

  const failed = (detail: string) => new BancadaError('DEPLOY_FAILED', { name, detail });

  async function trial(signal: AbortSignal): Promise<void> {
    await gone(docker, next);
    const container = await create(next, false);
    try {
      await container.start();
      await healthy(container, signal);
    } finally {
      await gone(docker, next);
    }
  }

  async function swap(found: ContainerInspectInfo | null, signal: AbortSignal): Promise<void> {
    if (found) {
      const old = docker.getContainer(found.Id);
      await gone(docker, previous);
      await old.rename({ name: previous });
      await old.stop({ t: graceSeconds }).catch(alreadyStopped);
    }
    try {
      const container = await create(name, true);
      await container.start();
      if (placed.wait) await healthy(container, signal);
    } catch (error) {
      await gone(docker, name);
      if (found) {
        await docker.getContainer(found.Id).rename({ name });
        await docker.getContainer(found.Id).start();
      }
      throw error instanceof BancadaError || signal.aborted ? error : failed((error as Error).message);
    }
    await gone(docker, previous);
  }

  return {
    address: `http://${placed.bind === '0.0.0.0' ? '<host>' : placed.bind}:${placed.port}`,
    async plan() {
      const found = await inspect(docker, name);
      if (found && (await isCurrent(found))) return [step('keep')];
      return [...(placed.wait ? [step('try', next)] : []), step(found ? 'replace' : 'create'), ...(placed.wait ? [step('wait')] : [])];
    },
    async *apply(signal) {
      const found = await inspect(docker, name);
      if (found && (await isCurrent(found))) {
        yield step('keep');
        return;
      }
      if (placed.wait) {
        yield step('try', next);
        await trial(signal);
      }
      yield step(found ? 'replace' : 'create');
      await swap(found, signal);
    },
    async status() {
      const found = await inspect(docker, name);
      if (!found) return { found: false, image: null, previous: null, address: null, ready: 0, wanted: 1, parts: [] };
      const { Status, Running } = found.State;
      const ready = Running && (await answers(docker.getContainer(found.Id)));
      const bound = (found.HostConfig.PortBindings as Record<string, { HostIp: string; HostPort: string }[]> | undefined)?.[`${insidePort}/tcp`]?.[0];
      return {
        ...{ found: true, image: found.Config.Image, previous: null, address: bound ? `http://${bound.HostIp}:${bound.HostPort}` : null },
        ...{ ready: ready ? 1 : 0, wanted: 1 },
        parts: [{ kind: 'container', name, state: Status }],
      };
    },
    undo: async () => null,
    async remove() {
      const removed: DeployStep[] = [];
      for (const one of [next, previous, name]) if (await gone(docker, one)) removed.push(step('remove', one));
      return removed;
    },
  };
}

async function inspect(docker: Docker, name: string): Promise<ContainerInspectInfo | null> {
  try {
    const found = await docker.getContainer(name).inspect();
    // A person's own container of that name is not touched.
    if (found.Config.Labels?.[placedLabel] === undefined) throw new BancadaError('DEPLOY_FAILED', { name, detail: 'not ours' });
    return found;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return null;
    throw error;
  }
}

/** Asked inside, at once: the engine's own look comes later. */
async function answers(container: Docker.Container): Promise<boolean> {
  try {
    const probe = await container.exec({ Cmd: probeCommand, AttachStdout: true });
    const stream = await probe.start({});
    await new Promise((resolve) => stream.resume().once('close', resolve).once('end', resolve));
    return (await probe.inspect()).ExitCode === 0;
  } catch {
    return false;
  }
}

async function gone(docker: Docker, name: string): Promise<boolean> {
  const found = await inspect(docker, name);
  if (!found) return false;
  await docker.getContainer(found.Id).stop({ t: graceSeconds }).catch(alreadyStopped);
  await docker.getContainer(found.Id).remove({ force: true, v: true });
  return true;
}

function alreadyStopped(error: { statusCode?: number }): void {
  if (error.statusCode !== 304) throw error;
}

async function lastWords(container: Docker.Container, code: number): Promise<string> {
  const raw = (await container.logs({ stdout: true, stderr: true, tail: logLines }).catch(() => '')) as Buffer | string;
  // Eight bytes before each piece say whose it is.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  const text = raw.toString().replaceAll(/[\x00-\x08\x0e-\x1f].{0,7}(?=\{|\w)/g, '');
  return `exit ${code} · ${text.trim().split('\n').at(-1) ?? ''}`;
}
