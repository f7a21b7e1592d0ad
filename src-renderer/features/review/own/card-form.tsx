/** One own card being written, with what it will look like. Ctrl+Enter saves, Escape leaves. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnCard } from '#contract';
import { api } from '../../../app/client.ts';
import { useAction } from '../../../app/use-action.ts';
import { Markdown } from '../../../components/markdown/markdown.tsx';
import classes from '../review.module.css';

const longest = 20_000;

export function CardForm({ card, onDone }: { card: OwnCard | null; onDone(): void }) {
  const { t } = useTranslation('review');
  const [draft, setDraft] = useState({ front: card?.front ?? '', back: card?.back ?? '', tags: card?.tags.join(' ') ?? '' });
  const [asked, setAsked] = useState(false);
  const tags = draft.tags.split(/\s+/).filter(Boolean);
  const isWhole = draft.front.trim() !== '' && draft.back.trim() !== '';
  const save = useAction(() => api.cards.save({ front: draft.front, back: draft.back, tags, ...(card && { id: card.id }) }), { onSuccess: onDone });
  const remove = useAction((id: string) => api.cards.remove({ id }), { onSuccess: onDone });
  const submit = () => isWhole && !save.isPending && save.mutate();
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    if (event.key === 'Escape') onDone();
  };
  return (
    <form
      className={classes.form}
      onKeyDown={keys}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {(['front', 'back'] as const).map((side) => (
        <div key={side} className={classes.formSide}>
          <Textarea
            autosize
            required
            autoFocus={side === 'front'}
            minRows={4}
            maxRows={16}
            maxLength={longest}
            label={t(`own.${side}`)}
            description={t(`own.about.${side}`)}
            value={draft[side]}
            onChange={(event) => setDraft({ ...draft, [side]: event.currentTarget.value })}
          />
          <div className={classes.preview}>
            {draft[side].trim() ? <Markdown text={draft[side]} compact /> : <p className={classes.quiet}>{t('own.preview')}</p>}
          </div>
        </div>
      ))}
      <TextInput
        label={t('own.tags')}
        description={t('own.about.tags')}
        maxLength={500}
        value={draft.tags}
        onChange={(event) => setDraft({ ...draft, tags: event.currentTarget.value })}
      />
      <div className={classes.formActions}>
        <Button type="submit" size="sm" loading={save.isPending} disabled={!isWhole}>
          {t('common:save')}
        </Button>
        <Button size="sm" variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
        {card && (
          <Button
            size="sm"
            variant={asked ? 'filled' : 'subtle'}
            color="red"
            loading={remove.isPending}
            onClick={() => (asked ? remove.mutate(card.id) : setAsked(true))}
          >
            {asked ? t('own.removeSure') : t('own.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
