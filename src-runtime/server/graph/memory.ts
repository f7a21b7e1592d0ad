/** `openMemory`: whom the last requests went to, until their feedback comes; the oldest are forgotten. */

export interface Choice {
  node: string;
  arm: string;
}

interface Remembered {
  choices: readonly Choice[];
  label: string;
  value: number | undefined;
}

const MOST = 50_000;

export function openMemory(most = MOST) {
  const known = new Map<string, Remembered>();
  const keyOf = (id: string, row: number) => `${id}#${row}`;
  return {
    keep(id: string, row: number, about: Remembered): void {
      known.set(keyOf(id, row), about);
      if (known.size > most) known.delete(known.keys().next().value!);
    },
    /** Once: a reward told twice counts once. */
    take(id: string, row: number): Remembered | undefined {
      const found = known.get(keyOf(id, row));
      known.delete(keyOf(id, row));
      return found;
    },
  };
}
