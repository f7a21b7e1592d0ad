/** `readYaml`: a file of the cloud against its schema, with line and field of whatever is wrong; `problemsOf`: the same as a list, in both languages. */
import type { z } from 'zod';
import type { CloudProblem } from '../contract/cloud-plan.ts';
import { BancadaError } from '../contract/errors.ts';
import { faultsOf } from '../contract/faults.ts';
import { explain } from '../contract/messages/index.ts';
import { check, openDocument, type SpecDocument } from '../pipelines/spec/yaml.ts';

export function readYaml<T extends z.ZodType>(schema: T, text: string, file: string): { value: z.output<T>; document: SpecDocument } {
  const document = openDocument(text, file);
  return { value: check(schema, document.value, document, []), document };
}

export function problemsOf(error: unknown): CloudProblem[] {
  if (!(error instanceof BancadaError)) throw error;
  return faultsOf({ code: error.code, data: error.data }).map(({ code, data }) => {
    const say = (locale: 'pt-BR' | 'en') => explain(code as BancadaError['code'], data, locale).what;
    return {
      file: String(data.file ?? ''),
      line: typeof data.line === 'number' ? data.line : null,
      field: String(data.field ?? ''),
      say: { pt: say('pt-BR'), en: say('en') },
    };
  });
}
