/** Puts a model version or a challenge's program on the air. */
import { Button, Menu } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { ChevronDown, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { say } from '../../lib/format.ts';

export function StartService() {
  const { t } = useTranslation('services');
  const { language } = useLocale();
  const [, go] = useLocation();
  const { data: models = [] } = useQuery(queries.registry.models());
  const { data: modules = [] } = useQuery(queries.catalog.modules());
  const serve = useAction((target: string) => api.serving.serve({ target }), { onSuccess: ({ name }) => go(paths.service(name)) });
  // Whether a challenge's program answers requests by itself: its reference says so, whatever state the learner's own is in.
  const ready = modules.filter(({ available, checks }) => available && checks > 0);
  const plans = useQueries({ queries: ready.map(({ id }) => queries.pipelines.plan({ pipeline: id, solution: 'reference' })) });
  const served = ready.filter((_, index) => plans[index]?.data?.service);
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button leftSection={<Play size={14} />} rightSection={<ChevronDown size={14} />} loading={serve.isPending}>
          {t('serve')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {models.length > 0 && <Menu.Label>{t('start.models')}</Menu.Label>}
        {models.flatMap((model) => {
          const aliases = Object.entries(model.aliases).map(([alias, version]) => ({ target: `${model.name}@${alias}`, hint: `v${version}` }));
          const latest = model.latestVersion ? [{ target: `${model.name}:${model.latestVersion}`, hint: t('start.latest') }] : [];
          return [...aliases, ...latest].map(({ target, hint }) => (
            <Menu.Item key={target} onClick={() => serve.mutate(target)} rightSection={<small>{hint}</small>}>
              {target}
            </Menu.Item>
          ));
        })}
        {served.length > 0 && <Menu.Label>{t('start.programs')}</Menu.Label>}
        {served.map((module) => (
          <Menu.Item key={module.id} onClick={() => serve.mutate(module.id)}>
            {say(module.title, language)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
