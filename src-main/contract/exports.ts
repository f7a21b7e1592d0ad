/** Exports: an endpoint or a pipeline as the files that another platform runs it from. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { language, procedure } from './base.ts';
import { solution } from './workspaces.ts';

export const endpointTarget = z.enum(['kubernetes', 'kserve', 'compose', 'swarm']);
export const pipelineTarget = z.enum(['kfp', 'argo', 'airflow', 'vertex', 'sagemaker']);
export const exportTarget = z.enum([...endpointTarget.options, ...pipelineTarget.options]);

const exportRequest = z.object({
  target: exportTarget,
  /** Name of an endpoint, or id of a challenge whose pipeline it is. */
  subject: z.string(),
  solution: solution.default('workspace'),
  language: language.default('pt'),
  /** Where the images will be pushed to: host and path. */
  registry: z
    .string()
    .regex(/^[a-z0-9]+(?:[._:/-][a-z0-9]+)*$/)
    .max(200)
    .default('registry.example.com/bancada'),
});

export const exportPreview = z.object({
  /** Of the folder that it becomes. */
  name: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      bytes: z.number(),
      /** Null for what is no text of ours: the files of an image. */
      content: z.string().nullable(),
    }),
  ),
  images: z.array(z.string()),
});

/** What a download says: how much comes, which file begins, its bytes. */
export const exportPiece = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), name: z.string(), bytes: z.number() }),
  z.object({ kind: z.literal('file'), path: z.string() }),
  z.object({ kind: z.literal('data'), base64: z.string() }),
]);

const errors = [
  ...(['ENDPOINT_NOT_FOUND', 'CHALLENGE_NOT_FOUND', 'PIPELINE_INVALID', 'MODEL_NOT_SERVABLE', 'DATASET_NOT_FOUND'] as const),
  ...(['EXPORT_STEP_UNSUPPORTED', 'EXPORT_PYTHON_SERVICE'] as const),
];

export const exportsContract = {
  preview: procedure(...errors)
    .input(exportRequest)
    .output(exportPreview),
  /** Writes the folder at once, when it is whole; one of an earlier export is replaced, another folder is not touched. */
  write: procedure(...errors, 'FILE_EXISTS')
    .input(exportRequest.extend({ path: z.string().optional() }))
    .output(z.object({ path: z.string(), files: z.number().int(), bytes: z.number(), images: z.array(z.string()) })),
  download: procedure(...errors)
    .input(exportRequest)
    .output(eventIterator(exportPiece)),
};

export type EndpointTarget = z.infer<typeof endpointTarget>;
export type PipelineTarget = z.infer<typeof pipelineTarget>;
export type ExportTarget = z.infer<typeof exportTarget>;
export type ExportRequest = z.infer<typeof exportRequest>;
export type ExportPreview = z.infer<typeof exportPreview>;
export type ExportPiece = z.infer<typeof exportPiece>;
