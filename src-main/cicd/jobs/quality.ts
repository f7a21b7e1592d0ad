/** The second job: format, lint (complexity with it) and types, with the lab's own pinned tools. */
import { type JobContext, JobFailed } from '../job.ts';
import { runTool } from '../tool.ts';

interface Finding {
  kind: 'format' | 'lint' | 'syntax' | 'types';
  rule: string;
  level: 'error' | 'warning';
  file: string | null;
  line: number | null;
  text: string | null;
}

const mostShown = 50;

export async function quality(context: JobContext): Promise<void> {
  const wanted = context.config.quality!;
  const result = await context.step('analyse', async () => {
    const found = await runTool<{ files: number; findings: Finding[] }>(context, {
      program: 'quality',
      tools: ['typescript', 'biome', 'node'],
      params: { complexity: wanted.complexity },
      timeoutMs: wanted.timeout,
    });
    context.note(String(found.files));
    return found;
  });
  for (const [step, kinds] of [
    ['format', ['format']],
    ['lint', ['lint', 'syntax']],
    ['types', ['types']],
  ] as const) {
    await context.step(step, async () => {
      const found = result.findings.filter(({ kind }) => (kinds as readonly string[]).includes(kind));
      for (const { rule, level, file, line, text } of found.slice(0, mostShown))
        context.find({ level, file, line, code: step === 'format' ? 'format' : step, data: { rule }, ...(text !== null && { text }) });
      const errors = found.filter(({ level }) => level === 'error').length;
      context.measure(step, errors);
      context.note(String(found.length));
      if (errors > 0) throw new JobFailed(step);
    });
  }
}
