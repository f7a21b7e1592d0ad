/** The contract: every procedure of the lab, its input, output and errors. Renderer, CLI and tests use this and nothing else of the core. */
import { alertsContract } from './alerts.ts';
import { authoringContract } from './authoring.ts';
import { automlContract } from './automl.ts';
import { backupContract } from './backup.ts';
import { batchContract } from './batch.ts';
import { cardsContract } from './cards.ts';
import { catalogContract } from './catalog.ts';
import { channelsContract } from './channels.ts';
import { ciContract } from './ci.ts';
import { cloudContract } from './cloud.ts';
import { comparisonContract } from './comparison.ts';
import { datasetsContract } from './datasets.ts';
import { debugContract } from './debug.ts';
import { deployContract } from './deploy.ts';
import { driftContract } from './drift.ts';
import { expectationsContract } from './expectation-procedures.ts';
import { exportsContract } from './exports.ts';
import { featuresContract } from './features.ts';
import { feedbackContract } from './feedback.ts';
import { guideContract } from './guide.ts';
import { lineageContract } from './lineage.ts';
import { loadContract } from './load.ts';
import { mlflowContract } from './mlflow.ts';
import { modelGraphsContract } from './model-graphs.ts';
import { monitoringContract } from './monitoring.ts';
import { pipelinesContract } from './pipelines.ts';
import { portfolioContract } from './portfolio.ts';
import { progressContract } from './progress.ts';
import { queueContract } from './queue.ts';
import { registryContract } from './registry.ts';
import { reportsContract } from './reports.ts';
import { rolloutContract } from './rollout.ts';
import { runViewsContract } from './run-views.ts';
import { servingContract } from './serving.ts';
import { sheetsContract } from './sheets.ts';
import { studyContract } from './study.ts';
import { systemContract } from './system.ts';
import { trackingContract } from './tracking.ts';
import { triggersContract } from './triggers.ts';
import { workspacesContract } from './workspaces.ts';

export const contract = {
  system: systemContract,
  catalog: catalogContract,
  study: studyContract,
  cards: cardsContract,
  workspaces: workspacesContract,
  pipelines: pipelinesContract,
  queue: queueContract,
  datasets: datasetsContract,
  expectations: expectationsContract,
  features: featuresContract,
  lineage: lineageContract,
  tracking: trackingContract,
  mlflow: mlflowContract,
  registry: registryContract,
  serving: servingContract,
  rollout: rolloutContract,
  monitoring: monitoringContract,
  alerts: alertsContract,
  drift: driftContract,
  channels: channelsContract,
  feedback: feedbackContract,
  debug: debugContract,
  authoring: authoringContract,
  runs: runViewsContract,
  triggers: triggersContract,
  deploy: deployContract,
  exports: exportsContract,
  backup: backupContract,
  batch: batchContract,
  modelGraphs: modelGraphsContract,
  load: loadContract,
  automl: automlContract,
  ci: ciContract,
  cloud: cloudContract,
  comparison: comparisonContract,
  guide: guideContract,
  portfolio: portfolioContract,
  progress: progressContract,
  reports: reportsContract,
  sheets: sheetsContract,
};

export type * from './alerts.ts';
export type * from './authoring.ts';
export type * from './automl.ts';
export type * from './backup.ts';
export type * from './base.ts';
export type * from './batch.ts';
export type * from './cards.ts';
export type * from './catalog.ts';
export type * from './channels.ts';
export type * from './ci.ts';
export type * from './cloud.ts';
export type * from './cloud-cost.ts';
export type * from './cloud-iam.ts';
export type * from './cloud-plan.ts';
export type * from './comparison.ts';
export type * from './data-contracts.ts';
export type * from './data-folders.ts';
export type * from './datasets.ts';
export type * from './debug.ts';
export type * from './deploy.ts';
export type * from './drift.ts';
export { BancadaError, type ErrorCode, type ErrorData, errorTable, isErrorCode } from './errors.ts';
export type * from './expectation-procedures.ts';
export type * from './expectations.ts';
export type * from './exports.ts';
export { faultsOf } from './faults.ts';
export type * from './features.ts';
export type * from './feedback.ts';
export { type Fit, fitOf } from './fit.ts';
export type * from './guide.ts';
export { lessonOf } from './lessons.ts';
export type * from './lineage.ts';
export type * from './load.ts';
export { type LoadStage, rateAt, requestsIn, stagesOf } from './load-stages.ts';
export { sayAlert, sayCondition, sayDeliveryError, sayMeasure, sayRule, sayRuleName, saySeverity } from './messages/alerts.ts';
export { sayAnnotation, sayCiStep, sayJob } from './messages/ci.ts';
export { sayMeasured, sheetWords } from './messages/comparison.ts';
export { sayContractChange } from './messages/contract-changes.ts';
export { sayExpectation, sayResult } from './messages/expectations.ts';
export { explain, type Locale } from './messages/index.ts';
export type * from './mlflow.ts';
export type * from './model-graphs.ts';
export type * from './monitoring.ts';
export type * from './pipelines.ts';
export type * from './portfolio.ts';
export type * from './progress.ts';
export type * from './queue.ts';
export type * from './registry.ts';
export type * from './reports.ts';
export type * from './reruns.ts';
export type * from './rollout.ts';
export type * from './run-views.ts';
export { scheduleWords } from './schedule/words.ts';
export type * from './serving.ts';
export { type SheetKind, sheetKinds } from './sheets.ts';
export type * from './story.ts';
export type * from './study.ts';
export type * from './system.ts';
export type * from './tables.ts';
export type * from './tracking.ts';
export type * from './triggers.ts';
export type * from './workspaces.ts';
