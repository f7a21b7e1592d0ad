import { expect, it } from 'vitest';
import { formatBytes, formatDuration, formatInstant, formatNumber, formatRelative, formatTick } from './format.ts';

const plain = (text: string) => text.replaceAll(/\s/g, ' ');

it('says a duration in the unit that a person would use', () => {
  expect(formatDuration(0.42, 'pt-BR')).toBe('0,42 ms');
  expect(formatDuration(340, 'pt-BR')).toBe('340 ms');
  expect(formatDuration(12_340, 'pt-BR')).toBe('12,3 s');
  expect(formatDuration(12_340, 'en')).toBe('12.3 s');
  expect(formatDuration(125_000, 'en')).toBe('2 min 05 s');
  expect(formatDuration(3_720_000, 'en')).toBe('1 h 02 min');
});

it('gives numbers enough digits to compare', () => {
  expect(formatNumber(0.973123, 'pt-BR')).toBe('0,9731');
  expect(formatNumber(1234.56, 'en')).toBe('1,234.6');
  expect(formatNumber(0.00001234, 'pt-BR')).toBe('1,23e-5');
  expect(formatNumber(Number.NaN, 'en')).toBe('NaN');
});

it('says sizes in powers of a thousand', () => {
  expect(formatBytes(0, 'en')).toBe('0 B');
  expect(formatBytes(1536, 'pt-BR')).toBe('1,5 kB');
  expect(formatBytes(160_000_000, 'pt-BR')).toBe('160 MB');
});

it('names the day only when it is another one', () => {
  const now = new Date(2026, 10, 21, 12, 0, 0).getTime();
  expect(formatInstant(now - 60_000, 'pt-BR', now)).toBe('11:59:00');
  expect(formatInstant(now - 86_400_000, 'pt-BR', now)).toContain('20');
});

it('says how long ago, and how soon', () => {
  const now = 1_000_000_000;
  expect(plain(formatRelative(now - 7_200_000, 'pt-BR', now))).toBe('há 2 horas');
  expect(plain(formatRelative(now + 2 * 86_400_000, 'en', now))).toBe('in 2 days');
  expect(formatRelative(now - 5000, 'pt-BR', now)).toBe('agora');
});

it('says no more on an axis of time than tells its ticks apart', () => {
  const noon = new Date(2026, 10, 21, 12, 5, 30).getTime();
  expect(formatTick(noon, 10_000, 'pt-BR')).toBe('12:05:30');
  expect(formatTick(noon, 300_000, 'pt-BR')).toBe('12:05');
  expect(formatTick(new Date(2026, 10, 21).getTime(), 3_600_000, 'pt-BR')).toContain('21');
});
