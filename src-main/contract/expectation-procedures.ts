/** What a window or a terminal asks about expectations: what a step found, what a suite would have stopped before, and which suites there are. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { failure, instant, procedure } from './base.ts';
import { contractResult } from './data-contracts.ts';
import { expectation, expectationResult, suiteResult } from './expectations.ts';

const ofStep = z.object({ runId: z.string(), step: z.string() });

/** One expectation on one version. */
export const pastAnswer = expectationResult.pick({ success: true, problem: true, observed: true, judged: true, missing: true, unexpected: true });

export const pastVersion = z.object({
  version: z.number().int(),
  digest: z.string(),
  createdAt: instant,
  tags: z.array(z.string()),
  isCurrent: z.boolean(),
  /** Null as long as it was not read. */
  rows: z.number().int().nullable(),
  /** In the order of the suite; empty as long as it was not read. */
  answers: z.array(pastAnswer),
  /** Why it cannot be read. */
  error: failure.nullable(),
});

/** What a suite would have stopped: the newest versions first, filled in one after another. */
export const suiteHistory = z.object({
  suite: z.string(),
  expectations: z.array(expectation),
  versions: z.array(pastVersion),
  /** Of the version that is being read; null when none is left. */
  reading: z.object({ version: z.number().int(), fraction: z.number() }).nullable(),
});

/** A suite in the learner's folder of a challenge. */
export const foundSuite = z.object({
  challengeId: z.string(),
  path: z.string(),
  /** Null where it has a mistake, which `problem` tells. */
  name: z.string().nullable(),
  expectations: z.array(expectation),
  /** Written anew, it would lose them. */
  hasComments: z.boolean(),
  problem: failure.nullable(),
});

const wholeSuite = z.object({ suite: z.string().min(1).max(200), expectations: z.array(expectation).max(500) });
const oneVersion = z.object({ name: z.string(), version: z.number().int() });
const notFound = ['DATASET_NOT_FOUND', 'DATA_VERSION_NOT_FOUND', 'FILE_NOT_FOUND', 'DATA_DAMAGED', 'DATA_NO_TABLE'] as const;

export const expectationsContract = {
  /** What an `expect` step found; null where it is none, or has not come so far. */
  ofStep: procedure('RUN_NOT_FOUND', 'STEP_NOT_FOUND').input(ofStep).output(suiteResult.nullable()),
  /** How the outputs of a step keep their contracts. */
  contracts: procedure('RUN_NOT_FOUND').input(ofStep).output(z.array(contractResult)),
  /** Ends when all is read; who stops listening stops the work. */
  history: procedure('DATASET_NOT_FOUND', 'PIPELINE_SYNTAX', 'PIPELINE_INVALID')
    .input(
      z.object({
        name: z.string(),
        /** Its YAML, or what it says. */
        suite: z.union([z.string().max(250_000), wholeSuite]),
        limit: z.number().int().min(1).max(200).default(20),
      }),
    )
    .output(eventIterator(suiteHistory)),
  /** What the profile of a version suggests. */
  infer: procedure(...notFound)
    .input(oneVersion)
    .output(z.array(expectation)),
  /** The schema of a version as the YAML of a contract. */
  inferContract: procedure(...notFound)
    .input(oneVersion)
    .output(z.object({ text: z.string() })),
  /** As YAML, for a file. */
  write: procedure('PIPELINE_INVALID')
    .input(wholeSuite)
    .output(z.object({ text: z.string() })),
  suites: procedure().output(z.array(foundSuite)),
};

export type PastAnswer = z.infer<typeof pastAnswer>;
export type PastVersion = z.infer<typeof pastVersion>;
export type SuiteHistory = z.infer<typeof suiteHistory>;
export type FoundSuite = z.infer<typeof foundSuite>;
