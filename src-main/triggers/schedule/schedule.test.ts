/** What schedules say, against the laws that hold for any of them, and where clocks are changed in spring and autumn. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSchedule } from './schedule.ts';

const from = Date.UTC(2026, 0, 1);
const zones = ['UTC', 'America/Sao_Paulo', 'America/New_York', 'Europe/Lisbon', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const patterns = [
  '*/7 * * * *',
  '0 * * * *',
  '30 2 * * *',
  '30 1 * * *',
  '15 0,12 * * 1-5',
  '0 6 1 * *',
  '0 6 L * *',
  '59 23 * * 0',
  '*/20 1-3 * * *',
];
const source = fc.oneof(
  fc.record({ kind: fc.constant('cron' as const), pattern: fc.constantFrom(...patterns), timezone: fc.constantFrom(...zones) }),
  fc.record({
    kind: fc.constant('interval' as const),
    everyMs: fc.integer({ min: 10_000, max: 3 * 86_400_000 }),
    anchor: fc.integer({ min: 0, max: from }),
  }),
);
const instant = fc.integer({ min: from, max: from + 366 * 86_400_000 });

test('the next instant is later, and what lies between two instants is what `next` walks over, newest kept', async () => {
  await fc.assert(
    fc.asyncProperty(
      source,
      instant,
      fc.integer({ min: 0, max: 4 * 86_400_000 }),
      fc.integer({ min: 1, max: 40 }),
      async (of, after, span, count) => {
        const schedule = await openSchedule(of);
        const walked: number[] = [];
        for (let at = schedule.next(after); at !== null && at <= after + span; at = schedule.next(at)) {
          expect(at).toBeGreaterThan(walked.at(-1) ?? after);
          walked.push(at);
          if (walked.length > 800) return;
        }
        expect(schedule.last(after, after + span, count)).toEqual(walked.slice(-count));
      },
    ),
    { numRuns: 150 },
  );
});

test.each([
  ['skipped in spring: at the first moment that there is', '30 2 * * *', '2026-03-08T00:00:00Z', ['2026-03-08T07:00:00Z', '2026-03-09T06:30:00Z']],
  ['twice in autumn: once', '30 1 * * *', '2026-11-01T00:00:00Z', ['2026-11-01T05:30:00Z', '2026-11-02T06:30:00Z']],
  [
    'every half hour goes on through the hour that comes twice',
    '*/30 * * * *',
    '2026-11-01T04:59:00Z',
    ['2026-11-01T05:00:00Z', '2026-11-01T05:30:00Z', '2026-11-01T06:00:00Z', '2026-11-01T06:30:00Z', '2026-11-01T07:00:00Z'],
  ],
])('an hour that is %s', async (_name, pattern, after, expected) => {
  const schedule = await openSchedule({ kind: 'cron', pattern, timezone: 'America/New_York' });
  const times: number[] = [];
  for (let at = schedule.next(Date.parse(after)); at !== null && times.length < expected.length; at = schedule.next(at)) times.push(at);
  expect(times).toEqual(expected.map((text) => Date.parse(text)));
});
