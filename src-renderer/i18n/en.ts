/** The English catalogue, one chunk. */
export const catalogue = import.meta.glob<Record<string, unknown>>('./en/*.json', { eager: true, import: 'default' });
