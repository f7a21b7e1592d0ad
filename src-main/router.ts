/** Every domain's handlers under the one contract. */
import { type ContentCatalog, catalogRouter } from './catalog/index.ts';
import type { Core } from './common/core.ts';
import { procedures } from './common/procedures.ts';
import { type DatasetsDomain, datasetsRouter } from './datasets/index.ts';
import { type Lineage, lineageRouter } from './lineage/index.ts';
import { type Mlflow, mlflowRouter } from './mlflow/index.ts';
import { type Monitoring, monitoringRouter } from './monitoring/index.ts';
import { authoringRouter, debugRouter, type PipelinesDomain, pipelinesRouter, queueRouter, runViewsRouter } from './pipelines/index.ts';
import { type RegistryDomain, registryRouter } from './registry/index.ts';
import { type ServingDomain, servingRouter } from './serving/index.ts';
import { type Study, studyRouter } from './study/index.ts';
import { type System, systemRouter } from './system/index.ts';
import { type TrackingDomain, trackingRouter } from './tracking/index.ts';
import { type Triggers, triggersRouter } from './triggers/index.ts';
import { type Checks, type WorkspacesDomain, workspacesRouter } from './workspaces/index.ts';

export interface Domains {
  catalog: ContentCatalog;
  checks: Checks;
  datasets: DatasetsDomain;
  lineage: Lineage;
  mlflow: Mlflow;
  monitoring: Monitoring;
  pipelines: PipelinesDomain;
  registry: RegistryDomain;
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
    lineage: lineageRouter(domains.lineage),
    tracking: trackingRouter(domains.tracking),
    mlflow: mlflowRouter(core, domains.mlflow),
    registry: registryRouter(domains.registry),
    serving: servingRouter(core, domains.serving),
    monitoring: monitoringRouter(core, domains.monitoring),
    debug: debugRouter(domains.pipelines.debug),
    authoring: authoringRouter(domains.pipelines.authoring),
    runs: runViewsRouter(domains.pipelines.views),
    triggers: triggersRouter(domains.triggers),
  });
}
