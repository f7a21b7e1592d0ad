/** State of the window that no one else needs to know: the drawer, the crumbs, whether help is shown. */
import { create } from 'zustand';

export interface Crumb {
  label: string;
  href?: string;
}

interface UiState {
  drawer: { open: boolean; height: number; runId: string | null };
  crumbs: Crumb[];
  help: boolean;
  showLogs(runId: string): void;
  setDrawer(change: Partial<UiState['drawer']>): void;
  setCrumbs(crumbs: Crumb[]): void;
  setHelp(help: boolean): void;
}

export const useUi = create<UiState>((set) => ({
  drawer: { open: false, height: 240, runId: null },
  crumbs: [],
  help: false,
  showLogs: (runId) => set((state) => ({ drawer: { ...state.drawer, open: true, runId } })),
  setDrawer: (change) => set((state) => ({ drawer: { ...state.drawer, ...change } })),
  setCrumbs: (crumbs) => set({ crumbs }),
  setHelp: (help) => set({ help }),
}));
