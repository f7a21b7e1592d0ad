/** One thing that runs have more or less of: a metric, a param of numbers, or one of words that become places. Pure. */
import { formatNumber } from '../../lib/format.ts';
import { roundTicks, type Span } from './scale.ts';

export interface Dimension {
  id: string;
  label: string;
  /** In the order of the things that are compared; null where one has none. */
  values: (number | null)[];
  /** Of words: which value stands for which. */
  categories: string[] | null;
}

/** Numbers where all that there is are numbers. */
export function dimensionOf(id: string, label: string, texts: readonly (string | number | null)[]): Dimension {
  const there = texts.filter((text) => text !== null && text !== '');
  const numeric = there.length > 0 && there.every((text) => Number.isFinite(Number(text)));
  if (numeric) return { id, label, categories: null, values: texts.map((text) => (text === null || text === '' ? null : Number(text))) };
  // What is no number among numbers of a metric (NaN) has no place.
  if (there.some((text) => typeof text === 'number'))
    return { id, label, categories: null, values: texts.map((text) => (typeof text === 'number' && Number.isFinite(text) ? text : null)) };
  const categories = [...new Set(there.map(String))].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  return { id, label, categories, values: texts.map((text) => (text === null || text === '' ? null : categories.indexOf(String(text)))) };
}

export function spanOfDimension({ values, categories }: Dimension): Span {
  if (categories) return [-0.5, Math.max(0.5, categories.length - 0.5)];
  const there = values.filter((value) => value !== null);
  if (there.length === 0) return [0, 1];
  const [least, most] = [Math.min(...there), Math.max(...there)];
  const room = (most - least || Math.abs(most) || 1) * 0.05;
  return [least - room, most + room];
}

export function ticksOf(dimension: Dimension, wanted: number): number[] {
  if (!dimension.categories) return roundTicks(...spanOfDimension(dimension), wanted);
  const every = Math.ceil(dimension.categories.length / Math.max(1, wanted));
  return dimension.categories.map((_, place) => place).filter((place) => place % every === 0);
}

export function sayValue({ categories }: Dimension, value: number | null, locale: 'pt-BR' | 'en'): string {
  if (value === null) return '—';
  return categories ? (categories[value] ?? '—') : formatNumber(value, locale);
}

/** From 0 to 1 along the dimension. */
export function shareOf(dimension: Dimension, value: number): number {
  const [least, most] = spanOfDimension(dimension);
  return (value - least) / (most - least || 1);
}
