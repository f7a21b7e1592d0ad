/** Numbers of searches, as a person reads them. */

export function saySome(value: number | null | undefined, locale: string, digits: number): string {
  if (value === null || value === undefined) return '—';
  return value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export const sayScore = (value: number | null | undefined, locale: string): string => saySome(value, locale, 4);

export function sayParams(params: Readonly<Record<string, string | number | boolean>>, locale: string): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? value.toLocaleString(locale, { maximumSignificantDigits: 3 }) : value}`)
    .join(' · ');
}
