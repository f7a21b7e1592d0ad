/** The secrets of a step: the variables that it declares, the lab's own tokens, and what in our environment is a secret by its name. */
import type { Failure } from '../../contract/base.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { ActiveStep, RunContext } from '../executor/context.ts';
import { specLine } from '../failures/advice.ts';
import type { Masker } from './mask.ts';

const telling = /TOKEN|SECRET|PASSW(?:OR)?D|API_?KEY|CREDENTIAL|PRIVATE_?KEY/i;
/** Shorter ones are switches and numbers, whatever they are called. */
const shortest = 8;

/** SecretMissing unless all that the step declares is there. */
export function secretEnv({ run }: RunContext, { plan }: ActiveStep): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of plan.secrets ?? []) {
    const value = process.env[name];
    if (value === undefined || value === '') {
      throw new BancadaError('STEP_SECRET_MISSING', { name, specLine: specLine(run.plan.codeDir, plan.stepId, ['secrets']) ?? 1 });
    }
    given[name] = value;
  }
  return given;
}

export function knownSecrets({ deps, run }: RunContext, { plan }: ActiveStep): Set<string> {
  const secrets = new Set(ofEnvironment(run));
  for (const token of deps.secrets?.() ?? []) if (token) secrets.add(token);
  for (const name of plan.secrets ?? []) secrets.add(process.env[name] ?? '');
  secrets.delete('');
  return secrets;
}

const environments = new WeakMap<object, readonly string[]>();

/** Our environment is read once for each run: a tenth of a millisecond, between any two of its steps. */
function ofEnvironment(run: RunContext['run']): readonly string[] {
  const known = environments.get(run);
  if (known) return known;
  const values = Object.entries(process.env)
    .filter(([name, value = '']) => telling.test(name) && value.length >= shortest && !value.startsWith('/'))
    .map(([, value]) => value!);
  environments.set(run, values);
  return values;
}

export function cleaned(failure: Failure, masker: Masker): Failure {
  const data = Object.entries(failure.data).map(([name, value]) => [name, typeof value === 'string' ? masker.text(value) : value]);
  return { ...failure, message: masker.text(failure.message), data: Object.fromEntries(data) };
}
