/** The lines of the palette: pages, modules, and what can be done with what is there now. */

import { notifications } from '@mantine/notifications';
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { BookOpen, Languages, Moon, Play, Server, Sun, Waves } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { say } from '../../lib/format.ts';
import { api } from '../client.ts';
import { useLocale } from '../i18n.ts';
import { pages } from '../pages.tsx';
import { paths, type Tab, tabs } from '../paths.ts';
import { queries } from '../queries.ts';
import { useSettings } from '../settings.ts';
import { useAction } from '../use-action.ts';

const icon = { size: 18, strokeWidth: 1.75 };

export function usePaletteActions(): SpotlightActionGroupData[] {
  const { t } = useTranslation('nav');
  const [, go] = useLocation();
  const { language } = useLocale();
  const { save } = useSettings();
  const { data: modules = [] } = useQuery(queries.catalog.modules());
  const { data: models = [] } = useQuery(queries.registry.models());
  const { data: endpoints = [] } = useQuery(queries.serving.list());
  const run = useAction((pipeline: string) => api.pipelines.start({ pipeline }), { onSuccess: ({ runId }) => go(paths.run(runId)) });
  const serve = useAction((target: string) => api.serving.serve({ target }), {
    onSuccess: (endpoint) => tell(t('palette.served', { name: endpoint.name })),
  });
  const simulate = useAction((endpoint: string) => api.monitoring.simulate({ endpoint, scenario: 'sudden' }), {
    onSuccess: (_, endpoint) => tell(t('palette.simulating', { name: endpoint })),
  });

  const available = modules.filter((module) => module.available);
  const open = (id: string, tab: Tab) => () => go(paths.architecture(id, tab));
  return [
    {
      group: t('palette.pages'),
      actions: pages.map((page) => ({
        id: page.id,
        label: t(`pages.${page.id}`),
        onClick: () => go(page.href),
        leftSection: <page.icon {...icon} />,
      })),
    },
    {
      group: t('palette.do'),
      actions: [
        ...available.map(({ id, title }) => ({
          id: `run.${id}`,
          label: t('palette.run', { name: say(title, language) }),
          keywords: [id],
          onClick: () => run.mutate(id),
          leftSection: <Play {...icon} />,
        })),
        ...models.map(({ name }) => ({
          id: `serve.${name}`,
          label: t('palette.serve', { name }),
          onClick: () => serve.mutate(name),
          leftSection: <Server {...icon} />,
        })),
        ...endpoints
          .filter(({ status }) => status === 'ready')
          .map(({ name }) => ({
            id: `simulate.${name}`,
            label: t('palette.simulate', { name }),
            onClick: () => simulate.mutate(name),
            leftSection: <Waves {...icon} />,
          })),
      ],
    },
    {
      group: t('palette.modules'),
      actions: available.flatMap((module) =>
        tabs.map((tab) => ({
          id: `${module.id}.${tab}`,
          label: `${say(module.title, language)}: ${t(`tabs.${tab}`)}`,
          keywords: [module.id, say(module.summary, language)],
          onClick: open(module.id, tab),
          leftSection: <BookOpen {...icon} />,
        })),
      ),
    },
    {
      group: t('palette.look'),
      actions: [
        { id: 'light', label: t('palette.light'), onClick: () => save({ theme: 'light' }), leftSection: <Sun {...icon} /> },
        { id: 'dark', label: t('palette.dark'), onClick: () => save({ theme: 'dark' }), leftSection: <Moon {...icon} /> },
        {
          id: 'pt-BR',
          label: 'Português (Brasil)',
          keywords: 'idioma language',
          onClick: () => save({ language: 'pt-BR' }),
          leftSection: <Languages {...icon} />,
        },
        {
          id: 'en',
          label: 'English',
          keywords: 'idioma language inglês',
          onClick: () => save({ language: 'en' }),
          leftSection: <Languages {...icon} />,
        },
      ],
    },
  ];
}

function tell(message: string) {
  notifications.show({ message, autoClose: 6000 });
}
