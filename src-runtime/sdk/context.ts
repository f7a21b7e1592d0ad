/** The context file that the engine writes for every program (docs/PIPELINES.md): what `LAB_CONTEXT` names. */
import { readFileSync } from 'node:fs';
import { LabError } from '../errors.ts';
import type { Field, Format, Lab, Row, Value } from './types.ts';

export interface InputRef {
  path: string;
  format: Format;
  items?: { name?: string; path: string; format?: Format; matrix: Record<string, Value> }[];
}

export interface Context {
  mode: 'step' | 'service';
  run: Lab['run'];
  seed: number;
  params: Record<string, Value>;
  matrix?: Record<string, Value>;
  inputs: Record<string, InputRef>;
  outputs?: Record<string, { path: string; format: Format }>;
  /** Where a service leaves its captured requests. */
  outDir?: string;
  /** Where the learner's files lie; errors name them relative to it. */
  codeDir?: string;
  /** Language of the messages. */
  lang?: 'pt' | 'en';
  service?: {
    name: string;
    version?: string;
    port: number;
    host?: string;
    /** The run that made the model. */
    runId?: string;
    /** How long a server that is told to stop still takes requests, its readiness already 503. */
    drainMs?: number;
  };
  /** Model folder that `serve.js` answers from. */
  model?: string;
  signature?: readonly Field[];
  reference?: readonly Row[];
}

export function readContext(path = process.env.LAB_CONTEXT): Context {
  try {
    const context = JSON.parse(readFileSync(path ?? '', 'utf8')) as Context;
    if (context.lang) process.env.LAB_LANG = context.lang;
    return context;
  } catch {
    throw new LabError('CONTEXT_MISSING', { path: path ?? 'LAB_CONTEXT' });
  }
}
