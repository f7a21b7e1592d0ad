/** What a person was doing at each place of Experimentos, so that coming back from a run finds it as it was. Of this window only. */
import { create } from 'zustand';

export interface PlaceState {
  /** As typed, and as asked for. */
  draft: string;
  filter: string;
  selected: ReadonlySet<string>;
  /** Roots and branches that are open. */
  open: ReadonlySet<string>;
  comparing: boolean;
  scroll: number;
}

const fresh: PlaceState = { draft: '', filter: '', selected: new Set(), open: new Set(), comparing: false, scroll: 0 };

interface Places {
  places: Record<string, PlaceState>;
  change(place: string, change: Partial<PlaceState>): void;
}

const usePlaces = create<Places>((set) => ({
  places: {},
  change: (place, change) => set(({ places }) => ({ places: { ...places, [place]: { ...fresh, ...places[place], ...change } } })),
}));

export function usePlace(place: string): [PlaceState, (change: Partial<PlaceState>) => void] {
  const state = usePlaces(({ places }) => places[place]) ?? fresh;
  return [state, (change) => usePlaces.getState().change(place, change)];
}
