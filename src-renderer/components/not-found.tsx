/** An address without a page. */
import { Button } from '@mantine/core';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../app/paths.ts';
import { useCrumbs } from '../app/use-crumbs.ts';
import { EmptyState } from './empty-state.tsx';

export function NotFound() {
  const { t } = useTranslation('common');
  useCrumbs([{ label: t('notFound.title') }]);
  return (
    <EmptyState
      icon={Compass}
      title={t('notFound.title')}
      action={
        <Button component={Link} href={paths.home()} variant="default">
          {t('notFound.home')}
        </Button>
      }
    >
      {t('notFound.text')}
    </EmptyState>
  );
}
