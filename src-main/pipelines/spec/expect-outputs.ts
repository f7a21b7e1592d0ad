/**
 * `withExpectOutputs`: what built-in steps leave. `expect`: the rows that may go on, those that may not, and what was found, in the format that it reads.
 * `features`: the training set, the naive one beside it, and how far they are apart. `materialize`: what the online store holds.
 */
import type { OutputSpec, StepSpec } from './types.ts';

const formats = ['csv', 'jsonl', 'parquet'] as const;
type Format = (typeof formats)[number];

export function withExpectOutputs(steps: readonly StepSpec[]): StepSpec[] {
  const made: StepSpec[] = [];
  for (const step of steps) {
    const known = [...made, ...steps.slice(made.length)];
    if (step.kind === 'expect') made.push({ ...step, outputs: outputsOf(formatOf(step, known)) });
    else if (step.kind === 'features')
      made.push({ ...step, outputs: [...['conjunto', 'ingenuo'].map((name) => fileOf(name, 'jsonl')), fileOf('resultado', 'json')] });
    else if (step.kind === 'materialize') made.push({ ...step, outputs: [fileOf('online', 'jsonl'), fileOf('resultado', 'json')] });
    else made.push(step);
  }
  return made;
}

const fileOf = (name: string, format: 'json' | 'jsonl'): OutputSpec => ({ name, fileName: `${name}.${format}`, format });

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
