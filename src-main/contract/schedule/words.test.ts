import { expect, test } from 'vitest';
import { scheduleWords } from './words.ts';

test.each([
  ['0 8 * * 1', 'toda segunda-feira às 8h', 'every Monday at 8:00'],
  ['30 8 * * *', 'todo dia às 8h30', 'every day at 8:30'],
  ['0 1 * * *', 'todo dia à 1h', 'every day at 1:00'],
  ['0 8,20 * * *', 'todo dia às 8h e às 20h', 'every day at 8:00 and 20:00'],
  ['0 8 * * 1-5', 'de segunda-feira a sexta-feira às 8h', 'Monday to Friday at 8:00'],
  ['0 8 * * MON,SAT', 'toda segunda-feira e todo sábado às 8h', 'every Monday and Saturday at 8:00'],
  ['0 6 1 * *', 'no dia 1 de cada mês às 6h', 'on day 1 of each month at 6:00'],
  ['0 6 L * *', 'no último dia de cada mês às 6h', 'on the last day of each month at 6:00'],
  ['0 6 1 1,7 *', 'no dia 1 de cada mês às 6h em janeiro e julho', 'on day 1 of each month at 6:00 in January and July'],
  ['0 6 1 * 1', 'no dia 1 de cada mês ou toda segunda-feira às 6h', 'on day 1 of each month or every Monday at 6:00'],
  ['*/15 * * * *', 'a cada 15 minutos', 'every 15 minutes'],
  [
    '*/15 9-17 * * 1-5',
    'a cada 15 minutos, das 9h às 17h59, de segunda-feira a sexta-feira',
    'every 15 minutes, from 9:00 to 17:59, Monday to Friday',
  ],
  ['5 * * * *', 'a cada hora, aos 5 minutos', 'every hour, at 5 minutes past'],
  ['0 */6 * * *', 'a cada 6 horas', 'every 6 hours'],
  ['@daily', 'todo dia à 0h', 'every day at 0:00'],
  ['0 0 8 * * 1', 'toda segunda-feira às 8h', 'every Monday at 8:00'],
])('%s', (pattern, pt, en) => {
  expect(scheduleWords({ kind: 'cron', pattern }, 'pt-BR')).toBe(pt);
  expect(scheduleWords({ kind: 'cron', pattern }, 'en')).toBe(en);
});

test.each(['1-59/7 3 * * *', '0 8 * * 1#2', 'nada', '99 8 * * *', '30 0 8 * * *'])('%s takes more than a sentence', (pattern) => {
  expect(scheduleWords({ kind: 'cron', pattern }, 'pt-BR')).toBeNull();
});

test.each([
  [86_400_000, 'a cada dia', 'every day'],
  [7_200_000, 'a cada 2 horas', 'every 2 hours'],
  [90_000, 'a cada 90 segundos', 'every 90 seconds'],
])('every %i ms', (everyMs, pt, en) => {
  expect(scheduleWords({ kind: 'interval', everyMs }, 'pt-BR')).toBe(pt);
  expect(scheduleWords({ kind: 'interval', everyMs }, 'en')).toBe(en);
});
