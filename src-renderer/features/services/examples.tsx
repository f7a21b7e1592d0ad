/** Rows to start from: the service's own example, and those that it was sent last. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { formatInstant } from '../../lib/format.ts';

const most = 30;

export function Examples({ endpoint, onChoose }: { endpoint: Endpoint; onChoose(row: Record<string, unknown>): void }) {
  const { t } = useTranslation('services');
  const { locale } = useLocale();
  const requests = useQuery(queries.serving.requests({ name: endpoint.name, limit: most }));
  const sent = (requests.data ?? []).flatMap(({ id, at, row, label, status }) =>
    row ? [{ id, row, label: t('try.sent', { time: formatInstant(at, locale), answer: label ?? String(status) }) }] : [],
  );
  if (sent.length === 0) return null;
  return (
    <Select
      label={t('try.example')}
      placeholder={t('try.choose')}
      value={null}
      data={[{ value: 'own', label: t('try.ownExample') }, ...sent.map(({ id, label }) => ({ value: id, label }))]}
      onChange={(chosen) => {
        const row = chosen === 'own' ? endpoint.inputExample : sent.find(({ id }) => id === chosen)?.row;
        if (row) onChoose(row);
      }}
    />
  );
}
