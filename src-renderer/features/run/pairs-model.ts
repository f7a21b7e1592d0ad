/** What a list of names and values shows and finds. Pure. */
export interface Pair {
  key: string;
  /** As a person reads it. */
  shown: string;
  /** As it was logged: what is copied. */
  exact: string;
}

const longest = 160;

export function isLong(value: string): boolean {
  return value.length > longest || value.includes('\n');
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Every word somewhere in the name or the value. */
export function matching(pairs: readonly Pair[], query: string): readonly Pair[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return pairs;
  return pairs.filter(({ key, exact }) => {
    const text = plain(`${key} ${exact}`);
    return words.every((word) => text.includes(word));
  });
}
