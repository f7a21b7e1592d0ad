/** One crosshair for the charts that stand together: where the pointer is in one of them is shown in all. */
type Listener = (x: number | null) => void;

export interface Crosshair {
  show: Listener;
  listen(listener: Listener): () => void;
}

export function createCrosshair(): Crosshair {
  const listeners = new Set<Listener>();
  return {
    show: (x) => {
      for (const listener of listeners) listener(x);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
