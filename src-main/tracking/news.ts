/** `createNews`: says that a run or experiment changed: at once, and then at most five times a second however much is logged. */
import type { Changes } from '../common/changes.ts';

export type News = (id: string) => void;

const quietMs = 200;

export function createNews(changes: Changes): News {
  const told = new Map<string, boolean>();
  const tell = (id: string) => changes.publish({ topic: 'tracking', id });

  function wait(id: string): void {
    told.set(id, false);
    setTimeout(() => {
      const again = told.get(id);
      told.delete(id);
      if (!again) return;
      wait(id);
      tell(id);
    }, quietMs).unref();
  }

  return (id) => {
    if (told.has(id)) {
      told.set(id, true);
      return;
    }
    wait(id);
    tell(id);
  };
}
