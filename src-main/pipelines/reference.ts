/** `artifactPath`: `step.output`, `treino[algoritmo=mlp].modelo`, and `/file` inside a folder, as a path in the artifact store. ARTIFACT_NOT_FOUND. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../contract/errors.ts';
import type { ArtifactStore } from '../storage/index.ts';
import type { StepRecord } from './records.ts';

export function artifactPath(artifacts: ArtifactStore, run: string, steps: readonly StepRecord[], reference: string): string {
  const missing = new BancadaError('ARTIFACT_NOT_FOUND', { run, path: reference });
  const found = /^([A-Za-z0-9_][\w-]*(?:\[[^\]]*\])?)\.([\w-]+)(?:\/(.+))?$/.exec(reference);
  const output = found && steps.find((step) => step.id === found[1])?.outputs.find((each) => each.name === found[2]);
  if (!output || !artifacts.has(output.digest)) throw missing;
  const root = artifacts.path(output.digest);
  return found[3] === undefined ? root : fileInside(root, found[3], output.kind === 'folder', run);
}

/** A path leads nowhere but into the folder. */
export function fileInside(root: string, inside: string, isFolder: boolean, run: string): string {
  const missing = new BancadaError('ARTIFACT_NOT_FOUND', { run, path: inside });
  const parts = inside.split('/');
  if (!isFolder || parts.some((part) => part === '' || part === '.' || part === '..' || /[\0\\]/.test(part))) throw missing;
  const path = join(root, ...parts);
  if (!lstatSync(path, { throwIfNoEntry: false })) throw missing;
  return path;
}
