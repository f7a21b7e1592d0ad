/** Who moved which alias when and why, newest first, with the way back to any of those states. */
import { Button } from '@mantine/core';
import { Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AliasMove } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import { formatInstant } from '../../lib/format.ts';
import look from './history.module.css';
import { moveRows } from './history.ts';
import classes from './models.module.css';
import { Who } from './who.tsx';

interface Props {
  name: string;
  history: readonly AliasMove[];
  aliases: Readonly<Record<string, string>>;
}

export function AliasHistory({ name, history, aliases }: Props) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  const rows = useMemo(() => moveRows(history, aliases), [history, aliases]);
  const back = useAction((moveId: number) => api.registry.rollback({ name, moveId }));
  if (rows.length === 0) return <p className={classes.quiet}>{t('history.empty')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <ol className={look.history} tabIndex={0}>
      {rows.map(({ move, kind, current }) => (
        <li key={move.id}>
          <div>
            <b>@{move.alias}</b> {t(`history.${kind}`, { from: move.from ?? '', to: move.to ?? '' })}
            <br />
            <span className={classes.quiet}>
              {formatInstant(move.at, locale)} · <Who by={move.by} />
            </span>
            {move.forced.length > 0 && (
              <p className={look.forced}>{t('history.forced', { checks: move.forced.map((id) => t(`gate.of.${id}`)).join(', ') })}</p>
            )}
            {move.comment !== '' && <p className={look.comment}>{move.comment}</p>}
          </div>
          {!current && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<Undo2 size={12} />}
              loading={back.isPending && back.variables === move.id}
              aria-label={t('history.backTo', { alias: move.alias, to: move.to ?? t('history.nowhere') })}
              onClick={() => back.mutate(move.id)}
            >
              {t('history.back')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
