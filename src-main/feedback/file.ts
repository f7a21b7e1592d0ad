/** `readPolicy`, `parsePolicy`: a policy as the `politica.yaml` of a solution says it; what is wrong is told with line and field. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../contract/errors.ts';
import { type FeedbackPolicy, feedbackPolicy } from '../contract/feedback.ts';
import type { Solution } from '../contract/workspaces.ts';
import { check, openDocument } from '../pipelines/spec/yaml.ts';

export const policyFile = 'politica.yaml';

export function readPolicy(folder: string, solution: Solution): FeedbackPolicy {
  const path = join(folder, policyFile);
  if (!existsSync(path)) throw new BancadaError('FILE_NOT_FOUND', { path: policyFile });
  const read = parsePolicy(readFileSync(path, 'utf8'), policyFile);
  return { ...read, train: { ...read.train, solution } };
}

export function parsePolicy(text: string, file: string): FeedbackPolicy {
  const document = openDocument(text, file);
  return check(feedbackPolicy, document.value, document, []);
}
