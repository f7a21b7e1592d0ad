/** One story being written; what the lab knows of the challenge stands beside each part, to be taken over or not. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StarStory } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './career.module.css';
import { ModuleSelect, useModule } from './module-select.tsx';

const parts = ['situation', 'task', 'action', 'result'] as const;
type Part = (typeof parts)[number];

export function StoryForm({ story, onDone }: { story: StarStory | null; onDone(): void }) {
  const { t } = useTranslation('career');
  const { language } = useLocale();
  const [chosen, setChosen] = useState<string | undefined>(story?.moduleId);
  const { modules, module } = useModule(chosen);
  const [draft, setDraft] = useState({
    title: story?.title ?? '',
    ...(Object.fromEntries(parts.map((part) => [part, story?.[part] ?? ''])) as Record<Part, string>),
  });
  const moduleId = module?.id ?? '';
  const { data: material } = useQuery({ ...queries.guide.material({ moduleId, language }), enabled: moduleId !== '' });
  const save = useAction(() => api.guide.saveStory({ ...draft, moduleId, ...(story && { id: story.id }) }), { onSuccess: onDone });
  const remove = useAction(() => api.guide.removeStory({ id: story!.id }), { onSuccess: onDone });
  const add = (part: Part, text: string) => setDraft({ ...draft, [part]: [draft[part].trim(), text].filter(Boolean).join('\n') });
  const offered = (part: Part) => (part === 'result' ? (material?.results ?? []) : [material?.[part] ?? ''].filter(Boolean));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className={classes.bar}>
        <ModuleSelect modules={modules} value={moduleId} onChange={setChosen} />
        <TextInput
          size="xs"
          required
          label={t('story.title')}
          value={draft.title}
          maxLength={200}
          onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
        />
      </div>
      {parts.map((part) => (
        <div key={part} className={classes.formPart}>
          <Textarea
            autosize
            minRows={3}
            maxRows={14}
            maxLength={4000}
            label={t(`story.${part}`)}
            description={t(`story.about.${part}`)}
            value={draft[part]}
            onChange={(event) => setDraft({ ...draft, [part]: event.currentTarget.value })}
          />
          <ul>
            {offered(part).map((text) => (
              <li key={text}>
                <button type="button" onClick={() => add(part, text)}>
                  <Plus size={12} aria-hidden /> {text}
                </button>
              </li>
            ))}
            {part === 'result' && material?.results.length === 0 && <li className={classes.quiet}>{t('story.noResults')}</li>}
          </ul>
        </div>
      ))}
      <div className={classes.actions}>
        <Button type="submit" size="sm" loading={save.isPending} disabled={moduleId === '' || draft.title.trim() === ''}>
          {t('story.save')}
        </Button>
        <Button size="sm" variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
        {story && (
          <Button size="sm" variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('story.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
