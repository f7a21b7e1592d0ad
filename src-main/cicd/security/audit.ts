/**
 * `auditDependencies`: known holes of what a project pins. `npm audit` is asked where a registry answers it; a file of advisories that comes with the lab
 * (resources/ci/advisories.json) is always read, and is all there is without internet.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { JobContext } from '../job.ts';
import type { ProjectFile } from '../source.ts';
import type { Dependency } from './dependencies.ts';
import { type Severity, severities } from './severity.ts';
import { inRange } from './versions.ts';

const advisory = z.strictObject({
  ecosystem: z.enum(['npm', 'pypi']),
  name: z.string(),
  range: z.string(),
  fixed: z.string().nullable(),
  id: z.string(),
  severity: z.enum(severities),
  title: z.string(),
});
const advisoryFile = z.strictObject({ date: z.string(), about: z.string(), advisories: z.array(advisory) });

export interface Hole {
  dependency: Dependency;
  id: string;
  title: string;
  severity: Severity;
  fixed: string | null;
}

const patienceMs = 8000;

export async function auditDependencies(
  context: JobContext,
  files: readonly ProjectFile[],
  dependencies: readonly Dependency[],
): Promise<{ holes: Hole[]; source: string }> {
  const { date, advisories } = advisoryFile.parse(
    JSON.parse(readFileSync(join(context.parts.applicationRoot, 'resources', 'ci', 'advisories.json'), 'utf8')),
  );
  const known = dependencies.flatMap((dependency) =>
    advisories
      .filter(({ ecosystem, name, range }) => ecosystem === dependency.ecosystem && name === dependency.name && inRange(dependency.version, range))
      .map(({ id, title, severity, fixed }) => ({ dependency, id, title, severity, fixed })),
  );
  const npm = dependencies.filter(({ ecosystem }) => ecosystem === 'npm');
  const asked = npm.length === 0 ? [] : await askRegistry(context, files, npm);
  if (asked === null) return { holes: known, source: `advisories ${date}` };
  const fresh = asked.filter(({ id, dependency }) => !known.some((one) => one.id === id && one.dependency.name === dependency.name));
  return { holes: [...known, ...fresh], source: npm.length === 0 ? `advisories ${date}` : `npm audit + advisories ${date}` };
}

const via = z.object({ source: z.number(), name: z.string(), title: z.string(), url: z.string().default(''), severity: z.string() });
const auditReport = z.object({ vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), via])) })) });

/** Null where no registry answers. npm sees the lock file and nothing else of the project: no .npmrc, no scripts. */
async function askRegistry({ folder, log }: JobContext, files: readonly ProjectFile[], dependencies: readonly Dependency[]): Promise<Hole[] | null> {
  const lock = files.find(({ path }) => path === 'package-lock.json');
  const manifest = files.find(({ path }) => path === 'package.json');
  if (!lock || !manifest) return null;
  const place = mkdtempSync(join(folder, 'audit-'));
  writeFileSync(join(place, 'package.json'), manifest.text);
  writeFileSync(join(place, 'package-lock.json'), lock.text);
  try {
    const answer = await npmAudit(place);
    const parsed = auditReport.safeParse(JSON.parse(answer));
    if (!parsed.success) return null;
    return Object.values(parsed.data.vulnerabilities).flatMap(({ via: reasons }) =>
      reasons.flatMap((reason) => {
        if (typeof reason === 'string') return [];
        const dependency = dependencies.find(({ name }) => name === reason.name);
        const severity = reason.severity === 'moderate' ? 'medium' : reason.severity;
        if (!dependency || !(severities as readonly string[]).includes(severity)) return [];
        return [
          { dependency, id: reason.url.split('/').at(-1) || String(reason.source), title: reason.title, severity: severity as Severity, fixed: null },
        ];
      }),
    );
  } catch (error) {
    log(`npm audit: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
    return null;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** npm ends with 1 where it finds something. */
function npmAudit(cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const options = { cwd, timeout: patienceMs, maxBuffer: 1 << 24, shell: process.platform === 'win32' };
    execFile(command, ['audit', '--json', '--package-lock-only', '--fetch-retries=0'], options, (error, stdout) =>
      stdout.trim().startsWith('{') ? resolve(stdout) : reject(error ?? new Error('npm audit')),
    );
  });
}
