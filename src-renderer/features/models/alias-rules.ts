/** What may be an alias, said before the core refuses it. Pure. */

export type AliasProblem = 'reserved' | 'characters';

export function aliasProblem(alias: string): AliasProblem | null {
  if (/^(latest|v\d+)$/i.test(alias)) return 'reserved';
  return /^[\w-]{1,255}$/.test(alias) ? null : 'characters';
}
