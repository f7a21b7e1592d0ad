/** The Portuguese catalogue, one chunk. */
export const catalogue = import.meta.glob<Record<string, unknown>>('./pt-BR/*.json', { eager: true, import: 'default' });
