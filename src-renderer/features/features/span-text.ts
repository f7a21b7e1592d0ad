/** `spanText`: a period as the definitions write it: `30d`, `24h`, `90m`. */
const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

export function spanText(ms: number): string {
  // A day is written as people do: 24h is a window, 30d a month.
  const [unit, size] = units.find(([name, each]) => ms % each === 0 && (name !== 'd' || ms > each))!;
  return `${ms / size}${unit}`;
}
