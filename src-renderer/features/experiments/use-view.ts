/** The view of a place and its saved filters, kept as tags of the experiment (MLflow's own UI keeps shared views so): they come back in any window. */
import { useDebouncedCallback } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { api } from '../../app/client.ts';
import type { FoundExperiment } from './found.ts';
import { readView, type TableView } from './runs/view.ts';

const viewTag = 'bancada.view';
const filtersTag = 'bancada.filters';
/** Keeps the views that are of no experiment: it always exists. */
export const defaultExperiment = '0';

export const ownTags = (key: string): boolean => key.startsWith(viewTag) || key.startsWith(filtersTag);

export interface SavedFilter {
  name: string;
  text: string;
}

interface Keeper {
  view: TableView | null;
  setView(view: TableView): void;
  filters: SavedFilter[];
  setFilters(filters: SavedFilter[]): void;
}

/** Of one experiment, of `all`, or of the `trash`. */
export function useView(experiment: string | 'all' | 'trash', experiments: readonly FoundExperiment[]): Keeper {
  const shared = experiment === 'all' || experiment === 'trash';
  const suffix = shared ? `.${experiment}` : '';
  const experimentId = shared ? defaultExperiment : experiment;
  const tags = experiments.find((each) => each.experimentId === experimentId)?.tags;
  const kept = useMemo(() => readView(tags?.[viewTag + suffix]), [tags, suffix]);
  const filters = useMemo(() => readFilters(tags?.[filtersTag + suffix]), [tags, suffix]);
  const [own, setOwn] = useState<TableView | null>(null);
  const [ownFilters, setOwnFilters] = useState<SavedFilter[] | null>(null);
  // What cannot be kept is still there while the window is: no reason to stop a person.
  const keep = (key: string, value: unknown) =>
    void api.tracking.setExperimentTag({ experimentId, key: key + suffix, value: JSON.stringify(value) }).catch(() => undefined);
  const keepSoon = useDebouncedCallback((view: TableView) => keep(viewTag, view), { delay: 800, flushOnUnmount: true });
  return {
    view: own ?? kept,
    setView: (view) => {
      setOwn(view);
      keepSoon(view);
    },
    filters: ownFilters ?? filters,
    setFilters: (next) => {
      setOwnFilters(next);
      keep(filtersTag, next);
    },
  };
}

function readFilters(text: string | undefined): SavedFilter[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]');
    const isFilter = (each: unknown): each is SavedFilter =>
      typeof each === 'object' && each !== null && 'name' in each && typeof each.name === 'string' && 'text' in each && typeof each.text === 'string';
    return Array.isArray(found) ? found.filter(isFilter) : [];
  } catch {
    return [];
  }
}
