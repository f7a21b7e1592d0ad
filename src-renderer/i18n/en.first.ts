/** What the first screen says in English, one chunk: it is waited for. */
export const catalogue = import.meta.glob<Record<string, unknown>>('./en/{common,home,nav}.json', { eager: true, import: 'default' });
