/** `checkSignature`, `oneOf`: what a program hands over by hand is judged where it is written, not steps later by whoever reads the file. */
import { LabError } from '../errors.ts';
import type { Field } from '../sdk/types.ts';

const TYPES: readonly Field['type'][] = ['double', 'long', 'string', 'boolean'];

/** `where`: the call that the learner wrote. */
export function checkSignature(where: string, signature: readonly Field[]): void {
  signature.forEach(({ name, type }, index) => {
    if (typeof name !== 'string' || name === '')
      throw new LabError('ARGUMENT', { where: `${where}: signature[${index}].name`, ...said(name, ['"area"']) });
    oneOf(`${where}: signature, ${name}.type`, type, TYPES);
  });
}

/** Leaving an option out is always right. */
export function oneOf<T extends string>(where: string, value: T | undefined, known: readonly T[]): void {
  if (value === undefined || known.includes(value)) return;
  throw new LabError('ARGUMENT', {
    where,
    ...said(
      value,
      known.map((one) => JSON.stringify(one)),
    ),
  });
}

const said = (value: unknown, expected: readonly string[]) => ({ value: JSON.stringify(value) ?? 'undefined', expected: expected.join(', ') });
