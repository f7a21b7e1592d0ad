/** `checkProject`: the ten points looked at in a learner's project: what was seen, in words, or null where it does not hold or cannot be seen. */
import { existsSync } from 'node:fs';
import { parse } from 'yaml';
import type { Language } from '../../contract/base.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { RunSummary } from '../../contract/pipelines.ts';
import { codeFiles } from '../../pipelines/index.ts';
import type { GuideParts } from '../index.ts';
import type { Probe } from '../schema.ts';
import { look, type Project } from './probes.ts';

export async function checkProject(parts: GuideParts, moduleId: string, language: Language): Promise<Record<Probe, string | null>> {
  const { catalog, comparison, pipelines, study, workspaces, ci } = parts;
  const known = catalog.challengeIds();
  if (!known.includes(moduleId)) throw new BancadaError('CHALLENGE_NOT_FOUND', { id: moduleId, known: known.join(', ') });
  const folder = workspaces.codeFolder(moduleId, 'workspace');
  const files = existsSync(folder) ? codeFiles(folder) : [];
  const text = (path: string) => files.find((file) => file.path === path)?.content.toString('utf8') ?? '';
  const runs = pipelines
    .list({ pipeline: moduleId, limit: 200 })
    .filter(({ solution, status }) => solution === 'workspace' && status === 'succeeded');
  const project: Project = {
    paths: files.map(({ path }) => path),
    steps: stepsOf(text('pipeline.yaml')),
    ci: yamlOf(text('ci.yaml')),
    runs,
    datasets: datasetsOf(parts, runs[0]),
    checks: catalog.checks(moduleId, language).map(({ id, title }) => ({ id, title })),
    passed: new Set(study.overview().modules.find((each) => each.moduleId === moduleId)?.checksPassed),
    values: (await comparison.measured()).find((row) => row.moduleId === moduleId)?.values ?? {},
    conveyor:
      ci.list(moduleId, 30).find(({ status, solution, cause }) => status === 'passed' && solution === 'workspace' && cause !== 'check') ?? null,
  };
  return look(project, language);
}

function datasetsOf({ pipelines }: GuideParts, run: RunSummary | undefined): Project['datasets'] {
  return run ? pipelines.recipe(run.runId).datasets.map(({ id, digest }) => ({ id, digest })) : [];
}

/** What a learner writes may be anything. */
function yamlOf(text: string): Record<string, unknown> {
  try {
    const found: unknown = parse(text);
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function stepsOf(text: string): Record<string, unknown>[] {
  const { steps } = yamlOf(text);
  return Array.isArray(steps) ? steps.filter((step): step is Record<string, unknown> => typeof step === 'object' && step !== null) : [];
}
