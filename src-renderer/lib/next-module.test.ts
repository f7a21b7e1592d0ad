import { expect, it } from 'vitest';
import type { ModuleProgress, ModuleSummary } from '#contract';
import { nextModule } from './next-module.ts';

const module = (order: number, available = true) => ({ id: `m${order}`, order, available }) as ModuleSummary;
const solved = (...ids: string[]) => ids.map((moduleId) => ({ moduleId, checks: 2, checksPassed: ['a', 'b'] }) as unknown as ModuleProgress);

it('goes on to the next architecture that is there and not solved', () => {
  const modules = [module(3), module(1), module(2, false), module(4)];
  expect(nextModule('m1', modules, solved('m1'))?.id).toBe('m3');
  expect(nextModule('m1', modules, solved('m1', 'm3'))?.id).toBe('m4');
});

it('comes back to one that was left out, and ends when all are solved', () => {
  const modules = [module(1), module(3)];
  expect(nextModule('m3', modules, solved('m3'))?.id).toBe('m1');
  expect(nextModule('m3', modules, solved('m1', 'm3'))).toBeNull();
});
