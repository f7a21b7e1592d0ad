/**
 * Every domain's handlers under the one contract. Loaded when somebody speaks to the lab: the schemas of the contract are a good part of what a host
 * would otherwise load before it listens. So the handlers are taken from beside each domain's index, not through it.
 */
import type { Automls } from './automl/index.ts';
import { automlRouter } from './automl/router.ts';
import type { Batches } from './batch/index.ts';
import { batchRouter } from './batch/router.ts';
import type { ContentCatalog } from './catalog/index.ts';
import { catalogRouter } from './catalog/router.ts';
import type { Channels } from './channels/index.ts';
import { channelsRouter } from './channels/router.ts';
import type { Ci } from './cicd/index.ts';
import { ciRouter } from './cicd/router.ts';
import type { Cloud } from './cloud/cloud.ts';
import { cloudRouter } from './cloud/router.ts';
import type { Core } from './common/core.ts';
import { procedures } from './common/procedures.ts';
import type { Comparison } from './comparison/index.ts';
import { comparisonRouter } from './comparison/router.ts';
import type { DatasetsDomain } from './datasets/index.ts';
import { datasetsRouter } from './datasets/router.ts';
import type { Expectations } from './expectations/expectations.ts';
import { expectationsRouter } from './expectations/router.ts';
import { deployRouter } from './exports/deploy/router.ts';
import type { Exports } from './exports/index.ts';
import { exportsRouter } from './exports/router.ts';
import type { Features } from './features/features.ts';
import { featuresRouter } from './features/router.ts';
import type { Feedback } from './feedback/index.ts';
import { feedbackRouter } from './feedback/router.ts';
import type { Lineage } from './lineage/index.ts';
import { lineageRouter } from './lineage/router.ts';
import type { Loads } from './load/index.ts';
import { loadRouter } from './load/router.ts';
import type { Mlflow } from './mlflow/index.ts';
import { mlflowRouter } from './mlflow/router.ts';
import type { ModelGraphs } from './model-graphs/index.ts';
import { modelGraphsRouter } from './model-graphs/router.ts';
import { alertsRouter } from './monitoring/alerts/router.ts';
import type { Monitoring } from './monitoring/index.ts';
import { monitoringRouter } from './monitoring/router.ts';
import type { DriftStudies } from './monitoring/studies/index.ts';
import { driftRouter } from './monitoring/studies/router.ts';
import { authoringRouter } from './pipelines/authoring/router.ts';
import { debugRouter } from './pipelines/debug/router.ts';
import type { PipelinesDomain } from './pipelines/index.ts';
import { queueRouter } from './pipelines/queue/router.ts';
import { pipelinesRouter } from './pipelines/router.ts';
import { runViewsRouter } from './pipelines/views/router.ts';
import type { RegistryDomain } from './registry/index.ts';
import { registryRouter } from './registry/router.ts';
import type { Rollouts } from './rollout/index.ts';
import { rolloutRouter } from './rollout/router.ts';
import type { ServingDomain } from './serving/index.ts';
import { servingRouter } from './serving/router.ts';
import type { Study } from './study/index.ts';
import { studyRouter } from './study/router.ts';
import type { System } from './system/index.ts';
import { systemRouter } from './system/router.ts';
import type { TrackingDomain } from './tracking/index.ts';
import { trackingRouter } from './tracking/router.ts';
import type { Triggers } from './triggers/index.ts';
import { triggersRouter } from './triggers/router.ts';
import type { Checks, WorkspacesDomain } from './workspaces/index.ts';
import { workspacesRouter } from './workspaces/router.ts';

export interface Domains {
  automl: Automls;
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
  lineage: Lineage;
  loads: Loads;
  mlflow: Mlflow;
  modelGraphs: ModelGraphs;
  monitoring: Monitoring;
  pipelines: PipelinesDomain;
  registry: RegistryDomain;
  rollouts: Rollouts;
  serving: ServingDomain;
  study: Study;
  system: System;
  tracking: TrackingDomain;
  triggers: Triggers;
  workspaces: WorkspacesDomain;
}

export function labRouter(core: Core, domains: Domains) {
  return procedures.router({
    system: systemRouter(core, domains.system),
    catalog: catalogRouter(domains.catalog),
    study: studyRouter(domains.study),
    workspaces: workspacesRouter(core, domains.workspaces, domains.checks),
    pipelines: pipelinesRouter(core, domains.pipelines),
    queue: queueRouter(core, domains.pipelines, domains.system.settings),
    datasets: datasetsRouter(domains.datasets),
    expectations: expectationsRouter(core, domains),
    features: featuresRouter(domains.features),
    lineage: lineageRouter(domains.lineage),
    tracking: trackingRouter(domains.tracking),
    mlflow: mlflowRouter(core, domains.mlflow),
    registry: registryRouter(domains.registry),
    serving: servingRouter(core, domains.serving),
    rollout: rolloutRouter(core, domains),
    monitoring: monitoringRouter(core, domains.monitoring),
    alerts: alertsRouter(domains.monitoring),
    drift: driftRouter(domains.drift),
    channels: channelsRouter(domains.channels),
    feedback: feedbackRouter(core, domains.feedback),
    debug: debugRouter(domains.pipelines.debug),
    authoring: authoringRouter(domains.pipelines.authoring),
    runs: runViewsRouter(domains.pipelines.views),
    triggers: triggersRouter(domains.triggers),
    deploy: deployRouter(domains.exports),
    exports: exportsRouter(domains.exports),
    batch: batchRouter(domains.batches),
    modelGraphs: modelGraphsRouter(domains.modelGraphs),
    load: loadRouter(domains.loads),
    automl: automlRouter(domains.automl),
    ci: ciRouter(domains.ci),
    cloud: cloudRouter(domains.cloud),
    comparison: comparisonRouter(domains.comparison),
  });
}
