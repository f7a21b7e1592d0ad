/** `RequestError`: a request that cannot be answered, with its HTTP status and, where there is one, the field to blame; `refusalOf`, `refusalBody`: anything thrown, as one. */
import { type ErrorCode, LabError } from '../errors.ts';

export class RequestError extends LabError {
  readonly status: number;

  constructor(status: number, code: ErrorCode, data: Record<string, unknown> = {}) {
    super(code, data);
    this.status = status;
  }

  body(): { code: string; message: string; field?: string; row?: number } {
    const { field, row } = this.data as { field?: string; row?: number };
    return { code: this.code, message: this.message, ...(field !== undefined && { field }), ...(row !== undefined && { row }) };
  }
}

export function refusalOf(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  const { statusCode = 500, message } = error as { statusCode?: number; message: string };
  if (statusCode >= 400 && statusCode < 500) return new RequestError(statusCode, 'REQUEST_BAD');
  return new RequestError(500, 'PREDICTION_FAILED', { reason: message });
}

/** V2 has one text for an error. */
export function refusalBody(refused: RequestError, v2: boolean): { error: string | ReturnType<RequestError['body']> } {
  return { error: v2 ? refused.message : refused.body() };
}
