/** All that other screens say in English, one chunk. */
export const catalogue = import.meta.glob<Record<string, unknown>>(['./en/*.json', '!./en/{common,home,nav}.json'], {
  eager: true,
  import: 'default',
});
