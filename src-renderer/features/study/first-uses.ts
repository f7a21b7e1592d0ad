/** Which glossary terms each section uses before any other: a term is explained beside the text once. */
export function firstUses(sections: readonly { id: string; markdown: string }[]): Map<string, string[]> {
  const known = new Set<string>();
  return new Map(
    sections.map(({ id, markdown }) => {
      const used = [...markdown.matchAll(/\]\(glossario:([\w-]+)\)/g)].map((match) => match[1] ?? '');
      const fresh = [...new Set(used)].filter((term) => !known.has(term));
      for (const term of fresh) known.add(term);
      return [id, fresh];
    }),
  );
}
