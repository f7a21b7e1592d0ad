/**
 * Words: one namespace per feature (`i18n/<language>/<feature>.json`). `speak` brings those of the first screen, and all of them once a part of the app that is
 * loaded later has asked for them (`allWords`, lib/lazily.ts).
 */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language, Locale } from '#contract';
import { catalogueOf, type Part } from './catalogues.ts';

const has: Record<Locale, Partial<Record<Part, Promise<void>>>> = { 'pt-BR': {}, en: {} };
let needed: Part[] = ['first'];
let spoken: Locale = 'pt-BR';

export async function speak(locale: Locale): Promise<void> {
  spoken = locale;
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: locale,
      fallbackLng: false,
      defaultNS: 'common',
      resources: {},
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  }
  await Promise.all(needed.map((part) => bring(locale, part)));
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

/** Resolves when the words of every screen are here, in the language that is spoken. */
export function allWords(): Promise<void> {
  needed = ['first', 'rest'];
  return bring(spoken, 'rest');
}

function bring(locale: Locale, part: Part): Promise<void> {
  const brought = has[locale][part] ?? add(locale, part);
  has[locale][part] = brought;
  brought.catch(() => {
    delete has[locale][part];
  });
  return brought;
}

async function add(locale: Locale, part: Part): Promise<void> {
  const { catalogue } = await catalogueOf(locale, part);
  for (const [file, texts] of Object.entries(catalogue)) i18next.addResourceBundle(locale, namespaceOf(file), texts);
}

function namespaceOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1, -'.json'.length);
}

export function useLocale(): { locale: Locale; language: Language } {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? { locale: 'en', language: 'en' } : { locale: 'pt-BR', language: 'pt' };
}
