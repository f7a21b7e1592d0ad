/** How a procedure is declared: `procedure('RUN_NOT_FOUND')` lists the errors it may end with, typed for every client. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { type ErrorCode, errorTable } from './errors.ts';

export const errorData = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]).optional());

export function procedure<const Codes extends ErrorCode[]>(...codes: Codes) {
  const declared = Object.fromEntries(codes.map((code) => [code, { status: errorTable[code].status, data: errorData }]));
  return oc.errors(declared as { [C in Codes[number]]: { status: number; data: typeof errorData } });
}

export const bilingual = z.object({ pt: z.string(), en: z.string() });
export const bilingualList = z.object({ pt: z.array(z.string()), en: z.array(z.string()) });
export const language = z.enum(['pt', 'en']);
export const scalar = z.union([z.string(), z.number(), z.boolean()]);
export const failure = z.object({ code: z.string(), data: errorData, message: z.string() });
/** `warm`: containers that are kept running, for quick iterations. */
export const engineKind = z.enum(['docker', 'process', 'warm']);
/** What checks run on: each program in a container or a process of its own. */
export const wholeEngineKind = engineKind.exclude(['warm']);
/** Milliseconds since 1970. */
export const instant = z.number().int();

export type Bilingual = z.infer<typeof bilingual>;
export type Language = z.infer<typeof language>;
export type Scalar = z.infer<typeof scalar>;
export type Failure = z.infer<typeof failure>;
export type EngineKind = z.infer<typeof engineKind>;
