/** Steps before which a run from the bench pauses: remembered by this window, per challenge. */
import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';

export function useBreakpoints(challengeId: string) {
  const [steps, setSteps] = useLocalStorage<string[]>({ key: `bancada.breakpoints.${challengeId}`, defaultValue: [] });
  const set = useMemo(() => new Set(steps), [steps]);
  return {
    steps: set,
    toggle: (step: string) => setSteps((before) => (before.includes(step) ? before.filter((each) => each !== step) : [...before, step])),
  };
}
