/** All that other screens say in Portuguese, one chunk. */
export const catalogue = import.meta.glob<Record<string, unknown>>(['./pt-BR/*.json', '!./pt-BR/{common,home,nav}.json'], {
  eager: true,
  import: 'default',
});
