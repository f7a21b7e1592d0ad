/** The contract, ready to be implemented: a BancadaError becomes the procedure's typed error; anything else becomes INTERNAL and goes to the log. */
import { implement, ORPCError } from '@orpc/server';
import { BancadaError, contract } from '../contract/index.ts';
import type { Log } from './log.ts';

export interface RequestContext {
  log: Log;
  /** Where the log is, for the message of an unexpected error. */
  logPath: string;
}

export const procedures = implement(contract)
  .$context<RequestContext>()
  .use(async ({ next, context, path }) => {
    try {
      return await next();
    } catch (error) {
      throw wireError(error, context, path);
    }
  });

function wireError(error: unknown, { log, logPath }: RequestContext, path: readonly string[]): ORPCError<string, unknown> {
  if (error instanceof ORPCError) return error;
  if (error instanceof BancadaError) return new ORPCError(error.code, { status: error.status, data: error.data, message: error.message });
  log.error('procedure failed', { procedure: path.join('.'), error });
  return new ORPCError('INTERNAL', { status: 500, data: { log: logPath }, message: 'INTERNAL' });
}
