/** Durations (`500ms`, `30s`, `5m`, `1h`) and sizes (`512k`, `512m`, `1g`) as people write them, and back. */
const durations: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const sizes: Record<string, number> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Milliseconds, or null when the text is not a duration. */
export function parseDuration(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text.trim());
  return found ? Math.round(Number(found[1]) * durations[found[2]!]!) : null;
}

/** Bytes, or null when the text is not a size. */
export function parseSize(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)([kmg]?)b?$/.exec(text.trim().toLowerCase());
  return found ? Math.round(Number(found[1]) * sizes[found[2]!]!) : null;
}

export function formatDuration(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${ms / 1000} s`;
  return `${Math.round(ms / 6000) / 10} min`;
}

export function formatSize(bytes: number): string {
  const unit = bytes >= sizes.g! ? 'GB' : bytes >= sizes.m! ? 'MB' : 'kB';
  const divisor = { GB: sizes.g!, MB: sizes.m!, kB: sizes.k! }[unit]!;
  return `${Math.round((bytes / divisor) * 10) / 10} ${unit}`;
}
