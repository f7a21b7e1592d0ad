/** What to do while an earlier run goes on, and with what passed while the lab was closed. */
import { NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from './draft.ts';
import classes from './form.module.css';
import type { FieldsProps } from './source-fields.tsx';

export function Policies({ draft: { overlap, catchUp, max, kind }, change }: FieldsProps) {
  const { t } = useTranslation('automation');
  return (
    <div className={classes.pair}>
      <NativeSelect
        size="xs"
        label={t('form.overlap')}
        description={t(`overlap.${overlap}.text`)}
        value={overlap}
        data={(['skip', 'queue', 'cancel'] as const).map((value) => ({ value, label: t(`overlap.${value}.name`) }))}
        onChange={(event) => change({ overlap: event.currentTarget.value as Draft['overlap'] })}
      />
      {kind !== 'webhook' && (
        <NativeSelect
          size="xs"
          label={t('form.catchUp')}
          description={t(`catchUp.${catchUp}.text`)}
          value={catchUp}
          data={(['none', 'last', 'all'] as const).map((value) => ({ value, label: t(`catchUp.${value}.name`) }))}
          onChange={(event) => change({ catchUp: event.currentTarget.value as Draft['catchUp'] })}
        />
      )}
      {kind !== 'webhook' && catchUp === 'all' && (
        <NumberInput label={t('form.max')} value={max} min={1} max={100} allowDecimal={false} onChange={(value) => change({ max: Number(value) })} />
      )}
    </div>
  );
}
