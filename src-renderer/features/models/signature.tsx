/** What the model takes: the fields that a request is checked against. */
import { useTranslation } from 'react-i18next';
import type { SignatureField } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './models.module.css';

export function Signature({ fields }: { fields: readonly SignatureField[] }) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  const accepted = ({ choices, min, max }: SignatureField) => {
    if (choices)
      return choices.length > 8 ? t('signature.choices', { first: choices.slice(0, 8).join(', '), count: choices.length - 8 }) : choices.join(', ');
    if (min === undefined && max === undefined) return '—';
    const say = (value: number | undefined, open: string) => (value === undefined ? open : formatNumber(value, locale));
    return `${say(min, '−∞')} … ${say(max, '∞')}`;
  };
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('signature.field')}</th>
          <th scope="col">{t('signature.type')}</th>
          <th scope="col">{t('signature.accepts')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.name}>
            <th scope="row" className="mono">
              {field.name}
            </th>
            <td>
              {t(`signature.of.${field.type}`)}
              {field.optional && <span className={classes.quiet}> {t('signature.optional')}</span>}
            </td>
            <td>{accepted(field)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
