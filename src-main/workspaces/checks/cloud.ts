/** `createCheckCloud`: `lab.cloud`: the learner's plan in the simulated cloud. Its endpoints are temporary, and gone when the session closes. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud } from '../../cloud/cloud.ts';
import type { CloudApply, CloudCall } from '../../contract/cloud.ts';
import type { Solution } from '../../contract/workspaces.ts';
import type { Exports } from '../../exports/index.ts';
import { gatedPrefix, type ServingDomain } from '../../serving/index.ts';
import type { Workspaces } from '../workspaces.ts';
import type { CheckCloud, CloudRehearsal, RunView } from './define.ts';

interface Parts {
  cloud: Cloud;
  exports: Pick<Exports, 'preview'>;
  serving: Pick<ServingDomain, 'serve' | 'stop'>;
  workspaces: Pick<Workspaces, 'codeFolder'>;
}

const most = 1000;

export function createCheckCloud(
  { cloud, exports, serving, workspaces }: Parts,
  { challengeId, solution }: { challengeId: string; solution: Solution },
) {
  const prefix = `${gatedPrefix}${randomBytes(2).toString('hex')}-`;
  const applied = new Map<string, Promise<CloudApply & { calls: CloudCall[] }>>();
  const sourceOf = (file = 'nuvem.yaml') => ({ kind: 'workspace', pipeline: challengeId, solution, file }) as const;

  async function apply(
    { quotas = {}, trainOnly = false }: CloudRehearsal,
    run: () => Promise<RunView>,
  ): Promise<CloudApply & { calls: CloudCall[] }> {
    const site = await cloud.site();
    const after = site.calls(1)[0]?.id ?? 0;
    const startRun = async () => (await run()).runId;
    const id = await site.apply({ source: sourceOf(), quotas, rehearsal: { startRun, prefix, trainOnly } });
    const done = await site.finished(id);
    const calls = site.calls(most).filter((call) => call.id > after);
    return { ...done, calls: calls.reverse() };
  }

  /** One that serves the learner's model under a name of the session's, where an export wants an endpoint. */
  async function exported(target: Parameters<CheckCloud['export']>[0], run: () => Promise<RunView>) {
    const isEndpoint = ['kubernetes', 'kserve', 'compose', 'swarm'].includes(target);
    const common = { target, solution, language: 'pt', registry: 'registry.example.com/bancada' } as const;
    if (!isEndpoint) return exports.preview({ ...common, subject: challengeId });
    const { model } = await run();
    const name = `${prefix}export`;
    await serving.serve({ target: `${model?.name ?? ''}:${model?.version ?? ''}`, endpoint: name });
    try {
      return await exports.preview({ ...common, subject: name });
    } finally {
      await serving.stop(name);
    }
  }

  return {
    view: (run: () => Promise<RunView>): CheckCloud => ({
      async plan(file) {
        const { problems, plan } = (await cloud.desk()).check(sourceOf(file));
        return { problems, plan };
      },
      review: async (role) => (await cloud.desk()).review(sourceOf(), role),
      cost: async () => (await cloud.desk()).cost(sourceOf()),
      async bill(file) {
        const text = readFileSync(join(workspaces.codeFolder(challengeId, solution), file), 'utf8');
        return (await cloud.desk()).checkBill(text, file);
      },
      apply(rehearsal = {}) {
        const key = JSON.stringify(rehearsal);
        const known = applied.get(key) ?? apply(rehearsal, run);
        applied.set(key, known);
        return known;
      },
      async export(target) {
        const { files, images } = await exported(target, run);
        return { files: Object.fromEntries(files.flatMap(({ path, content }) => (content === null ? [] : [[path, content]]))), images };
      },
    }),
    async close(): Promise<void> {
      const all = await Promise.allSettled(applied.values());
      if (all.length === 0) return;
      const site = await cloud.site();
      for (const one of all) if (one.status === 'fulfilled') await site.forget(one.value.id);
    },
  };
}
