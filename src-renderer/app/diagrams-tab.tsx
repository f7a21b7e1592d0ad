/** Diagramas: one picture per level, and beside each the editor that draws while one types. */
import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Eye, PencilLine } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ModuleSummary } from '#contract';
import { ErrorState } from '../components/error-state.tsx';
import { BoxSkeleton } from '../components/loading.tsx';
import { DiagramEditor, DiagramViewer } from '../features/diagrams/index.ts';
import { say } from '../lib/format.ts';
import classes from './diagrams-tab.module.css';
import { useLocale } from './i18n.ts';
import { paths } from './paths.ts';
import { queries } from './queries.ts';
import { useSettings } from './settings.ts';

export default function DiagramsTab({ module }: { module: ModuleSummary }) {
  const { t } = useTranslation('architectures');
  const { language } = useLocale();
  const [, go] = useLocation();
  const { settings } = useSettings();
  const [id, setId] = useState(module.diagrams[0]?.id ?? '');
  const [editing, setEditing] = useState(false);
  const diagram = useQuery({ ...queries.catalog.diagram({ moduleId: module.id, diagramId: id, language }), enabled: id !== '' });
  const server = settings.plantumlServer ? { plantumlServer: settings.plantumlServer } : {};
  const data = diagram.data;
  const tools = (
    <Button
      variant="default"
      leftSection={editing ? <Eye size={14} /> : <PencilLine size={14} />}
      onClick={() => setEditing((before) => !before)}
      data-testid="edit-diagram"
    >
      {editing ? t('diagrams.view') : t('diagrams.edit')}
    </Button>
  );
  return (
    <div className={classes.tab}>
      <SegmentedControl
        className={classes.levels}
        aria-label={t('diagrams.level')}
        value={id}
        onChange={setId}
        data={module.diagrams.map((each) => ({ value: each.id, label: say(each.title, language) }))}
      />
      {diagram.error && <ErrorState error={diagram.error} onRetry={() => void diagram.refetch()} />}
      {diagram.isPending && <BoxSkeleton height={480} />}
      {data && (
        <div className={classes.picture}>
          <Suspense fallback={<BoxSkeleton height={480} />}>
            {editing ? (
              <DiagramEditor
                key={`${data.id}.${language}`}
                title={say(data.title, language)}
                svg={data.svg}
                puml={data.puml}
                tools={tools}
                {...server}
              />
            ) : (
              <DiagramViewer
                key={`${data.id}.${language}`}
                title={say(data.title, language)}
                svg={data.svg}
                puml={data.puml}
                elements={data.elements}
                onOpenCode={(file) => go(paths.architecture(module.id, 'desafio', file))}
                tools={tools}
                {...server}
              />
            )}
          </Suspense>
        </div>
      )}
    </div>
  );
}
