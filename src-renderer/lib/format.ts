/** Numbers, times and sizes as a person of either language writes them. */
import type { Bilingual, Language, Locale } from '#contract';

/** To make a formatter costs fifty times what it costs to use one, and a table that is scrolled says hundreds of numbers per frame. */
function kept<Format>(make: (locale: Locale) => Format): (locale: Locale) => Format {
  const formats = new Map<Locale, Format>();
  return (locale) => {
    const known = formats.get(locale) ?? make(locale);
    formats.set(locale, known);
    return known;
  };
}

const withDigits = [0, 1, 2, 3, 4].map((digits) => kept((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits })));
const timeOfDay = kept((locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }));
const dayOfYear = kept((locale) => new Intl.DateTimeFormat(locale, { day: '2-digit', month: 'short' }));

function withFraction(value: number, digits: 0 | 1 | 2 | 3 | 4, locale: Locale): string {
  return withDigits[digits]?.(locale).format(value) ?? String(value);
}

export function formatDuration(ms: number, locale: Locale): string {
  const number = (value: number, digits: 0 | 1 | 2) => withFraction(value, digits, locale);
  if (ms < 1) return `${number(ms, 2)} ms`;
  if (ms < 1000) return `${number(ms, ms < 10 ? 1 : 0)} ms`;
  if (ms < 60_000) return `${number(ms / 1000, 1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')} min`;
}

export function formatBytes(bytes: number, locale: Locale): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1000)));
  const value = bytes / 1000 ** power;
  return `${value.toLocaleString(locale, { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 })} ${units[power]}`;
}

/** Enough digits to compare, no more: 0.97312 → 0,9731; 1234.5 → 1.234,5. */
export function formatNumber(value: number, locale: Locale): string {
  if (!Number.isFinite(value)) return String(value);
  if (value !== 0 && Math.abs(value) < 0.0001) return value.toExponential(2).replace('.', locale === 'pt-BR' ? ',' : '.');
  return withFraction(value, Math.abs(value) >= 1000 ? 1 : 4, locale);
}

export function formatPercent(share: number, locale: Locale): string {
  return share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
}

export function formatInstant(at: number, locale: Locale, now = Date.now()): string {
  const date = new Date(at);
  const sameDay = new Date(now).toDateString() === date.toDateString();
  const time = timeOfDay(locale).format(date);
  return sameDay ? time : `${dayOfYear(locale).format(date)} ${time.slice(0, 5)}`;
}

/** With its year: for what may be long ago. */
export function formatMoment(at: number, locale: Locale): string {
  return new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}

/** A tick of an axis of time: no more than tells it from its neighbours, `stepMs` away. */
export function formatTick(at: number, stepMs: number, locale: Locale): string {
  const date = new Date(at);
  if (date.getHours() + date.getMinutes() + date.getSeconds() === 0) return date.toLocaleDateString(locale, { day: '2-digit', month: 'short' });
  return date.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', ...(stepMs < 60_000 ? { second: '2-digit' } : {}) });
}

/** “há 5 minutos”, “in 2 days”. */
export function formatRelative(at: number, locale: Locale, now = Date.now()): string {
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ];
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' });
  const distance = at - now;
  for (const [unit, size] of steps) if (Math.abs(distance) >= size) return relative.format(Math.round(distance / size), unit);
  return relative.format(0, 'second');
}

export function say(text: Bilingual, language: Language): string {
  return text[language];
}

export function shortId(id: string): string {
  return id.length > 10 ? id.slice(0, 8) : id;
}
