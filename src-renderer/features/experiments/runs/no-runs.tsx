/** The filter finds nothing. */
import { Button } from '@mantine/core';
import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/empty-state.tsx';

export function NoRuns({ filter, onClear }: { filter: string; onClear(): void }) {
  const { t } = useTranslation('experiments');
  return (
    <EmptyState
      icon={SearchX}
      title={t('empty.noMatch')}
      action={
        filter && (
          <Button variant="default" onClick={onClear}>
            {t('filter.clear')}
          </Button>
        )
      }
    >
      {t('empty.noMatchText')}
    </EmptyState>
  );
}
