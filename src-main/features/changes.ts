/** `featureChanges`: what applying a definition would bring, take and change; by view, and within a view that stays by feature. */
import type { FeatureStoreDefinition, FeatureViewDefinition } from '../../src-runtime/features/definition.ts';
import type { FeatureChange } from '../contract/features.ts';

export function featureChanges(before: FeatureStoreDefinition | null, after: FeatureStoreDefinition): FeatureChange[] {
  const changes: FeatureChange[] = [];
  const known = new Map((before?.views ?? []).map((view) => [view.name, view]));
  for (const view of after.views) {
    const old = known.get(view.name);
    if (!old) changes.push({ kind: 'added', view: view.name, feature: null });
    else changes.push(...viewChanges(old, view));
  }
  const still = new Set(after.views.map(({ name }) => name));
  for (const { name } of before?.views ?? []) if (!still.has(name)) changes.push({ kind: 'removed', view: name, feature: null });
  return changes;
}

function viewChanges(before: FeatureViewDefinition, after: FeatureViewDefinition): FeatureChange[] {
  const view = after.name;
  const changes: FeatureChange[] = [];
  const { features: old, ...was } = before;
  const { features, ...is } = after;
  if (JSON.stringify(was) !== JSON.stringify(is)) changes.push({ kind: 'changed', view, feature: null });
  const known = new Map(old.map((feature) => [feature.name, feature]));
  for (const feature of features) {
    const one = known.get(feature.name);
    if (!one) changes.push({ kind: 'added', view, feature: feature.name });
    else if (JSON.stringify(one) !== JSON.stringify(feature)) changes.push({ kind: 'changed', view, feature: feature.name });
  }
  const still = new Set(features.map(({ name }) => name));
  for (const { name } of old) if (!still.has(name)) changes.push({ kind: 'removed', view, feature: name });
  // Values are kept by place: another order is another view.
  if (changes.length === 0 && JSON.stringify(old) !== JSON.stringify(features)) changes.push({ kind: 'changed', view, feature: null });
  return changes;
}
