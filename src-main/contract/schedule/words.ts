/** `scheduleWords`: a cron pattern or an interval as a person says it: “toda segunda-feira às 8h”, “every 15 minutes”. Null where it takes more than a sentence. */
import type { Locale } from '../messages/index.ts';
import { type CronFields, type Field, readCron } from './fields.ts';

interface Words {
  and(list: readonly string[]): string;
  time(hour: number, minute: number): string;
  at(times: readonly string[]): string;
  everyMinute: string;
  everyMinutes(step: number): string;
  everyHour(minute: number): string;
  everyHours(step: number, minute: number): string;
  between(from: number, to: number): string;
  everyDay: string;
  weekdays(days: readonly number[]): string;
  weekdayRange(from: number, to: number): string;
  days(days: readonly number[]): string;
  dayRange(from: number, to: number): string;
  everyDays(step: number): string;
  lastDay: string;
  or: string;
  months(months: readonly number[]): string;
  span(amount: number, unit: 'second' | 'minute' | 'hour' | 'day'): string;
}

const listOf = (locale: Locale) => {
  const format = new Intl.ListFormat(locale, { type: 'conjunction' });
  return (list: readonly string[]) => format.format(list);
};
const dayName = (locale: Locale, day: number) =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2023, 0, 1 + (day % 7)));
const monthName = (locale: Locale, month: number) =>
  new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2023, month - 1, 1));
const two = (value: number) => String(value).padStart(2, '0');

const pt: Words = {
  and: listOf('pt-BR'),
  time: (hour, minute) => (minute === 0 ? `${hour}h` : `${hour}h${two(minute)}`),
  at: (times) => pt.and(times.map((time) => `${/^[01]h/.test(time) ? 'à' : 'às'} ${time}`)),
  everyMinute: 'a cada minuto',
  everyMinutes: (step) => `a cada ${step} minutos`,
  everyHour: (minute) => (minute === 0 ? 'a cada hora, em ponto' : `a cada hora, aos ${minute} minutos`),
  everyHours: (step, minute) => (minute === 0 ? `a cada ${step} horas` : `a cada ${step} horas, aos ${minute} minutos`),
  between: (from, to) => `das ${from}h às ${to}h59`,
  everyDay: 'todo dia',
  weekdays: (days) => pt.and(days.map((day) => `${day % 6 === 0 ? 'todo' : 'toda'} ${dayName('pt-BR', day)}`)),
  weekdayRange: (from, to) => `de ${dayName('pt-BR', from)} a ${dayName('pt-BR', to)}`,
  days: (days) => (days.length === 1 ? `no dia ${days[0]} de cada mês` : `nos dias ${pt.and(days.map(String))} de cada mês`),
  dayRange: (from, to) => `do dia ${from} ao dia ${to} de cada mês`,
  everyDays: (step) => `a cada ${step} dias do mês`,
  lastDay: 'no último dia de cada mês',
  or: 'ou',
  months: (months) => `em ${pt.and(months.map((month) => monthName('pt-BR', month)))}`,
  span(amount, unit) {
    const [one, many] = { second: ['segundo', 'segundos'], minute: ['minuto', 'minutos'], hour: ['hora', 'horas'], day: ['dia', 'dias'] }[unit]!;
    return amount === 1 ? `a cada ${one}` : `a cada ${amount.toLocaleString('pt-BR')} ${many}`;
  },
};

const en: Words = {
  and: listOf('en'),
  time: (hour, minute) => `${hour}:${two(minute)}`,
  at: (times) => `at ${en.and(times)}`,
  everyMinute: 'every minute',
  everyMinutes: (step) => `every ${step} minutes`,
  everyHour: (minute) => (minute === 0 ? 'every hour, on the hour' : `every hour, at ${minute} minutes past`),
  everyHours: (step, minute) => (minute === 0 ? `every ${step} hours` : `every ${step} hours, at ${minute} minutes past`),
  between: (from, to) => `from ${from}:00 to ${to}:59`,
  everyDay: 'every day',
  weekdays: (days) => `every ${en.and(days.map((day) => dayName('en', day)))}`,
  weekdayRange: (from, to) => `${dayName('en', from)} to ${dayName('en', to)}`,
  days: (days) => (days.length === 1 ? `on day ${days[0]} of each month` : `on days ${en.and(days.map(String))} of each month`),
  dayRange: (from, to) => `from day ${from} to day ${to} of each month`,
  everyDays: (step) => `every ${step} days of the month`,
  lastDay: 'on the last day of each month',
  or: 'or',
  months: (months) => `in ${en.and(months.map((month) => monthName('en', month)))}`,
  span: (amount, unit) => (amount === 1 ? `every ${unit}` : `every ${amount.toLocaleString('en')} ${unit}s`),
};

const catalogues: Record<Locale, Words> = { 'pt-BR': pt, en };

export function scheduleWords(source: { kind: 'cron'; pattern: string } | { kind: 'interval'; everyMs: number }, locale: Locale): string | null {
  const words = catalogues[locale];
  if (source.kind === 'interval') return span(source.everyMs, words);
  const fields = readCron(source.pattern);
  if (!fields) return null;
  const time = timeWords(fields, words);
  const day = dayWords(fields, words);
  if (time === null || day === null) return null;
  const often = fields.hour.kind !== 'list';
  const month = monthWords(fields.month, words);
  const whole = often && day === words.everyDay ? [time] : often ? [`${time},`, day] : [day, time];
  return [...whole, ...(month ? [month] : [])].join(' ').replace(/,$/, '');
}

function timeWords({ minute, hour }: CronFields, words: Words): string | null {
  if (minute.kind === 'list' && hour.kind === 'list') {
    const times = hour.values.flatMap((h) => minute.values.map((m) => words.time(h, m)));
    return times.length <= 6 ? words.at(times) : null;
  }
  const within = hour.kind === 'range' ? `, ${words.between(hour.from, hour.to)}` : '';
  if (hour.kind === 'any' || hour.kind === 'range') {
    if (minute.kind === 'any') return `${words.everyMinute}${within}`;
    if (minute.kind === 'every') return `${words.everyMinutes(minute.step)}${within}`;
    if (minute.kind === 'list' && minute.values.length === 1) return `${words.everyHour(minute.values[0]!)}${within}`;
  }
  if (hour.kind === 'every' && minute.kind === 'list' && minute.values.length === 1) return words.everyHours(hour.step, minute.values[0]!);
  return null;
}

function dayWords({ day, weekday }: CronFields, words: Words): string | null {
  const byMonth = day.kind === 'any' ? '' : monthDay(day, words);
  const byWeek = weekday.kind === 'any' ? '' : weekDay(weekday, words);
  if (byMonth === null || byWeek === null) return null;
  // As cron has it: where both are given, either will do.
  return [byMonth, byWeek].filter(Boolean).join(` ${words.or} `) || words.everyDay;
}

function monthDay(day: Field, words: Words): string | null {
  if (day.kind === 'list') return words.days(day.values);
  if (day.kind === 'range') return words.dayRange(day.from, day.to);
  if (day.kind === 'every') return words.everyDays(day.step);
  return day.kind === 'last' ? words.lastDay : null;
}

function weekDay(weekday: Field, words: Words): string | null {
  if (weekday.kind === 'list') return words.weekdays([...new Set(weekday.values.map((value) => value % 7))]);
  return weekday.kind === 'range' ? words.weekdayRange(weekday.from, weekday.to) : null;
}

function monthWords(month: Field, words: Words): string | null {
  if (month.kind === 'list') return words.months(month.values);
  if (month.kind === 'range') return words.months(Array.from({ length: month.to - month.from + 1 }, (_, index) => month.from + index));
  if (month.kind === 'every')
    return words.months(Array.from({ length: 12 }, (_, index) => index + 1).filter((value) => (value - 1) % month.step === 0));
  return null;
}

function span(ms: number, words: Words): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ] as const;
  const [unit, size] = units.find(([, each]) => ms % each === 0) ?? units[3];
  return words.span(ms / size, unit);
}
