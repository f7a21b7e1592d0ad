/** Workspaces: the learner's files, and the checks that are run on them. */
export { type Checks, createChecks } from './checks/create.ts';
export { createWorkspaces } from './create.ts';
export type { Workspaces, WorkspacesDomain } from './workspaces.ts';
