/** `Refusal`: how a provider says no: a code, a message in its own words, a status. Not an error of the lab: whoever called gets it as the answer. */
import type { CloudProvider } from '../../contract/cloud-plan.ts';

const gcpStatus: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ALREADY_EXISTS',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
};

export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
  }

  /** As each of them sends it. */
  body(provider: CloudProvider): unknown {
    if (provider === 'sagemaker') return { __type: this.code, message: this.message };
    return { error: { code: this.status, message: this.message, status: gcpStatus[this.status] ?? 'UNKNOWN' } };
  }
}

export const validation = (message: string) => new Refusal('ValidationException', message);
export const notFound = (provider: CloudProvider, what: string) =>
  provider === 'sagemaker' ? new Refusal('ValidationException', `Could not find ${what}.`) : new Refusal('NOT_FOUND', `${what} is not found.`, 404);
export const taken = (provider: CloudProvider, what: string) =>
  provider === 'sagemaker' ? new Refusal('ResourceInUse', `${what} already exists.`) : new Refusal('ALREADY_EXISTS', `${what} already exists.`, 409);

export function denied(provider: CloudProvider, about: { principal: string; action: string; resource: string; explicit: boolean }): Refusal {
  const { principal, action, resource, explicit } = about;
  if (provider === 'vertex') {
    return new Refusal('PERMISSION_DENIED', `Permission '${action}' denied on resource '${resource}' (or it may not exist).`, 403);
  }
  const session = principal.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
  const why = explicit ? 'with an explicit deny in an identity-based policy' : `because no identity-based policy allows the ${action} action`;
  return new Refusal('AccessDeniedException', `User: ${session}/bancada is not authorized to perform: ${action} on resource: ${resource} ${why}`);
}

export function overQuota(provider: CloudProvider, about: { machine: string; use: string; quota: number; used: number; wanted: number }): Refusal {
  const { machine, use, quota, used, wanted } = about;
  return provider === 'sagemaker'
    ? new Refusal(
        'ResourceLimitExceeded',
        `The account-level service limit '${machine} for ${use} usage' is ${String(quota)} Instances, with current utilization of ${String(used)} Instances and a request delta of ${String(wanted)} Instances. Please use AWS Service Quotas to request an increase for this quota.`,
      )
    : new Refusal(
        'RESOURCE_EXHAUSTED',
        `The following quota metrics exceed quota limits: aiplatform.googleapis.com/${use}_${machine.replaceAll('-', '_')}`,
        429,
      );
}
