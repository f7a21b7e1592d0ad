/** `inputFailure`: a step that read an input as something it is not. It names the step that made it, where the mending mostly is. */
import type { Failure } from '../../contract/base.ts';
import { sourceText } from '../spec/index.ts';
import type { Ended } from './exit.ts';
import { failureOf } from './failure.ts';

const misread = new Set(['JSON_BAD', 'FORMAT', 'CSV_QUOTE', 'CSV_WIDTH', 'COLUMN_MISSING']);

export function inputFailure({ step, said }: Ended, about: Record<string, string | number | null>): Failure | null {
  if (!said || !misread.has(said.code)) return null;
  const named = said.data?.name ?? said.data?.file;
  // As a local process it is read by the name it has in the store: then the line that reads it names it.
  const asked = /\binput\(\s*['"`]([\w-]+)/.exec(String(about.source ?? ''))?.[1];
  const input = step.inputs.find(
    ({ name, source }) => name === named || name === asked || (source.kind === 'step' && fileOf(named) === source.output),
  );
  if (!input) return null;
  return failureOf('STEP_INPUT_TYPE', {
    ...about,
    input: input.name,
    from: sourceText(input.source),
    detail: said.message,
    reason: said.code,
    at: typeof said.data?.line === 'number' ? said.data.line : null,
  });
}

/** `voos.jsonl` is the output `voos`. */
function fileOf(name: unknown): string | null {
  return typeof name === 'string' ? name.split('.')[0]! : null;
}
