/** `MlflowError`, `asMlflowError`: MLflow's error codes with their statuses. A client repeats 429 and 5xx for minutes, so nothing that a user did may be one of those. */
import { BancadaError, explain } from '../contract/index.ts';
import { inMlflowsWords } from './messages.ts';

/** From MLflow's `ERROR_CODE_TO_HTTP_STATUS` (3.6): what we answer with. */
const statuses = {
  BAD_REQUEST: 400,
  ENDPOINT_NOT_FOUND: 404,
  INTERNAL_ERROR: 500,
  INVALID_PARAMETER_VALUE: 400,
  INVALID_STATE: 500,
  NOT_IMPLEMENTED: 501,
  PERMISSION_DENIED: 403,
  RESOURCE_ALREADY_EXISTS: 400,
  RESOURCE_DOES_NOT_EXIST: 404,
  RESOURCE_EXHAUSTED: 429,
  TEMPORARILY_UNAVAILABLE: 503,
  UNAUTHENTICATED: 401,
} as const;

export type MlflowErrorCode = keyof typeof statuses;

export class MlflowError extends Error {
  readonly code: MlflowErrorCode;

  constructor(code: MlflowErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'MlflowError';
    this.code = code;
  }

  get status(): number {
    return statuses[this.code];
  }

  toJSON(): { error_code: MlflowErrorCode; message: string } {
    return { error_code: this.code, message: this.message };
  }
}

/** Null for what is not a user's doing: a bug of ours. */
export function asMlflowError(error: unknown): MlflowError | null {
  if (error instanceof MlflowError) return error;
  if (error instanceof BancadaError) {
    const [code, message] = inMlflowsWords(error.code, error.data) ?? [codeOf(error), explain(error.code, error.data, 'en').what];
    return new MlflowError(code, message, { cause: error });
  }
  const { statusCode, message } = error as { statusCode?: number; message: string };
  // fastify's own refusals: a body too large, a header too long, broken JSON.
  return statusCode !== undefined && statusCode < 500 ? new MlflowError('BAD_REQUEST', message, { cause: error }) : null;
}

function codeOf({ status, code }: BancadaError): MlflowErrorCode {
  if (status === 404) return 'RESOURCE_DOES_NOT_EXIST';
  if (status === 409) return 'RESOURCE_ALREADY_EXISTS';
  if (status === 401) return 'UNAUTHENTICATED';
  // A client would try again for minutes and then say only how often it did: nobody makes room in that time without being told.
  if (code === 'DISK_FULL') return 'BAD_REQUEST';
  return status < 500 ? 'INVALID_PARAMETER_VALUE' : 'INTERNAL_ERROR';
}
