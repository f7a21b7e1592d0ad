import { expect, it } from 'vitest';
import { conditionKinds, conditionOf, idOf, newRule, sideOf, thresholdOf, unitOf, withKind, withThreshold } from './rule-draft.ts';

it('makes an id of a name as people write it', () => {
  expect(idOf('  Previsão às 9h: massa/bico!')).toBe('previsao-as-9h-massa-bico');
  expect(idOf('ção')).toBe('cao');
});

it('has exactly one threshold, whatever is chosen', () => {
  for (const kind of conditionKinds) {
    const rule = withKind({ ...newRule(), clear: 3, critical: 4 }, kind);
    expect([rule.above === null, rule.below === null].filter(Boolean)).toHaveLength(1);
    expect([rule.clear, rule.critical, thresholdOf(rule)]).toEqual([null, null, conditionOf(kind).threshold]);
  }
  const turned = withThreshold(withKind(newRule(), 'volume'), 'above', 50);
  expect([sideOf(turned), turned.above, turned.below]).toEqual(['above', 50, null]);
});

it('shows shares as percentages', () => {
  expect(unitOf('errors')).toEqual({ factor: 0.01, suffix: ' %' });
  expect(unitOf('latency')).toEqual({ factor: 1, suffix: ' ms' });
});
