/** Names that every platform takes: lower case, digits and dashes, at most 50 of them, starting with a letter. */
export function slug(text: string, most = 50): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, most)
    .replace(/-+$/, '');
  return /^[a-z]/.test(plain) ? plain : `bancada-${plain}`.replace(/-+$/, '');
}

/** One name for each text, none twice. */
export function slugs(texts: readonly string[], most = 50): Map<string, string> {
  const taken = new Set<string>();
  const found = new Map<string, string>();
  for (const text of texts) {
    const plain = slug(text, most);
    let name = plain;
    for (let n = 2; taken.has(name); n++) name = `${plain.slice(0, most - 4)}-${n}`;
    taken.add(name);
    found.set(text, name);
  }
  return found;
}
