/** A part of the contract, ready to be implemented: a BancadaError becomes the procedure's typed error; anything else becomes INTERNAL and goes to the log. */
import type { AnyContractRouter } from '@orpc/contract';
import { implementerInternal, ORPCError, os } from '@orpc/server';
import { BancadaError } from '../contract/errors.ts';
import type { Log } from './log.ts';

export interface RequestContext {
  log: Log;
  /** Where the log is, for the message of an unexpected error. */
  logPath: string;
}

const named = os.$context<RequestContext>().middleware(async ({ next, context, path, signal }) => {
  try {
    return await next();
  } catch (error) {
    // Whoever asked has gone: nothing failed, and nobody hears the answer.
    throw signal?.aborted ? error : wireError(error, context, path);
  }
});

/** `implement(part).use(named)`, whose type the compiler does not follow for a part that it does not know yet. */
export const procedures = <Part extends AnyContractRouter>(part: Part) =>
  implementerInternal<Part, RequestContext, RequestContext>(part, {}, [named]);

function wireError(error: unknown, { log, logPath }: RequestContext, path: readonly string[]): ORPCError<string, unknown> {
  if (error instanceof ORPCError) return error;
  if (error instanceof BancadaError) return new ORPCError(error.code, { status: error.status, data: error.data, message: error.message });
  log.error('procedure failed', { procedure: path.join('.'), error });
  return new ORPCError('INTERNAL', { status: 500, data: { log: logPath }, message: 'INTERNAL' });
}
