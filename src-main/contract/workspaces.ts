/** The learner's code for a challenge: files, and the checks that are run on it. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { engineKind, instant, language, procedure, wholeEngineKind } from './base.ts';

export const solution = z.enum(['workspace', 'starter', 'reference']);

export const workspaceFile = z.object({ path: z.string(), bytes: z.number().int(), modified: instant, changed: z.boolean() });

export const checkStatus = z.enum(['waiting', 'running', 'passed', 'failed', 'error', 'skipped']);
export const checkResult = z.object({
  id: z.string(),
  title: z.string(),
  status: checkStatus,
  seen: z.string().nullable(),
  expected: z.string().nullable(),
  message: z.string().nullable(),
  where: z.object({ file: z.string(), line: z.number().int().nullable() }).nullable(),
  /** A content link such as `arquitetura:01-monolitica#limites`. */
  read: z.string().nullable(),
  durationMs: z.number(),
});

export const checkSession = z.object({
  sessionId: z.string(),
  challengeId: z.string(),
  solution,
  engine: engineKind,
  status: z.enum(['running', 'passed', 'failed', 'cancelled']),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** The code is not the one that was checked any more: what passed may not pass now. */
  stale: z.boolean(),
  checks: z.array(checkResult),
});

const place = z.object({ challengeId: z.string() });

export const workspacesContract = {
  files: procedure('CHALLENGE_NOT_FOUND').input(place).output(z.array(workspaceFile)),
  read: procedure('CHALLENGE_NOT_FOUND', 'FILE_NOT_FOUND', 'FILE_OUTSIDE_WORKSPACE')
    .input(place.extend({ path: z.string(), solution: solution.default('workspace') }))
    .output(z.object({ path: z.string(), content: z.string() })),
  write: procedure('CHALLENGE_NOT_FOUND', 'FILE_OUTSIDE_WORKSPACE', 'DISK_FULL', 'WORKSPACE_TOO_LARGE')
    .input(place.extend({ path: z.string(), content: z.string().max(1_000_000) }))
    .output(workspaceFile),
  remove: procedure('CHALLENGE_NOT_FOUND', 'FILE_NOT_FOUND', 'FILE_OUTSIDE_WORKSPACE')
    .input(place.extend({ path: z.string() }))
    .output(z.void()),
  /** Puts the starter back, one file or all; what was there is kept in a folder beside it. */
  reset: procedure('CHALLENGE_NOT_FOUND')
    .input(place.extend({ path: z.string().optional() }))
    .output(z.object({ keptIn: z.string() })),
  /** Absolute folder, to open in another editor. */
  folder: procedure('CHALLENGE_NOT_FOUND')
    .input(place)
    .output(z.object({ path: z.string() })),
  /** Declaration files for the editor, by virtual path. */
  sdkTypes: procedure().output(z.record(z.string(), z.string())),
  check: procedure('CHALLENGE_NOT_FOUND', 'ENGINE_UNAVAILABLE')
    .input(
      place.extend({
        solution: solution.default('workspace'),
        engine: wholeEngineKind.optional(),
        language,
        seed: z.number().int().default(7),
        only: z.array(z.string()).optional(),
      }),
    )
    .output(z.object({ sessionId: z.string() })),
  cancelCheck: procedure()
    .input(z.object({ sessionId: z.string() }))
    .output(z.void()),
  /** The last session of a challenge, if any. */
  lastCheck: procedure('CHALLENGE_NOT_FOUND').input(place.extend({ language })).output(checkSession.nullable()),
  watchCheck: procedure()
    .input(z.object({ sessionId: z.string() }))
    .output(eventIterator(checkSession)),
};

export type Solution = z.infer<typeof solution>;
export type WorkspaceFile = z.infer<typeof workspaceFile>;
export type CheckResult = z.infer<typeof checkResult>;
export type CheckSession = z.infer<typeof checkSession>;
