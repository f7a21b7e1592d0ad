/** STAR stories: written from the challenge's words and from sentences with figures that the learner measured. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { PenLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StarStory } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { CopyButton } from '../../components/code-block.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { formatRelative } from '../../lib/format.ts';
import classes from './career.module.css';
import { StoryForm } from './story-form.tsx';

export function Stories() {
  const { t } = useTranslation('career');
  const { locale } = useLocale();
  const stories = useQuery(queries.guide.stories());
  const [editing, setEditing] = useState<StarStory | 'new' | null>(null);
  if (stories.error) return <ErrorState error={stories.error} onRetry={() => void stories.refetch()} />;
  if (!stories.data) return <BoxSkeleton height={200} />;
  if (editing) return <StoryForm story={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />;
  const begin = (
    <Button size="xs" onClick={() => setEditing('new')}>
      {t('story.new')}
    </Button>
  );
  if (stories.data.length === 0)
    return (
      <EmptyState icon={PenLine} title={t('story.emptyTitle')} action={begin}>
        {t('story.empty')}
      </EmptyState>
    );
  return (
    <>
      <div className={classes.bar}>{begin}</div>
      {stories.data.map((story) => (
        <article key={story.id} className={classes.story}>
          <header>
            <h2>{story.title}</h2>
            <span className={classes.quiet}>
              {story.moduleId} · {formatRelative(story.changedAt, locale)}
            </span>
            <CopyButton text={asText(story)} />
            <Button size="compact-xs" variant="default" onClick={() => setEditing(story)}>
              {t('story.edit')}
            </Button>
          </header>
          {(['situation', 'task', 'action', 'result'] as const).map(
            (part) => story[part].trim() && <Part key={part} name={t(`story.${part}`)} text={story[part]} />,
          )}
        </article>
      ))}
    </>
  );
}

function Part({ name, text }: { name: string; text: string }) {
  return (
    <p className={classes.part}>
      <strong>{name}</strong> {text}
    </p>
  );
}

function asText({ title, situation, task, action, result }: StarStory): string {
  return [title, situation, task, action, result].filter((part) => part.trim() !== '').join('\n\n');
}
