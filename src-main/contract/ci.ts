/** CI/CD for models: five jobs on the learner's repository, for every commit or by hand; what they find, by file and line. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { errorData, instant, procedure, wholeEngineKind } from './base.ts';
import { solution } from './workspaces.ts';

export const ciJobs = ['tests', 'quality', 'security', 'container', 'deploy'] as const;
export const ciJobId = z.enum(ciJobs);
export const ciStatus = z.enum(['waiting', 'running', 'passed', 'failed', 'skipped', 'cancelled']);

/** Something found at a place. `code` with `data` has words in both languages; `text` is what a tool said, in its own. */
export const ciAnnotation = z.object({
  job: ciJobId,
  step: z.string(),
  level: z.enum(['error', 'warning', 'notice']),
  file: z.string().nullable(),
  line: z.number().int().nullable(),
  code: z.string(),
  data: errorData,
  text: z.string().nullable(),
});

export const ciStep = z.object({ id: z.string(), status: ciStatus, ms: z.number().nullable(), note: z.string().nullable() });

export const ciJob = z.object({
  id: ciJobId,
  status: ciStatus,
  startedAt: instant.nullable(),
  ms: z.number().nullable(),
  steps: z.array(ciStep),
  /** Figures by name: coverage, findings, f1, image bytes, p95, rollback time. */
  measures: z.record(z.string(), z.number()),
});

export const ciRun = z.object({
  id: z.string(),
  project: z.string(),
  solution,
  engine: wholeEngineKind,
  branch: z.string(),
  commit: z.string(),
  title: z.string(),
  cause: z.enum(['person', 'hook', 'pull-request', 'check']),
  status: z.enum(['running', 'passed', 'failed', 'cancelled']),
  jobs: z.array(ciJob),
  annotations: z.array(ciAnnotation),
  /** Of what was made: the pipeline's run, the model's version, its digest, the image's tags, the data's versions. */
  products: z.record(z.string(), z.string()),
  startedAt: instant,
  endedAt: instant.nullable(),
});

export const ciPullRequest = z.object({ id: z.string(), title: z.string(), body: z.string(), branch: z.string() });

export const ciRepository = z.object({
  project: z.string(),
  folder: z.string(),
  /** Null before there is a repository. */
  head: z.object({ commit: z.string(), branch: z.string(), title: z.string() }).nullable(),
  /** Files that differ from the last commit. */
  changed: z.array(z.string()),
  hook: z.boolean(),
  pullRequests: z.array(ciPullRequest),
});

const project = z.object({ project: z.string() });
const one = z.object({ id: z.string() });
const lang = z.enum(['pt', 'en']).default('pt');

export const ciContract = {
  /** Projects with a ci.yaml: challenges whose starter has one. */
  projects: procedure().output(z.array(z.string())),
  repository: procedure('CHALLENGE_NOT_FOUND', 'CI_NO_GIT')
    .input(project.extend({ language: lang }))
    .output(ciRepository),
  /** Makes the workspace a Git repository with a first commit; a later call commits what has changed. */
  commit: procedure('CHALLENGE_NOT_FOUND', 'CI_NO_GIT', 'CI_NOTHING_TO_COMMIT')
    .input(project.extend({ message: z.string().trim().min(1).max(500), language: lang }))
    .output(ciRepository),
  /** Runs the jobs at each commit from now on, or no longer. */
  hook: procedure('CHALLENGE_NOT_FOUND', 'CI_NO_GIT', 'CI_NO_REPOSITORY')
    .input(project.extend({ on: z.boolean(), language: lang }))
    .output(ciRepository),
  /** `ref`: a branch or commit of the repository; without one, the files as they are. */
  start: procedure('CHALLENGE_NOT_FOUND', 'CI_CONFIG_INVALID', 'CI_NO_GIT', 'CI_NO_REPOSITORY', 'CI_REF_NOT_FOUND', 'ENGINE_UNAVAILABLE')
    .input(
      project.extend({
        solution: solution.default('workspace'),
        engine: wholeEngineKind.optional(),
        ref: z.string().max(200).optional(),
        jobs: z.array(ciJobId).optional(),
        cause: z.enum(['person', 'hook']).default('person'),
      }),
    )
    .output(one),
  /** A change by the lab, as a branch of the repository, and the jobs on it. */
  pullRequest: procedure('CHALLENGE_NOT_FOUND', 'CI_CONFIG_INVALID', 'CI_NO_GIT', 'CI_NO_REPOSITORY', 'CI_REF_NOT_FOUND', 'ENGINE_UNAVAILABLE')
    .input(project.extend({ pullRequest: z.string(), engine: wholeEngineKind.optional() }))
    .output(one),
  list: procedure()
    .input(z.object({ project: z.string().optional(), limit: z.number().int().min(1).max(100).default(30) }).default({ limit: 30 }))
    .output(z.array(ciRun)),
  get: procedure('CI_RUN_NOT_FOUND').input(one).output(ciRun),
  watch: procedure('CI_RUN_NOT_FOUND').input(one).output(eventIterator(ciRun)),
  cancel: procedure('CI_RUN_NOT_FOUND').input(one).output(z.void()),
  logs: procedure('CI_RUN_NOT_FOUND')
    .input(one.extend({ job: ciJobId }))
    .output(z.object({ text: z.string() })),
  /** What a run left: the SBOM. */
  sbom: procedure('CI_RUN_NOT_FOUND')
    .input(one)
    .output(z.object({ json: z.string().nullable() })),
  /** The same five jobs as a GitHub Actions workflow. */
  workflow: procedure('CHALLENGE_NOT_FOUND', 'CI_CONFIG_INVALID')
    .input(project.extend({ solution: solution.default('workspace') }))
    .output(z.object({ path: z.string(), content: z.string() })),
};

export type CiJobId = z.infer<typeof ciJobId>;
export type CiStatus = z.infer<typeof ciStatus>;
export type CiAnnotation = z.infer<typeof ciAnnotation>;
export type CiStep = z.infer<typeof ciStep>;
export type CiJob = z.infer<typeof ciJob>;
export type CiRun = z.infer<typeof ciRun>;
export type CiRepository = z.infer<typeof ciRepository>;
