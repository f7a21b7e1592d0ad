/** The third job: dependencies with known holes, secrets, static analysis, the bill of materials; and a gate on what was found. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineOf } from '../config.ts';
import { type JobContext, JobFailed } from '../job.ts';
import { auditDependencies } from '../security/audit.ts';
import { type Dependency, readDependencies } from '../security/dependencies.ts';
import { billOfMaterials } from '../security/sbom.ts';
import { findSecrets } from '../security/secrets.ts';
import { type Severity, severities } from '../security/severity.ts';
import { projectFiles } from '../source.ts';
import { runTool } from '../tool.ts';

export async function security(context: JobContext): Promise<void> {
  const wanted = context.config.security!;
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 };
  const report = (severity: Severity, finding: Omit<Parameters<JobContext['find']>[0], 'level'>) => {
    counts[severity] += 1;
    // Whether it stops anything is for the gate to say.
    const level = severity === 'low' ? 'notice' : 'warning';
    context.find({ ...finding, level, data: { ...finding.data, severity } });
  };
  const files = projectFiles(context.code);
  let dependencies: Dependency[] = [];

  await context.step('dependencies', async () => {
    dependencies = readDependencies(files);
    const { holes, source } = await auditDependencies(context, files, dependencies);
    for (const { dependency, id, title, severity, fixed } of holes) {
      const { name, version, file, line } = dependency;
      report(severity, { file, line, code: 'vulnerable-dependency', data: { name, version, id, fixed: fixed ?? '—' }, text: title });
    }
    context.note(`${dependencies.length} · ${source}`);
  });
  await context.step('secrets', async () => {
    const secrets = findSecrets(files);
    for (const { kind, file, line, shown } of secrets) report('critical', { file, line, code: 'secret', data: { kind, shown } });
    context.note(String(files.length));
  });
  await context.step('static', async () => {
    const { files: read, findings } = await runTool<{ files: number; findings: { rule: string; severity: Severity; file: string; line: number }[] }>(
      context,
      {
        program: 'static',
        tools: ['typescript'],
        params: {},
        timeoutMs: wanted.timeout,
      },
    );
    for (const { rule, severity, file, line } of findings) report(severity, { file, line, code: 'static', data: { rule } });
    context.note(String(read));
  });
  await context.step('sbom', async () => {
    const bill = billOfMaterials(context, dependencies);
    writeFileSync(join(context.folder, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 1)}\n`);
    context.note(`CycloneDX ${bill.specVersion}`);
  });
  await context.step('gate', async () => {
    for (const severity of severities) context.measure(severity, counts[severity]);
    context.note(`${counts.critical}/${counts.high}/${counts.medium}`);
    const over = (['critical', 'high', 'medium'] as const).filter((severity) => counts[severity] > wanted[severity]);
    for (const severity of over) {
      for (const one of context.run.annotations) if (one.job === 'security' && one.data.severity === severity) one.level = 'error';
      const line = lineOf(context.code, ['security', severity]);
      context.find({
        level: 'error',
        file: 'ci.yaml',
        line,
        code: 'security-gate',
        data: { severity, seen: counts[severity], wanted: wanted[severity] },
      });
    }
    if (over.length > 0) throw new JobFailed('gate');
  });
}
