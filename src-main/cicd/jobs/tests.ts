/** The first job: the project's own tests, and how much of its code they reach. */

import { lineOf } from '../config.ts';
import { type JobContext, JobFailed } from '../job.ts';
import { runTool } from '../tool.ts';

interface Result {
  /** Files of tests. */
  tests: number;
  passed: number;
  failures: { name: string; message: string; file: string | null; line: number | null }[];
  files: { path: string; total: number; hit: number; missed: number[] }[];
  coverage: number;
}

const mostShown = 30;

export async function tests(context: JobContext): Promise<void> {
  const wanted = context.config.tests!;
  const result = await context.step('run', async () => {
    const found = await runTool<Result>(context, {
      program: 'tests',
      tools: ['typescript'],
      params: { files: wanted.files, covers: wanted.covers.join(',') },
      timeoutMs: wanted.timeout,
    });
    context.measure('passed', found.passed);
    context.measure('failed', found.failures.length);
    context.measure('coverage', found.coverage);
    context.note(`${found.passed}/${found.passed + found.failures.length}`);
    for (const { name, message, file, line } of found.failures.slice(0, mostShown))
      context.find({ level: 'error', file, line, code: 'test-failed', data: { name }, text: message });
    if (found.tests === 0)
      context.find({
        level: 'error',
        file: 'ci.yaml',
        line: lineOf(context.code, ['tests', 'files']),
        code: 'no-tests',
        data: { folder: wanted.files },
      });
    if (found.tests === 0 || found.failures.length > 0) throw new JobFailed('tests');
    return found;
  });
  await context.step('coverage', async () => {
    context.note(`${result.coverage.toFixed(1)} %`);
    if (result.coverage >= wanted.coverage) return;
    const worst = result.files.filter(({ missed }) => missed.length > 0).sort((a, b) => b.total - b.hit - (a.total - a.hit));
    const data = { seen: Number(result.coverage.toFixed(1)), wanted: wanted.coverage };
    context.find({ level: 'error', file: 'ci.yaml', line: lineOf(context.code, ['tests', 'coverage']), code: 'coverage-low', data });
    for (const { path, total, hit, missed } of worst.slice(0, 5))
      context.find({
        level: 'notice',
        file: path,
        line: missed[0]!,
        code: 'lines-missed',
        data: { hit, total, lines: missed.slice(0, 12).join(', ') },
      });
    throw new JobFailed('coverage');
  });
}
