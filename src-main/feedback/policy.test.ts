import { expect, test } from 'vitest';
import { type FeedbackPolicyInput, feedbackPolicy } from '../contract/feedback.ts';
import { causeOf, type Facts, holdOf } from './policy.ts';

const hour = 3_600_000;
const policy = (change: Partial<FeedbackPolicyInput> = {}) =>
  feedbackPolicy.parse({ name: 'p', endpoint: 'e', model: 'm', train: { pipeline: 'x', dataset: 'd', target: 't' }, ...change });
const facts = (change: Partial<Facts> = {}): Facts => ({
  ...{ now: 100 * hour, paused: false, ready: true, drift: 'a1', alert: null, accuracy: { share: 0.9, labels: 500 }, labels: 500, newLabels: 500 },
  ...{ newestAt: 99 * hour, begun: [], lastEnd: null, running: false, createdAt: 0 },
  ...change,
});

test('each reason is one only where the policy says so', () => {
  expect(causeOf(policy(), facts())).toBe('drift');
  expect(causeOf(policy({ when: { drift: false } }), facts())).toBeNull();
  const bad = facts({ drift: null, accuracy: { share: 0.4, labels: 100 } });
  expect(causeOf(policy({ when: { performance: { below: 0.5, labels: 100 } } }), bad)).toBe('performance');
  expect(causeOf(policy({ when: { performance: { below: 0.5, labels: 101 } } }), bad)).toBeNull();
  expect(causeOf(policy({ when: { labels: 400 } }), facts({ drift: null }))).toBe('labels');
  expect(causeOf(policy({ when: { everyMs: 24 * hour } }), facts({ drift: null }))).toBe('schedule');
  expect(causeOf(policy({ when: { everyMs: 24 * hour } }), facts({ drift: null, begun: [80 * hour] }))).toBeNull();
  expect(causeOf(policy({ when: { drift: false, alerts: ['massa-psi'] } }), facts({ alert: 'a2' }))).toBe('alert');
});

test.each([
  ['paused', { paused: true }],
  ['running', { running: true }],
  ['endpoint', { ready: false }],
  ['cooldown', { lastEnd: 99.5 * hour, begun: [99 * hour] }],
  ['per-day', { lastEnd: 90 * hour, begun: [90, 85, 80, 77].map((at) => at * hour) }],
  ['few-labels', { labels: 199 }],
  ['no-new-labels', { lastEnd: 50 * hour, begun: [49 * hour], newLabels: 99 }],
  ['stale-labels', { newestAt: 90 * hour }],
] as const)('the guard %s holds by itself', (hold, change) => {
  const guarded = policy({ data: { freshMs: 2 * hour } });
  expect(holdOf(guarded, facts())).toBeNull();
  expect(holdOf(guarded, facts(change as Partial<Facts>))).toBe(hold);
});
