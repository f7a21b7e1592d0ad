/** The lab itself: what machine this is, which engine answers, settings. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { engineKind, procedure } from './base.ts';
import { queueLimits } from './queue.ts';

export const dockerState = z.object({
  available: z.boolean(),
  version: z.string().nullable(),
  socket: z.string().nullable(),
  /** Why each way of finding an engine was refused. */
  refused: z.array(z.object({ way: z.string(), reason: z.string() })),
  containers: z.number().int(),
  image: z.object({ reference: z.string(), bytes: z.number() }).nullable(),
});

/** What the doctor can mend by itself. */
export const repairKind = z.enum(['start-engine', 'make-image', 'use-any-engine', 'stop-fast-runs', 'clear-cache']);
export const repaired = z.object({ freedBytes: z.number() });

export const labLogLine = z.object({ at: z.number(), level: z.enum(['info', 'warn', 'error']), event: z.string(), fields: z.string() });

export const doctorReport = z.object({
  bancada: z.string(),
  engine: engineKind,
  docker: dockerState,
  versions: z.object({ node: z.string(), sqlite: z.string(), platform: z.string(), arch: z.string() }),
  electron: z.object({ present: z.boolean(), version: z.string().nullable() }),
  home: z.object({ path: z.string(), bytes: z.number(), schema: z.number().int() }),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
  memory: z.object({ freeBytes: z.number(), totalBytes: z.number(), cpus: z.number().int() }),
  problems: z.array(
    z.object({ code: z.string(), severity: z.enum(['error', 'warning']), what: z.string(), fix: z.string(), repair: repairKind.nullable() }),
  ),
});

/** The Python that steps run on. */
export const pythonState = z.object({
  found: z
    .object({
      path: z.string(),
      version: z.string(),
      /** Whether a local process can be shut in here: without it, Python steps need Docker. */
      confined: z.boolean(),
      /** Downloads packages for the first time; else one is made for it. */
      pip: z.boolean(),
    })
    .nullable(),
  /** Why there is none, and what to do. */
  problem: z.object({ code: z.string(), what: z.string(), fix: z.string() }).nullable(),
});

export const settings = z.object({
  language: z.enum(['pt-BR', 'en']),
  theme: z.enum(['light', 'dark', 'system']),
  engine: z.enum(['auto', 'docker', 'process']),
  plantumlServer: z.string(),
  railCollapsed: z.boolean(),
  /** Runs that name no engine use warm containers, where Docker is used. */
  fastRuns: z.boolean(),
  /** Python steps may run as local processes where nothing can shut them in. */
  pythonUnconfined: z.boolean(),
  /** Ctrl S puts the code in order before it is written. */
  formatOnSave: z.boolean(),
  /** All checks green: what is in the workspace becomes a commit of its own repository. */
  commitOnPass: z.boolean(),
  /** Once a day, a GET of the file that says which version is the newest. */
  updateCheck: z.boolean(),
  /** How far the first three minutes went: which of their steps are done, and whether they were put off or are over. */
  firstSteps: z.object({ done: z.array(z.string()), state: z.enum(['open', 'later', 'over']) }),
  /** What runs at the same time may be. */
  queue: queueLimits,
  /** No trigger starts anything while this holds. */
  triggersPaused: z.boolean(),
  /** The tracking server for MLflow clients. */
  trackingServer: z.object({ enabled: z.boolean(), port: z.number().int(), token: z.string().nullable() }),
});

/** Pushed to every window: what changed, so that it asks again for what it shows. */
export const labChange = z.object({
  topic: z.enum([
    'ci',
    'cloud',
    'runs',
    'queue',
    'triggers',
    'datasets',
    /** A data set has a new version; `id` is `NAME@vN`. */
    'data-versions',
    'features',
    'tracking',
    'registry',
    'endpoints',
    /** What goes through an endpoint was measured again; only while somebody watches. */
    'traffic',
    'monitoring',
    'simulations',
    /** Something was told by a channel, or could not be. */
    'channels',
    'feedback',
    'progress',
    'settings',
    'engine',
    'workspace',
    'mlflow',
    'wire',
    'automl',
    /** A backup began or ended, or an automatic one was taken; while it goes on, `backup-progress`. */
    'backup',
    'backup-progress',
    'batches',
    /** A load test began, ended or was removed; while it sends, `load-progress`. */
    'loads',
    'load-progress',
    'drift',
    'deploys',
  ]),
  id: z.string().optional(),
});

export const systemContract = {
  doctor: procedure()
    .input(z.object({ language: z.enum(['pt-BR', 'en']).default('pt-BR') }))
    .output(doctorReport),
  python: procedure()
    .input(z.object({ language: z.enum(['pt-BR', 'en']).default('pt-BR') }))
    .output(pythonState),
  /** Mends one thing; asking again is harmless. ENGINE_NOT_STARTED says what only the person can do. */
  repair: procedure('ENGINE_NOT_STARTED', 'ENGINE_UNAVAILABLE', 'IMAGE_UNAVAILABLE')
    .input(z.object({ kind: repairKind }))
    .output(repaired),
  /** The lab's own log, newest first. */
  logs: procedure()
    .input(
      z.object({
        level: z.enum(['all', 'warn', 'error']).default('all'),
        text: z.string().max(200).default(''),
        limit: z.number().int().max(1000).default(300),
      }),
    )
    .output(z.object({ file: z.string(), lines: z.array(labLogLine) })),
  settings: procedure().output(settings),
  saveSettings: procedure().input(settings.partial()).output(settings),
  changes: procedure().output(eventIterator(labChange)),
};

export type DoctorReport = z.infer<typeof doctorReport>;
export type Repair = z.infer<typeof repairKind>;
export type Repaired = z.infer<typeof repaired>;
export type LabLogLine = z.infer<typeof labLogLine>;
export type PythonState = z.infer<typeof pythonState>;
export type DockerState = z.infer<typeof dockerState>;
export type Settings = z.infer<typeof settings>;
export type LabChange = z.infer<typeof labChange>;
