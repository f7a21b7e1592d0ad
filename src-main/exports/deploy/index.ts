/** Deploys: an endpoint on an engine, a swarm or a cluster of the user's own. What stands there is known only there: nothing of it is kept in the lab. */
import { join } from 'node:path';
import type { Core } from '../../common/core.ts';
import type { DeployPlan, DeployStatus, DeployStep, DeployTarget, DeployWish } from '../../contract/deploy.ts';
import { BancadaError } from '../../contract/errors.ts';
import { type EngineAddress, elsewhere, type Platform, type Reached } from '../../engines/index.ts';
import { kubernetesFiles } from '../endpoint/kubernetes.ts';
import { type EndpointSubject, endpointSubject } from '../endpoint/subject.ts';
import type { ExportsParts } from '../index.ts';
import { writeExport } from '../write.ts';
import { imageEntries, pushImage } from './image.ts';
import { kubectl } from './kubectl.ts';
import { kubernetesPlatform } from './kubernetes.ts';

export interface Deploys {
  plan(wish: DeployWish): Promise<DeployPlan>;
  apply(wish: DeployWish, signal: AbortSignal): AsyncGenerator<DeployStep, void>;
  status(target: DeployTarget): Promise<DeployStatus>;
  undo(target: DeployTarget): Promise<DeployStep[]>;
  remove(target: DeployTarget): Promise<DeployStep[]>;
}

interface Opened {
  kind: DeployPlan['kind'];
  where: string;
  subject: EndpointSubject;
  platform: Platform;
  /** That images are built on. */
  builder: Reached | null;
  address: EngineAddress | null;
}

const unregistered = 'bancada';
const anyWish = { registry: null, port: 8080, bind: '127.0.0.1', replicas: 2, wait: true };

export function createDeploys({ home, homeId }: Pick<Core, 'home' | 'homeId'>, parts: ExportsParts): Deploys {
  async function open(wish: DeployWish, builds: boolean): Promise<Opened> {
    const { parseTarget, reach, containerPlatform, swarmPlatform } = await elsewhere();
    const place = parseTarget(wish.target, process.env);
    const subject = await endpointSubject(parts.serving.get(wish.endpoint), parts, wish.registry ?? unregistered);
    const { name, image, limits } = subject;
    if (place.kind === 'kubernetes') {
      const context = place.context ?? ((await kubectl(place, ['config', 'current-context'])).trim() || null);
      const cluster = { ...place, context };
      const platform = kubernetesPlatform(cluster, { name, ...manifests(subject), wait: wish.wait });
      const where = `${context ?? '—'}${place.namespace ? `/${place.namespace}` : ''}`;
      return { kind: place.kind, where, subject, platform, builder: builds ? await reach(null) : null, address: null };
    }
    const reached = await reach(place.engine);
    const { port, bind, replicas, wait } = wish;
    const platform = (place.kind === 'docker' ? containerPlatform : swarmPlatform)(reached, { name, image, limits, port, bind, replicas, wait });
    return { kind: place.kind, where: reached.where, subject, platform, builder: reached, address: place.engine };
  }

  /** As `bancada export kubernetes` writes them, where kubectl finds them. */
  function manifests(subject: EndpointSubject): { folder: string; kinds: string[] } {
    const files = kubernetesFiles(subject, `bancada deploy ${subject.title} --target kubernetes`);
    const folder = join(home.root, 'exports', `${subject.name}-deploy`);
    writeExport({ name: subject.name, files, images: [subject.image] }, folder);
    const kinds = files.flatMap((file) => ('content' in file ? (/^kind: (\w+)$/m.exec(file.content)?.[1] ?? []) : []));
    return { folder, kinds: kinds.filter((kind) => kind !== 'Kustomization') };
  }

  async function imageSteps({ subject, builder }: Opened, { registry }: DeployWish): Promise<DeployStep[]> {
    const { hasImage } = await elsewhere();
    const { image } = subject;
    const isThere = builder !== null && (await hasImage(builder, image));
    return [
      { do: isThere ? 'keep' : 'build', kind: 'image', name: image },
      ...(registry ? [{ do: 'push' as const, kind: 'image', name: image }] : []),
    ];
  }

  const whole = (target: DeployTarget): DeployWish => ({ ...anyWish, ...target });

  return {
    async plan(wish) {
      const opened = await open(wish, true);
      const { kind, where, subject, platform } = opened;
      return {
        kind,
        where,
        image: subject.image,
        address: platform.address,
        steps: [...(await imageSteps(opened, wish)), ...(await platform.plan())],
      };
    },
    async *apply(wish, signal) {
      const opened = await open(wish, true);
      const { builder, subject, platform, address } = opened;
      const { buildOn } = await elsewhere();
      for (const step of await imageSteps(opened, wish)) {
        yield step;
        if (step.do === 'build' && builder) {
          const build = { reference: subject.image, entries: imageEntries(subject), runtimeDir: parts.runtimeDir, homeId };
          await buildOn(builder, build, signal);
        }
        if (step.do === 'push') await pushImage(subject.image, address, signal);
      }
      yield* guarded(platform.apply(signal), subject.name);
    },
    async status(target) {
      const { kind, where, platform } = await open(whole(target), false);
      return { kind, where, ...(await platform.status()) };
    },
    async undo(target) {
      const { platform, where, subject } = await open(whole(target), false);
      const { name } = subject;
      if (!(await platform.status()).found) throw new BancadaError('DEPLOY_NOT_FOUND', { name, where });
      const done = await platform.undo();
      if (!done) throw new BancadaError('DEPLOY_NO_PREVIOUS', { name, where });
      return done;
    },
    async remove(target) {
      const { platform, where, subject } = await open(whole(target), false);
      const removed = await platform.remove();
      if (removed.length === 0) throw new BancadaError('DEPLOY_NOT_FOUND', { name: subject.name, where });
      return removed;
    },
  };
}

/** What a platform refuses is its own words. */
async function* guarded(steps: AsyncGenerator<DeployStep, void>, name: string): AsyncGenerator<DeployStep, void> {
  try {
    yield* steps;
  } catch (error) {
    if (error instanceof BancadaError) throw error;
    throw new BancadaError('DEPLOY_FAILED', { name, detail: error instanceof Error ? error.message : String(error) }, { cause: error });
  }
}
