/** `isPython`, `isPythonCode`: which language a program is written in, told by its name. */
import type { ProgramCode } from '../engine.ts';

export function isPython(entry: string | null): entry is string {
  return entry?.endsWith('.py') ?? false;
}

export function isPythonCode(program: ProgramCode | undefined): program is ProgramCode {
  return program !== undefined && isPython(program.entry);
}
