/** `rangeOf`: the one range that a Range header asks for; null stands for the whole, 'none' for a range that the file does not have. */
export function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | 'none' | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return null;
  const [first, last] = [found[1]!, found[2]!];
  // `-n` is the last n bytes.
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return start > end || start >= bytes ? 'none' : { start, end };
}
