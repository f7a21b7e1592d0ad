/** The schedule in a sentence, and the next times it comes, as the core reckons them. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { scheduleWords } from '#contract';
import { explainError } from '../../../app/errors.ts';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { useTriggerWords } from '../use-words.ts';
import { type Draft, sourceOf } from './draft.ts';
import classes from './form.module.css';

const typingMs = 250;

export function SchedulePreview({ draft }: { draft: Draft }) {
  const { t } = useTranslation('automation');
  const { locale } = useLocale();
  const { moment } = useTriggerWords();
  const [source] = useDebouncedValue(sourceOf(draft), typingMs);
  const preview = useQuery({ ...queries.triggers.preview({ source, count: 5 }), retry: false, staleTime: 0, placeholderData: keepPreviousData });
  const words = source.kind === 'cron' || source.kind === 'interval' ? scheduleWords(source, locale) : null;
  if (preview.error) {
    const { what, fix } = explainError(preview.error, locale);
    return (
      <p className={classes.wrong} role="status">
        {what} {fix}
      </p>
    );
  }
  return (
    <div className={classes.preview} role="status">
      <b>{words ?? t('form.noWords')}</b>
      <ol>
        {(preview.data?.next ?? []).map((at) => (
          <li key={at} className="tabular">
            {moment(at)}
          </li>
        ))}
      </ol>
    </div>
  );
}
