/** `escaped`, `numbers`: what every part of the page is written with. What people typed is text, never markup. */

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

export type Numbers = ReturnType<typeof numbers>;

export function numbers(locale: string) {
  const plain = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
  const whole = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    number: (value: number) => (value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential(1) : plain.format(value)),
    p: (value: number) => (value < 0.0001 ? `< ${plain.format(0.0001)}` : plain.format(value)),
    /** “= 0.03” or “< 0.0001”. */
    signedP: (value: number) => (value < 0.0001 ? `< ${plain.format(0.0001)}` : `= ${plain.format(value)}`),
    whole: (value: number) => whole.format(value),
    percent: (value: number) => percent.format(value),
    time: (at: number) => time.format(at),
  };
}
