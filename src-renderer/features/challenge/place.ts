/** The address may name a file, and a line in it: `passos/treino.ts:42`. */
export function placeOf(part: string | undefined): { file: string; line: number | null } | null {
  const found = /^(.+?)(?::(\d+))?$/.exec(decodeURIComponent(part ?? ''));
  return found?.[1] ? { file: found[1], line: found[2] ? Number(found[2]) : null } : null;
}
