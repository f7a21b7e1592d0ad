/** The card of a version: written by the lab from what it knows, until a person writes it. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { EditableMarkdown } from '../../components/editable/editable-markdown.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { formatInstant } from '../../lib/format.ts';
import classes from './models.module.css';
import { Who } from './who.tsx';

export function ModelCard({ version: { name, version } }: { version: ModelVersion }) {
  const { t } = useTranslation('models');
  const { locale, language } = useLocale();
  const place = { name, version, language };
  const card = useQuery(queries.registry.modelCard(place));
  const save = useAction((text: string) => api.registry.saveModelCard({ ...place, text }));
  if (card.error) return <ErrorState error={card.error} onRetry={() => void card.refetch()} />;
  if (!card.data) return <LinesSkeleton n={8} />;
  const { text, saved } = card.data;
  return (
    <>
      <p className={classes.quiet}>
        {saved === null ? (
          t('card.generated')
        ) : (
          <>
            {t('card.saved', { when: formatInstant(saved.at, locale) })} <Who by={saved.by} />
          </>
        )}
      </p>
      <EditableMarkdown
        label={t('card.title')}
        text={text}
        placeholder={t('card.empty')}
        saving={save.isPending}
        maxLength={200_000}
        onSave={(next) => save.mutateAsync(next)}
        actions={
          saved !== null && (
            <Button variant="subtle" color="gray" size="compact-xs" leftSection={<RotateCcw size={12} />} onClick={() => save.mutate('')}>
              {t('card.giveBack')}
            </Button>
          )
        }
      />
    </>
  );
}
