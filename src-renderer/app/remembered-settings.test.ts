import { expect, it } from 'vitest';
import { defaults, remember, rememberedSettings } from './remembered-settings.ts';

function storage(content: Record<string, string> = {}) {
  const kept = new Map(Object.entries(content));
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

it('remembers the theme and the language for the next first paint', () => {
  const kept = storage();
  remember({ ...defaults, theme: 'dark', language: 'en' }, kept);
  expect(rememberedSettings(kept)).toMatchObject({ theme: 'dark', language: 'en' });
});

it('starts with the defaults when what was kept cannot be read', () => {
  expect(rememberedSettings(storage({ 'bancada.settings': '{broken' }))).toEqual(defaults);
  expect(rememberedSettings(storage())).toEqual(defaults);
});
