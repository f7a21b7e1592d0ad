/** A cron pattern, with ready ones to begin from. */
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { scheduleWords } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import classes from './form.module.css';
import type { FieldsProps } from './source-fields.tsx';

const presets = ['0 8 * * 1', '0 8 * * 1-5', '30 6 * * *', '0 */6 * * *', '*/15 * * * *', '0 6 1 * *'];

export function CronFields({ draft: { pattern, timezone }, change }: FieldsProps) {
  const { t } = useTranslation('automation');
  const { locale } = useLocale();
  return (
    <>
      <fieldset className={classes.presets} aria-label={t('form.presets')}>
        {presets.map((preset) => (
          <Button
            key={preset}
            size="compact-sm"
            variant={preset === pattern ? 'light' : 'default'}
            aria-pressed={preset === pattern}
            onClick={() => change({ pattern: preset })}
          >
            {scheduleWords({ kind: 'cron', pattern: preset }, locale)}
          </Button>
        ))}
      </fieldset>
      <div className={classes.pair}>
        <TextInput
          label={t('form.pattern')}
          description={t('form.patternText')}
          value={pattern}
          required
          className={classes.mono}
          onChange={(event) => change({ pattern: event.currentTarget.value })}
        />
        <TextInput
          label={t('form.timezone')}
          description={t('form.timezoneText')}
          value={timezone}
          required
          onChange={(event) => change({ timezone: event.currentTarget.value })}
        />
      </div>
    </>
  );
}
