/**
 * The composition root: `openLab` makes every domain of one home and joins them into one router.
 * It knows nothing of windows, sockets or terminals; hosts do.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAutoml } from './automl/index.ts';
import { createBackups } from './backup/index.ts';
import { createBatches } from './batch/index.ts';
import { createCatalog } from './catalog/index.ts';
import { createChannels } from './channels/index.ts';
import { createCi } from './cicd/index.ts';
import { createCloud } from './cloud/index.ts';
import { applicationRoot as ownRoot } from './common/application-root.ts';
import { createChanges } from './common/changes.ts';
import { type Clock, type Core, systemClock } from './common/core.ts';
import { openLog } from './common/log.ts';
import type { RequestContext } from './common/procedures.ts';
import { createComparison } from './comparison/index.ts';
import { createDatasets } from './datasets/index.ts';
import { createEngines, forRuns } from './engines/index.ts';
import { createExpectations } from './expectations/index.ts';
import { createExports } from './exports/index.ts';
import { createFeatures } from './features/index.ts';
import { createFeedback } from './feedback/index.ts';
import { createGuide } from './guide/index.ts';
import { createLineage } from './lineage/index.ts';
import { createLoads } from './load/index.ts';
import { createMlflow } from './mlflow/index.ts';
import { createModelGraphs } from './model-graphs/index.ts';
import { createMonitoring } from './monitoring/index.ts';
import { createDriftStudies } from './monitoring/studies/index.ts';
import { createEventReader, createPipelines, programService } from './pipelines/index.ts';
import { createPortfolio } from './portfolio/index.ts';
import { createProgress } from './progress/index.ts';
import { createRegistry } from './registry/index.ts';
import { createReports } from './reports/index.ts';
import { createRollouts } from './rollout/index.ts';
import type { labRouter } from './router.ts';
import { createServing } from './serving/index.ts';
import { createSheets } from './sheets/index.ts';
import { isDamage, lastRescue, markDamaged, openArtifacts, openDatabase, openHome, openReaders, type Storage } from './storage/index.ts';
import { createStudy } from './study/index.ts';
import { createSettings, createSystem } from './system/index.ts';
import { createTables } from './tables/index.ts';
import { createTracking } from './tracking/index.ts';
import { createTriggers } from './triggers/index.ts';
import { createChecks, createWorkspaces } from './workspaces/index.ts';

/** Beside this file, whether it runs from source or built. */
const beside = (name: string) => new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
const readerThread = beside('readers');
const dataThread = beside('data-thread');
const backupThread = beside('backup-thread');
const gatewayProgram = fileURLToPath(beside('gateway-process'));
const loadProgram = fileURLToPath(beside('load-process'));

export type Lab = Awaited<ReturnType<typeof openLab>>;

export interface LabOptions {
  /** The learner's data folder. */
  home: string;
  /** Where the application's own files are: content, `dist`. */
  applicationRoot?: string;
  clock?: Clock;
  /** Take up the runs that a dead core left behind. */
  recover?: boolean;
  /** As little as possible goes on by itself: local processes only. The host takes nothing up. */
  safe?: boolean;
  /** Warnings and errors also on stderr. */
  logToStderr?: boolean;
}

/** A database whose damage shows only now is opened once more: the automatic backup takes its place (storage/rescue.ts). */
export async function openLab(options: LabOptions) {
  try {
    return await assemble(options);
  } catch (error) {
    if (!isDamage(error)) throw error;
    markDamaged(openHome(options.home).database, String(error));
    return assemble(options);
  }
}

async function assemble({
  home: root,
  applicationRoot = ownRoot(),
  clock = systemClock,
  recover = false,
  safe = false,
  logToStderr = false,
}: LabOptions) {
  const home = openHome(root);
  const storage = openDatabase(home.database);
  const core: Core = {
    home,
    homeId: readHomeId(storage),
    storage,
    artifacts: openArtifacts(home.artifacts),
    changes: createChanges(),
    clock,
    log: openLog(home.logs, logToStderr),
  };

  const restored = lastRescue(home.database);
  if (restored) core.log.warn('database restored from an automatic backup', { ...restored });
  const settings = createSettings(storage);
  const language = () => (settings.read().language === 'en' ? ('en' as const) : ('pt' as const));
  const allowsUnconfined = () => settings.read().pythonUnconfined || process.env.BANCADA_PYTHON_UNCONFINED === '1';
  const runtimeDir = join(applicationRoot, 'dist', 'runtime');
  const engines = createEngines(core, {
    runtimeDir,
    setting: () => (safe ? 'process' : settings.read().engine),
    allowsUnconfined,
  });
  const catalog = createCatalog(core, applicationRoot);
  const workspaces = createWorkspaces(core, { catalog, sdkTypesFile: join(applicationRoot, 'dist', 'runtime', 'types.json') });
  const readers = openReaders({ database: home.database, thread: readerThread });
  const tables = createTables(core, { program: fileURLToPath(beside('table-worker')) });
  const datasets = createDatasets(core, { catalog, tables, readers, thread: dataThread });
  const tracking = createTracking(core, readers);
  const registry = createRegistry(core, { tracking, readers });
  const mlflow = createMlflow(core, { tracking, registry, settings, pythonPath: join(applicationRoot, 'resources', 'python') });
  const expectations = createExpectations({ tables, storage });
  const features = createFeatures(core, { tables, datasets, redisContainer: engines.redis });
  const programs = programService({ core, catalog: datasets, workspaces });
  const serving = createServing(core, { gatewayProgram, engines, registry, workspaces, programService: programs, language });
  const channels = createChannels(core, { locale: () => settings.read().language });
  const monitoring = createMonitoring(core, { serving, registry, datasets, messengers: channels });
  const drift = createDriftStudies(core, { serving, datasets, tables, tracking, truths: monitoring.truths });
  const rollouts = createRollouts(core, { serving, monitoring });
  const readEvents = () => createEventReader(true, () => clock.now());
  const automl = createAutoml(core, { engines, datasets, tables, tracking, registry, applicationRoot, language, readEvents });
  const pipelines = createPipelines(core, {
    automl,
    tables,
    engines: forRuns(engines, () => settings.read()),
    catalog: datasets,
    datasets,
    workspaces,
    tracking,
    mlflow,
    expectations,
    features,
    registry,
    serving,
    limits: () => settings.read().queue,
    secrets: () => [settings.read().trackingServer.token],
    language,
    readers,
  });
  const triggers = createTriggers(core, { pipelines, registry, monitoring, datasets, workspaces, settings });
  const study = createStudy(core, {
    catalog,
    pulse: () => ({
      firingAlerts: monitoring.firing().length,
      endpoints: count(serving.list().map((endpoint) => endpoint.status)),
      runningRuns: pipelines.list({ limit: 100 }).filter((run) => run.status === 'running' || run.status === 'pending').length,
    }),
  });
  const loads = createLoads(core, { program: loadProgram, serving, tracking });
  const batches = createBatches(core, { engines, registry, datasets, tables, tracking, applicationRoot, language });
  const ci = createCi(core, { engines, pipelines, serving, rollouts, registry, workspaces, catalog, applicationRoot, runtimeDir });
  const cloud = createCloud(core, { catalog, workspaces, applicationRoot }, { batches, pipelines, registry, rollouts, serving, triggers });
  const exports = createExports(core, { serving, registry, programService: programs, workspaces, datasets, engines, runtimeDir });
  const checks = createChecks(core, {
    ...{ catalog, workspaces, pipelines, serving, engines, registry, rollouts, batches, loads, ci, tracking, features, cloud, exports },
    onPassed: (challengeId, checkIds) => study.passed(challengeId, checkIds),
    onWhole: async (challengeId, count) => {
      if (!settings.read().commitOnPass) return;
      const { commitPassed } = await import('./workspaces/commit-passed.ts');
      await commitPassed(core, workspaces.codeFolder(challengeId, 'workspace'), count, language());
    },
  });
  const comparison = createComparison(core, { applicationRoot, catalog, ci, loads, pipelines, rollouts, serving, study });
  const guide = createGuide(core, {
    ...{ applicationRoot, catalog, ci, comparison, pipelines, study, workspaces },
    tallies: {
      served: () => serving.list().filter(({ readyMs }) => readyMs !== null).length,
      loads: () => loads.list(null, 200).filter(({ status }) => status === 'done').length,
      rollouts: () => serving.list().reduce((sum, { name }) => sum + rollouts.list(name, 100).length, 0),
      versions: () => registry.models().reduce((sum, { versions }) => sum + versions, 0),
      simulations: () => monitoring.simulations().length,
      triggers: async () => (await triggers.list()).triggers.length,
      searches: () => automl.list(100).length,
    },
  });
  const portfolio = createPortfolio(core, { applicationRoot, catalog, ci, comparison, exports, guide, study, workspaces });
  const progress = createProgress(core, { catalog, guide, pipelines, study });
  const system = createSystem(core, { engines, settings, applicationRoot, isSafe: safe });

  const feedback = createFeedback(core, { batches, datasets, monitoring, pipelines, registry, rollouts, serving, workspaces });

  const backups = createBackups(core, { thread: backupThread });
  const domains = {
    automl,
    backups,
    batches,
    catalog,
    channels,
    checks,
    ci,
    cloud,
    comparison,
    datasets,
    drift,
    expectations,
    exports,
    features,
    feedback,
    guide,
    lineage: createLineage(readers),
    loads,
    mlflow,
    modelGraphs: createModelGraphs(core, registry),
    monitoring,
    pipelines,
    portfolio,
    progress,
    registry,
    reports: createReports(core, { applicationRoot, comparison, progress }),
    rollouts,
    serving,
    sheets: createSheets({ automl, comparison, loads, pipelines, progress, tracking }),
    study,
    system,
    tracking,
    triggers,
    workspaces,
  };
  let router: Promise<ReturnType<typeof labRouter>> | null = null;
  const context: RequestContext = { log: core.log, logPath: join(home.logs, 'bancada.jsonl') };
  const recovered = recover ? await pipelines.recover() : [];

  return {
    core,
    /** Runs that were taken up from a core that had died. */
    recovered,
    /** Made when somebody speaks to the lab (router.ts). */
    router: () => {
      router ??= import('./router.ts').then(({ labRouter }) => labRouter(core, domains));
      return router;
    },
    context,
    ...domains,
    engines,
    settings,
    tables,
    /** Lets go of everything; runs and endpoints in containers go on without us. */
    async close() {
      await backups.close();
      await triggers.close();
      await cloud.close();
      await automl.close();
      await feedback.close();
      await batches.close();
      await checks.close();
      await loads.close();
      await exports.close();
      await ci.close();
      await pipelines.close();
      await features.close();
      await datasets.close();
      await mlflow.close();
      await rollouts.close();
      await drift.close();
      await monitoring.close();
      await channels.close();
      await serving.close();
      await engines.close();
      await tables.close();
      await readers.close();
      await storage.close();
      core.log.close();
    },
  };
}

function readHomeId({ db }: Storage): string {
  db.prepare("INSERT INTO meta VALUES ('home-id', ?) ON CONFLICT DO NOTHING").run(randomUUID());
  return db.prepare<[], { value: string }>("SELECT value FROM meta WHERE key = 'home-id'").get()!.value;
}

function count(statuses: readonly string[]): { ready: number; unhealthy: number } {
  return {
    ready: statuses.filter((status) => status === 'ready').length,
    unhealthy: statuses.filter((status) => status === 'unhealthy' || status === 'failed').length,
  };
}
