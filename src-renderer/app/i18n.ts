/** Words: one namespace per feature (`i18n/<language>/<feature>.json`), one chunk per language, loaded when it is chosen. */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language, Locale } from '#contract';
import { catalogueOf } from './catalogues.ts';

export async function speak(locale: Locale): Promise<void> {
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
  if (!i18next.hasResourceBundle(locale, 'common')) {
    const { catalogue } = await catalogueOf(locale);
    for (const [file, texts] of Object.entries(catalogue)) i18next.addResourceBundle(locale, namespaceOf(file), texts);
  }
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

function namespaceOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1, -'.json'.length);
}

export function useLocale(): { locale: Locale; language: Language } {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? { locale: 'en', language: 'en' } : { locale: 'pt-BR', language: 'pt' };
}
