/** Names, texts and numbers inside SQL, quoted so that they end where they end. */
export function name(identifier: string): string {
  return `"${clean(identifier).replaceAll('"', '""')}"`;
}

export function text(value: string): string {
  return `'${clean(value).replaceAll("'", "''")}'`;
}

/** Exactly this number: a bare literal would be a decimal first. */
export function double(value: number): string {
  return `'${value}'::DOUBLE`;
}

/** A zero byte would end the statement early. */
function clean(value: string): string {
  return value.replaceAll('\0', '\uFFFD');
}
