/** `gcpNeeds`: what a plan asks of Vertex AI, Cloud Run and their neighbours. */
import type { CloudPlan } from '../../contract/cloud-plan.ts';
import { gcp, modelName } from './names.ts';
import { deployer, type Need, type Phase } from './need.ts';

export function gcpNeeds(plan: CloudPlan): Need[] {
  const { job, data, endpoints, schedule } = plan;
  const needs: Need[] = [];
  const add = (phase: Phase, target: string, role: string, actions: string[], resource: string) => {
    for (const action of actions) needs.push({ phase, target, role, action, resource, context: {} });
  };
  const project = gcp.project(plan);
  const object = (path: string) => `${gcp.bucket(plan)}/objects/${path}`;
  const act = (phase: Phase, target: string, by: string, role: string) =>
    add(phase, target, by, ['iam.serviceAccounts.actAs'], gcp.account(plan, role));
  const runs = (phase: Phase, target: string, role: string, image: string) => {
    add(phase, target, role, ['artifactregistry.repositories.downloadArtifacts'], gcp.repository(plan, image));
    add(phase, target, role, ['logging.logEntries.create', 'monitoring.timeSeries.create'], project);
  };
  const model = modelName(plan.model);
  const modelFiles = object(`models/${model}/model.json`);

  add('train', '', deployer, ['aiplatform.customJobs.create', 'aiplatform.customJobs.get'], gcp.vertex(plan, 'customJobs/treino'));
  act('train', '', deployer, job.role);
  add('train', '', job.role, ['storage.objects.list'], gcp.bucket(plan));
  for (const name of data) add('train', '', job.role, ['storage.objects.get'], object(`datasets/${name}`));
  add('train', '', job.role, ['storage.objects.create'], modelFiles);
  runs('train', '', job.role, job.pipeline);

  add('model', '', deployer, ['aiplatform.models.upload', 'aiplatform.models.get'], gcp.vertex(plan, `models/${model}`));
  for (const role of new Set(endpoints.map((each) => each.role))) add('model', role, role, ['storage.objects.get'], modelFiles);
  for (const { name, role, mode } of endpoints) {
    act(mode === 'batch' ? 'batch' : 'endpoint', name, deployer, role);
    if (mode === 'batch') {
      add(
        'batch',
        name,
        deployer,
        ['aiplatform.batchPredictionJobs.create', 'aiplatform.batchPredictionJobs.get'],
        gcp.vertex(plan, `batchPredictionJobs/${name}`),
      );
      add('batch', name, role, ['storage.objects.get'], object(`batch/${name}/input.csv`));
      add('batch', name, role, ['storage.objects.create'], object(`batch/${name}/output.csv`));
      runs('batch', name, role, 'bancada-servidor');
      continue;
    }
    const service = `//run.googleapis.com/projects/${plan.project}/locations/${plan.region}/services/${name}`;
    if (mode === 'scale-to-zero') add('endpoint', name, deployer, ['run.services.create', 'run.services.get'], service);
    else {
      add(
        'endpoint',
        name,
        deployer,
        ['aiplatform.endpoints.create', 'aiplatform.endpoints.deploy', 'aiplatform.endpoints.get'],
        gcp.vertex(plan, `endpoints/${name}`),
      );
    }
    runs('endpoint', name, role, 'bancada-servidor');
  }
  if (schedule) {
    add(
      'schedule',
      '',
      deployer,
      ['cloudscheduler.jobs.create'],
      `//cloudscheduler.googleapis.com/projects/${plan.project}/locations/${plan.region}/jobs/treino`,
    );
    act('schedule', '', deployer, schedule.role);
    add('schedule', '', schedule.role, ['aiplatform.customJobs.create'], gcp.vertex(plan, 'customJobs/treino'));
    act('schedule', '', schedule.role, job.role);
  }
  add('budget', '', deployer, ['billing.budgets.create'], '//cloudbilling.googleapis.com/billingAccounts/000000-000000-000000');
  return needs;
}
