/** `RequestError`: a request that cannot be answered, with its HTTP status and, where there is one, the field to blame. */
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
