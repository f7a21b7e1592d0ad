/** Copies of the learner's code for one run of a check: with edits, or with a probe of ours beside it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { BancadaError } from '../../contract/errors.ts';
import { codeFiles, specFile } from '../../pipelines/index.ts';
import { insideFolder } from '../paths.ts';
import type { ProbeOptions } from './define.ts';

export function copyCode(from: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-check-'));
  for (const { path, content } of codeFiles(from)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export function applyEdits(folder: string, edits: Readonly<Record<string, (text: string) => string>>): void {
  for (const [path, edit] of Object.entries(edits)) {
    const file = insideFolder(folder, path);
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      throw new BancadaError('FILE_NOT_FOUND', { path });
    }
    writeFileSync(file, edit(text));
  }
}

/** Puts the probe's folder in, over what the learner may have there, and a pipeline of one step that runs it. */
export function addProbe(folder: string, challengeFolder: string, file: string, name: string, { datasets = {}, params = {} }: ProbeOptions): void {
  const top = file.split('/')[0]!;
  cpSync(join(challengeFolder, top), join(folder, top), { recursive: true });
  const inputs = Object.fromEntries(Object.entries(datasets).map(([input, id]) => [input, `dataset:${id}`]));
  const steps = [{ id: probeStep, run: file, inputs, params }];
  writeFileSync(join(folder, specFile), stringify({ name, steps }));
}

export const probeStep = 'sonda';
