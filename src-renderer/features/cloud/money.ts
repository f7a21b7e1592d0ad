/** `useMoney`: amounts of dollars and reais as the reader's language writes them. */
import { useMemo } from 'react';
import { useLocale } from '../../app/i18n.ts';

export function useMoney() {
  const { locale } = useLocale();
  return useMemo(() => {
    const of = (currency: string) => new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code' });
    const [dollars, reais] = [of('USD'), of('BRL')];
    return { usd: (value: number) => dollars.format(value), brl: (value: number) => reais.format(value) };
  }, [locale]);
}
