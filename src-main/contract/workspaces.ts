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

/** Why a version of a file came to be: it is the starter's, written here, in another program, put back to the starter, brought back from the history, renamed. */
export const versionReason = z.enum(['start', 'edit', 'outside', 'reset', 'restore', 'rename']);
export const fileVersion = z.object({ id: z.string(), at: instant, reason: versionReason, bytes: z.number().int() });

/** The Git repository of a workspace. `foreign`: the person's own, in which the lab commits nothing. */
export const repositoryState = z.object({
  git: z.boolean(),
  kind: z.enum(['none', 'own', 'foreign']),
  changed: z.number().int(),
  commits: z.array(z.object({ commit: z.string(), title: z.string(), at: instant })),
});

const place = z.object({ challengeId: z.string() });
const filePlace = place.extend({ path: z.string() });

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
  rename: procedure('CHALLENGE_NOT_FOUND', 'FILE_NOT_FOUND', 'FILE_EXISTS', 'FILE_OUTSIDE_WORKSPACE', 'DISK_FULL')
    .input(place.extend({ from: z.string(), to: z.string() }))
    .output(workspaceFile),
  /** Puts the starter back, one file or all; what was there stays in the history. */
  reset: procedure('CHALLENGE_NOT_FOUND', 'FILE_OUTSIDE_WORKSPACE', 'DISK_FULL')
    .input(place.extend({ path: z.string().optional() }))
    .output(z.object({ resetId: z.string() })),
  /** Everything as it was before that reset. */
  undoReset: procedure('CHALLENGE_NOT_FOUND', 'FILE_NOT_FOUND', 'DISK_FULL')
    .input(place.extend({ resetId: z.string() }))
    .output(z.void()),
  /** What a file was before, newest first. */
  history: procedure('CHALLENGE_NOT_FOUND', 'FILE_OUTSIDE_WORKSPACE').input(filePlace).output(z.array(fileVersion)),
  version: procedure('CHALLENGE_NOT_FOUND', 'FILE_NOT_FOUND', 'FILE_OUTSIDE_WORKSPACE')
    .input(filePlace.extend({ id: z.string() }))
    .output(z.object({ path: z.string(), content: z.string() })),
  restore: procedure('CHALLENGE_NOT_FOUND', 'FILE_NOT_FOUND', 'FILE_OUTSIDE_WORKSPACE', 'DISK_FULL')
    .input(filePlace.extend({ id: z.string() }))
    .output(workspaceFile),
  /** Files that are gone and can be brought back. */
  gone: procedure('CHALLENGE_NOT_FOUND')
    .input(place)
    .output(z.array(z.object({ path: z.string(), at: instant }))),
  /** Opens the folder, and a file of it, in VS Code. */
  openEditor: procedure('CHALLENGE_NOT_FOUND', 'EDITOR_NOT_FOUND', 'FILE_OUTSIDE_WORKSPACE')
    .input(place.extend({ path: z.string().optional(), line: z.number().int().positive().optional() }))
    .output(z.object({ program: z.string() })),
  repository: procedure('CHALLENGE_NOT_FOUND').input(place).output(repositoryState),
  /** All that changed, as one commit; the first makes the repository. */
  commit: procedure('CHALLENGE_NOT_FOUND', 'CI_NO_GIT', 'CI_NOTHING_TO_COMMIT', 'REPOSITORY_FOREIGN')
    .input(place.extend({ message: z.string().min(1).max(2000) }))
    .output(repositoryState),
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
export type FileVersion = z.infer<typeof fileVersion>;
export type VersionReason = z.infer<typeof versionReason>;
export type RepositoryState = z.infer<typeof repositoryState>;
export type WorkspaceFile = z.infer<typeof workspaceFile>;
export type CheckResult = z.infer<typeof checkResult>;
export type CheckSession = z.infer<typeof checkSession>;
