/** The lab as a tracking server for MLflow clients: its switch, and the wire lens over what they say. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { instant, procedure } from './base.ts';

export const trackingServer = z.object({
  running: z.boolean(),
  /** What `mlflow.set_tracking_uri` takes. */
  url: z.string().nullable(),
  port: z.number().int(),
  /** Asked of every client when there is one. */
  token: z.string().nullable(),
  /** Folder for PYTHONPATH: the header provider that names the line behind each call. */
  pythonPath: z.string(),
});

export const wireCall = z.object({
  id: z.number().int(),
  at: instant,
  method: z.string(),
  /** Path and query string. */
  url: z.string(),
  status: z.number().int(),
  durationMs: z.number(),
  client: z.string().nullable(),
  runId: z.string().nullable(),
  /** The line of the learner's program that made the call, where their environment carries our header provider. */
  source: z.object({ file: z.string(), line: z.number().int(), text: z.string() }).nullable(),
  /** JSON as it went over the wire, cut at 8,000 characters; null for bytes. */
  request: z.string().nullable(),
  requestBytes: z.number().int(),
  response: z.string().nullable(),
  responseBytes: z.number().int(),
});

export const mlflowContract = {
  server: procedure().output(trackingServer),
  /** Starts it and remembers that: the next start of the lab starts it too. */
  start: procedure('PORT_TAKEN')
    .input(z.object({ port: z.number().int().min(1024).max(65535).default(5000), requireToken: z.boolean().default(false) }))
    .output(trackingServer),
  stop: procedure().output(trackingServer),
  /** The calls of the last minutes, oldest first; then again at every change. With a run, only its own. */
  watchCalls: procedure()
    .input(z.object({ runId: z.string().optional() }))
    .output(eventIterator(z.array(wireCall))),
  /** Makes a call again, edited or not, and answers as the server would. */
  replay: procedure('BAD_REQUEST')
    .input(
      z.object({
        method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']),
        url: z.string().regex(/^\/(ajax-)?api\/2\.0\/mlflow\//),
        body: z.string().max(1_000_000).nullable(),
      }),
    )
    .output(z.object({ status: z.number().int(), body: z.string() })),
};

export type TrackingServer = z.infer<typeof trackingServer>;
export type WireCall = z.infer<typeof wireCall>;
