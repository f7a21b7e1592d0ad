/** `isPython`: which language a program is written in, told by its name. */
export function isPython(entry: string | null): entry is string {
  return entry?.endsWith('.py') ?? false;
}
