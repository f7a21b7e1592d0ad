/** A bill line by line, summed under its headings. */
import { useTranslation } from 'react-i18next';
import type { Bill } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import classes from './cloud.module.css';
import { useMoney } from './money.ts';

export function BillTable({ bill }: { bill: Bill }) {
  const { t } = useTranslation('cloud');
  const { language, locale } = useLocale();
  const { usd } = useMoney();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t('bill.what')}</th>
          <th data-number>{t('bill.quantity')}</th>
          <th data-number>{t('bill.free')}</th>
          <th data-number>{t('bill.price')}</th>
          <th data-number>USD</th>
        </tr>
      </thead>
      {bill.groups.map(({ id, about, usd: sum }) => (
        <tbody key={id}>
          <tr className={classes.group}>
            <td colSpan={4}>{about?.[language] ?? id}</td>
            <td data-number>{usd(sum)}</td>
          </tr>
          {bill.lines
            .filter(({ group }) => group === id)
            .map(({ sku, about: what, quantity, free, unit, price, usd: amount }) => (
              <tr key={sku}>
                <td>{what[language]}</td>
                <td data-number>
                  {quantity.toLocaleString(locale)} {unit}
                </td>
                <td data-number>{free === 0 ? '—' : free.toLocaleString(locale)}</td>
                <td data-number>{price.toLocaleString(locale, { maximumSignificantDigits: 6 })}</td>
                <td data-number>{usd(amount)}</td>
              </tr>
            ))}
        </tbody>
      ))}
      <tfoot>
        <tr className={classes.group}>
          <td colSpan={4}>{t('costs.total')}</td>
          <td data-number>{usd(bill.total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
