/** `unitedFields`: what several models ask for, as the signature of one. */
import { LabError } from '../errors.ts';
import type { Field } from '../sdk/types.ts';

/** A field that two members know by the same name is one field; what either accepts is accepted. */
export function unitedFields(signatures: readonly (readonly Field[])[]): Field[] {
  const fields = new Map<string, Field>();
  for (const field of signatures.flat()) {
    const known = fields.get(field.name);
    if (known && known.type !== field.type) {
      throw new LabError('ARGUMENT', { where: field.name, value: field.type, expected: known.type });
    }
    const choices = known ? known.choices && field.choices && [...new Set([...known.choices, ...field.choices])] : field.choices;
    const optional = Boolean(field.optional) && (known?.optional ?? true);
    fields.set(field.name, { name: field.name, type: field.type, ...(optional && { optional }), ...(choices && { choices }) });
  }
  return [...fields.values()];
}
