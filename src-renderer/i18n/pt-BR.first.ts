/** What the first screen says in Portuguese, one chunk: it is waited for. */
export const catalogue = import.meta.glob<Record<string, unknown>>('./pt-BR/{common,home,nav}.json', { eager: true, import: 'default' });
