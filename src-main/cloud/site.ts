/** `createSite`: the simulated providers of a lab: single calls, and plans that are carried out. Loaded when somebody asks. */
import type { Core } from '../common/core.ts';
import type { CloudProvider } from '../contract/cloud-plan.ts';
import type { Triggers } from '../triggers/index.ts';
import { createApplies } from './apply/applies.ts';
import type { CloudSite } from './cloud.ts';
import type { createDesk } from './desk.ts';
import type { BehindParts } from './emulation/behind.ts';
import { createEmulation } from './emulation/create.ts';
import type { CloudFiles } from './files.ts';
import { serveCloud } from './serve.ts';

export interface SiteParts extends BehindParts {
  triggers: Pick<Triggers, 'add' | 'update' | 'remove' | 'list'>;
}

/** Of calls that belong to no plan. */
const usual = { sagemaker: 'aws-us-east-1', vertex: 'gcp-us-central1' } as const;
const nobody = { sagemaker: 'arn:aws:iam::000000000000:root', vertex: 'user:estudante@bancada.invalid' } as const;

export function createSite(core: Core, parts: SiteParts, desk: ReturnType<typeof createDesk>, files: CloudFiles): CloudSite {
  const emulation = createEmulation(core, parts);
  const applies = createApplies(core, emulation);
  const triggerOf = (project: string) => `nuvem-${project}`;

  async function schedule(project: string, pipeline: string, cron: string): Promise<void> {
    const name = triggerOf(project);
    const isThere = (await parts.triggers.list()).triggers.some((each) => each.name === name);
    const given = { name, pipeline, source: { kind: 'cron', pattern: cron } } as const;
    await (isThere ? parts.triggers.update(given) : parts.triggers.add(given));
  }

  function placeOf(provider: CloudProvider) {
    const table = files.read(usual[provider], 'prices');
    return { principal: nobody[provider], region: table.region, project: 'bancada', table };
  }

  const site: CloudSite = {
    call({ provider, operation, body, as }) {
      if (!as) return emulation.call(provider, operation, body, placeOf(provider));
      const { plan, tables, judge } = desk.opened(as.source);
      const { region, project } = plan;
      const decide = (need: { action: string; resource: string }) =>
        judge.decide({ role: as.role, context: { 'aws:RequestedRegion': region }, ...need });
      return emulation.call(provider, operation, body, { principal: judge.principal(as.role), region, project, table: tables.table, decide });
    },
    place(provider) {
      const { project, region } = placeOf(provider);
      return { project, region };
    },
    operations: emulation.operations,
    resources: emulation.resources,
    calls: emulation.store.calls,
    apply({ source, quotas = {}, rehearsal }) {
      const { plan, tables, judge } = desk.opened(source);
      const { region, project } = plan;
      const caller = {
        ...{ region, project, table: tables.table, quotas },
        ...(rehearsal && { startRun: rehearsal.startRun, labName: (name: string) => `${rehearsal.prefix}${name}` }),
      };
      const wanted = rehearsal ? null : (cron: string) => schedule(project, plan.job.pipeline, cron);
      const tag = source.kind === 'workspace' ? source.solution : 'latest';
      return applies.start({ plan, judge, tag, caller, schedule: wanted, trainOnly: rehearsal?.trainOnly ?? false });
    },
    applies: applies.list,
    finished: applies.finished,
    watch: applies.watch,
    cancel: applies.cancel,
    async down(project) {
      const name = triggerOf(project);
      if ((await parts.triggers.list()).triggers.some((each) => each.name === name)) await parts.triggers.remove(name);
      return emulation.remove((each) => each === project || each.startsWith(`${project}-`));
    },
    forget: (id) => emulation.remove((name) => name.endsWith(`-${id}`) || name.includes(`-${id}-`)).then(() => {}),
    async close() {
      await applies.close();
      emulation.close();
    },
    serve: (port) => serveCloud(site, port),
  };
  return site;
}
