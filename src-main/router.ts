/**
 * Every domain's handlers under the one contract. Those of a domain, and the schemas of its part of the contract, are loaded when somebody first asks for one
 * of them: all schemas together were 40 ms of processor beside a starting browser. So the handlers are taken from beside each domain's index, not through it.
 */
import { lazy, type Router } from '@orpc/server';
import type { Automls } from './automl/index.ts';
import type { Backups } from './backup/index.ts';
import type { Batches } from './batch/index.ts';
import type { ContentCatalog } from './catalog/index.ts';
import type { Channels } from './channels/index.ts';
import type { Ci } from './cicd/index.ts';
import type { Cloud } from './cloud/cloud.ts';
import type { Core } from './common/core.ts';
import type { RequestContext } from './common/procedures.ts';
import type { Comparison } from './comparison/index.ts';
import type { contract } from './contract/index.ts';
import type { DatasetsDomain } from './datasets/index.ts';
import type { Expectations } from './expectations/expectations.ts';
import type { Exports } from './exports/index.ts';
import type { Features } from './features/features.ts';
import type { Feedback } from './feedback/index.ts';
import type { Guide } from './guide/index.ts';
import type { Lineage } from './lineage/index.ts';
import type { Loads } from './load/index.ts';
import type { Mlflow } from './mlflow/index.ts';
import type { ModelGraphs } from './model-graphs/index.ts';
import type { Monitoring } from './monitoring/index.ts';
import type { DriftStudies } from './monitoring/studies/index.ts';
import type { PipelinesDomain } from './pipelines/index.ts';
import type { Portfolio } from './portfolio/index.ts';
import type { Progress } from './progress/index.ts';
import type { RegistryDomain } from './registry/index.ts';
import type { Reports } from './reports/index.ts';
import type { Rollouts } from './rollout/index.ts';
import type { ServingDomain } from './serving/index.ts';
import type { Sheets } from './sheets/index.ts';
import type { Study } from './study/index.ts';
import type { System } from './system/index.ts';
import type { TrackingDomain } from './tracking/index.ts';
import type { Triggers } from './triggers/index.ts';
import type { Checks, WorkspacesDomain } from './workspaces/index.ts';

export interface Domains {
  automl: Automls;
  backups: Backups;
  batches: Batches;
  catalog: ContentCatalog;
  channels: Channels;
  ci: Ci;
  cloud: Cloud;
  checks: Checks;
  comparison: Comparison;
  datasets: DatasetsDomain;
  drift: DriftStudies;
  expectations: Expectations;
  exports: Exports;
  features: Features;
  feedback: Feedback;
  guide: Guide;
  lineage: Lineage;
  loads: Loads;
  mlflow: Mlflow;
  modelGraphs: ModelGraphs;
  monitoring: Monitoring;
  pipelines: PipelinesDomain;
  portfolio: Portfolio;
  progress: Progress;
  registry: RegistryDomain;
  reports: Reports;
  rollouts: Rollouts;
  serving: ServingDomain;
  sheets: Sheets;
  study: Study;
  system: System;
  tracking: TrackingDomain;
  triggers: Triggers;
  workspaces: WorkspacesDomain;
}

/** Copied, because a matcher asks a router that knows its contract for the whole path, and a part begins in the middle of it. */
function part<R extends object>(load: () => Promise<R>) {
  return lazy(async () => ({ default: { ...(await load()) } }));
}

export function labRouter(core: Core, domains: Domains) {
  return {
    system: part(async () => (await import('./system/router.ts')).systemRouter(core, domains.system)),
    catalog: part(async () => (await import('./catalog/router.ts')).catalogRouter(domains.catalog)),
    study: part(async () => (await import('./study/router.ts')).studyRouter(domains.study)),
    cards: part(async () => (await import('./study/deck/router.ts')).cardsRouter(domains.study.deck)),
    workspaces: part(async () => (await import('./workspaces/router.ts')).workspacesRouter(core, domains.workspaces, domains.checks)),
    pipelines: part(async () => (await import('./pipelines/router.ts')).pipelinesRouter(core, domains.pipelines)),
    queue: part(async () => (await import('./pipelines/queue/router.ts')).queueRouter(core, domains.pipelines, domains.system.settings)),
    datasets: part(async () => (await import('./datasets/router.ts')).datasetsRouter(domains.datasets)),
    expectations: part(async () => (await import('./expectations/router.ts')).expectationsRouter(core, domains)),
    features: part(async () => (await import('./features/router.ts')).featuresRouter(domains.features)),
    lineage: part(async () => (await import('./lineage/router.ts')).lineageRouter(domains.lineage)),
    tracking: part(async () => (await import('./tracking/router.ts')).trackingRouter(domains.tracking)),
    mlflow: part(async () => (await import('./mlflow/router.ts')).mlflowRouter(core, domains.mlflow)),
    registry: part(async () => (await import('./registry/router.ts')).registryRouter(domains.registry)),
    serving: part(async () => (await import('./serving/router.ts')).servingRouter(core, domains.serving)),
    rollout: part(async () => (await import('./rollout/router.ts')).rolloutRouter(core, domains)),
    monitoring: part(async () => (await import('./monitoring/router.ts')).monitoringRouter(core, domains.monitoring)),
    alerts: part(async () => (await import('./monitoring/alerts/router.ts')).alertsRouter(domains.monitoring)),
    drift: part(async () => (await import('./monitoring/studies/router.ts')).driftRouter(domains.drift)),
    channels: part(async () => (await import('./channels/router.ts')).channelsRouter(domains.channels)),
    feedback: part(async () => (await import('./feedback/router.ts')).feedbackRouter(core, domains.feedback)),
    debug: part(async () => (await import('./pipelines/debug/router.ts')).debugRouter(domains.pipelines.debug)),
    authoring: part(async () => (await import('./pipelines/authoring/router.ts')).authoringRouter(domains.pipelines.authoring)),
    runs: part(async () => (await import('./pipelines/views/router.ts')).runViewsRouter(domains.pipelines.views)),
    triggers: part(async () => (await import('./triggers/router.ts')).triggersRouter(domains.triggers)),
    deploy: part(async () => (await import('./exports/deploy/router.ts')).deployRouter(domains.exports)),
    exports: part(async () => (await import('./exports/router.ts')).exportsRouter(domains.exports)),
    backup: part(async () => (await import('./backup/router.ts')).backupRouter(domains.backups)),
    batch: part(async () => (await import('./batch/router.ts')).batchRouter(domains.batches)),
    modelGraphs: part(async () => (await import('./model-graphs/router.ts')).modelGraphsRouter(domains.modelGraphs)),
    load: part(async () => (await import('./load/router.ts')).loadRouter(domains.loads)),
    automl: part(async () => (await import('./automl/router.ts')).automlRouter(domains.automl)),
    ci: part(async () => (await import('./cicd/router.ts')).ciRouter(domains.ci)),
    cloud: part(async () => (await import('./cloud/router.ts')).cloudRouter(domains.cloud)),
    comparison: part(async () => (await import('./comparison/router.ts')).comparisonRouter(domains.comparison)),
    guide: part(async () => (await import('./guide/router.ts')).guideRouter(domains.guide)),
    portfolio: part(async () => (await import('./portfolio/router.ts')).portfolioRouter(domains.portfolio)),
    progress: part(async () => (await import('./progress/router.ts')).progressRouter(domains.progress)),
    reports: part(async () => (await import('./reports/router.ts')).reportsRouter(domains.reports)),
    sheets: part(async () => (await import('./sheets/router.ts')).sheetsRouter(domains.sheets)),
  } satisfies Router<typeof contract, RequestContext>;
}
