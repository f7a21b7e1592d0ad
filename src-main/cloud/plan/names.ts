/** How things of a plan are called over there: account, buckets, ARNs and full names. The account is nobody's. */
import type { CloudPlan } from '../../contract/cloud-plan.ts';

export const account = '000000000000';
type Of = Pick<CloudPlan, 'region' | 'project'>;

export const bucketOf = ({ project }: Pick<CloudPlan, 'project'>): string => `bancada-${project}`;
export const modelName = (target: string): string => target.split(/[@:]/)[0]!;

export const aws = {
  arn: (service: string, { region }: Pick<Of, 'region'>, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`,
  role: ({ project }: Pick<Of, 'project'>, role: string): string => `arn:aws:iam::${account}:role/${project}-${role}`,
  s3: (of: Of, path = ''): string => `arn:aws:s3:::${bucketOf(of)}${path}`,
};

export const gcp = {
  member: ({ project }: Pick<Of, 'project'>, role: string): string => `serviceAccount:${project}-${role}@${project}.iam.gserviceaccount.com`,
  account: ({ project }: Pick<Of, 'project'>, role: string): string =>
    `//iam.googleapis.com/projects/${project}/serviceAccounts/${project}-${role}@${project}.iam.gserviceaccount.com`,
  vertex: ({ project, region }: Of, path: string): string => `//aiplatform.googleapis.com/projects/${project}/locations/${region}/${path}`,
  project: ({ project }: Pick<Of, 'project'>): string => `//cloudresourcemanager.googleapis.com/projects/${project}`,
  bucket: (of: Of): string => `//storage.googleapis.com/projects/_/buckets/${bucketOf(of)}`,
  repository: ({ project, region }: Of, name: string): string =>
    `//artifactregistry.googleapis.com/projects/${project}/locations/${region}/repositories/${name}`,
};
