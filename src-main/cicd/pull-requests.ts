/** Pull requests that the lab opens on a learner's project: a change in `pedidos.yaml` of the challenge, put on a branch of their repository. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { BancadaError } from '../contract/errors.ts';
import { openGit } from './git.ts';
import type { CiParts } from './index.ts';
import { folderOf, type Place } from './place.ts';
import { hasRepository } from './source.ts';

const bilingual = z.strictObject({ pt: z.string(), en: z.string() });
const edit = z.union([
  z.strictObject({ file: z.string(), json: z.record(z.string(), z.unknown()) }),
  z.strictObject({ file: z.string(), find: z.string(), replace: z.string() }),
  z.strictObject({ file: z.string(), before: z.string() }),
  z.strictObject({ file: z.string(), content: z.string() }),
]);
const pullRequestFile = z.array(z.strictObject({ id: z.string(), title: bilingual, body: bilingual, edits: z.array(edit) }));
type PullRequest = z.infer<typeof pullRequestFile>[number];

export function pullRequests(parts: Pick<CiParts, 'catalog'>, project: string): PullRequest[] {
  const file = join(parts.catalog.challengeFolder(project), 'pedidos.yaml');
  return existsSync(file) ? pullRequestFile.parse(parse(readFileSync(file, 'utf8'))) : [];
}

export function applyPullRequest({ parts }: Pick<Place, 'parts'>, project: string, id: string, folder: string): void {
  for (const change of named(parts, project, id).edits) {
    const path = join(folder, change.file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, changed(existsSync(path) ? readFileSync(path, 'utf8') : '', change));
  }
}

/** Answers with the branch. */
export async function openPullRequest(place: Place, project: string, id: string): Promise<string> {
  const { core, parts } = place;
  const { title } = named(parts, project, id);
  const own = parts.workspaces.codeFolder(project, 'workspace');
  if (!hasRepository(own)) throw new BancadaError('CI_NO_REPOSITORY', { project });
  const git = openGit(own);
  const { commit } = await git.describe('HEAD');
  const folder = join(folderOf(core, `pr-${id}-${core.clock.now().toString(36)}`), 'tree');
  try {
    await git.exportTree(commit, folder);
    applyPullRequest(place, project, id, folder);
    await git.branch(`pr/${id}`, commit, folder, title.pt);
  } finally {
    rmSync(dirname(folder), { recursive: true, force: true });
  }
  return `pr/${id}`;
}

function named(parts: Pick<CiParts, 'catalog'>, project: string, id: string): PullRequest {
  const found = pullRequests(parts, project).find((one) => one.id === id);
  if (!found) throw new BancadaError('CI_REF_NOT_FOUND', { ref: id });
  return found;
}

function changed(text: string, change: PullRequest['edits'][number]): string {
  if ('json' in change) return `${JSON.stringify({ ...(JSON.parse(text || '{}') as object), ...change.json }, null, 2)}\n`;
  if ('find' in change) return text.replaceAll(new RegExp(change.find, 'g'), change.replace);
  if ('before' in change) return change.before + text;
  // A key that is none: the form alone must set off the alarm, here and nowhere else in this repository.
  return change.content.replaceAll('@TOKEN@', `ghp_${'9aZ4kQ7mX2'.repeat(4)}`.slice(0, 40));
}
