/** `withExpectOutputs`: what an `expect` step leaves: the rows that may go on, those that may not, and what was found. In the format that it reads. */
import type { OutputSpec, StepSpec } from './types.ts';

const formats = ['csv', 'jsonl', 'parquet'] as const;
type Format = (typeof formats)[number];

export function withExpectOutputs(steps: readonly StepSpec[]): StepSpec[] {
  const made: StepSpec[] = [];
  for (const step of steps) {
    const known = [...made, ...steps.slice(made.length)];
    made.push(step.kind === 'expect' ? { ...step, outputs: outputsOf(formatOf(step, known)) } : step);
  }
  return made;
}

function outputsOf(format: Format): OutputSpec[] {
  const table = (name: string): OutputSpec => ({ name, fileName: `${name}.${format}`, format: format === 'parquet' ? 'file' : format });
  return [table('validos'), table('quarentena'), { name: 'resultado', fileName: 'resultado.json', format: 'json' }];
}

function formatOf({ with: given, inputs }: StepSpec, steps: readonly StepSpec[]): Format {
  const said = formats.find((format) => format === given.format);
  if (said) return said;
  const [source] = Object.values(inputs);
  const maker = source?.kind === 'step' ? steps.find(({ id }) => id === source.stepId) : undefined;
  const file = maker?.outputs.find(({ name }) => source?.kind === 'step' && name === source.output)?.fileName;
  return formats.find((format) => file?.endsWith(`.${format}`)) ?? 'csv';
}
