/** The bar above a log: what is looked for, where, and what to do with the lines. */
import { ActionIcon, Checkbox, Select, TextInput, Tooltip } from '@mantine/core';
import { ArrowDown, ArrowUp, CaseSensitive, Copy, Download, Filter, Regex, Search, WrapText } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogLevel, LogLine } from '#contract';
import { useAction } from '../../app/use-action.ts';
import classes from './logs.module.css';
import type { Narrowed } from './narrow.ts';
import { logText, saveLog } from './take-away.ts';

interface Props {
  runId: string;
  asked: Narrowed;
  onAsk(change: Partial<Narrowed>): void;
  steps: string[];
  search: { seqs: number[] | null; total: number; place: number };
  onGo(by: number): void;
  follow: boolean;
  onFollow(follow: boolean): void;
  wrap: boolean;
  onWrap(wrap: boolean): void;
  shown: readonly LogLine[];
}

export function LogTools({ runId, asked, onAsk, steps, search, onGo, follow, onFollow, wrap, onWrap, shown }: Props) {
  const { t } = useTranslation('common');
  const take = useAction(() => saveLog(runId, asked.step));
  const isAsked = asked.text !== '';
  return (
    <div className={classes.toolbar}>
      <TextInput
        className={classes.search}
        aria-label={t('logs.search')}
        placeholder={t('logs.search')}
        leftSection={<Search size={14} />}
        rightSectionWidth={60}
        rightSection={
          <span className={classes.inside}>
            <Toggle label={t('logs.matchCase')} on={asked.matchCase} onChange={(matchCase) => onAsk({ matchCase })}>
              <CaseSensitive size={16} />
            </Toggle>
            <Toggle label={t('logs.regex')} on={asked.regex} onChange={(regex) => onAsk({ regex })}>
              <Regex size={14} />
            </Toggle>
          </span>
        }
        value={asked.text}
        onChange={(event) => onAsk({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onGo(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') onAsk({ text: '' });
        }}
      />
      {isAsked && (
        <span className={classes.found} aria-live="polite">
          <span>{search.place === 0 ? t('logs.found', { count: search.total }) : t('logs.place', { place: search.place, total: search.total })}</span>
          <Icon label={t('logs.previous')} onClick={() => onGo(-1)} disabled={search.total === 0}>
            <ArrowUp size={15} />
          </Icon>
          <Icon label={t('logs.next')} onClick={() => onGo(1)} disabled={search.total === 0}>
            <ArrowDown size={15} />
          </Icon>
          <Toggle label={t('logs.onlyFound')} on={asked.onlyFound} onChange={(onlyFound) => onAsk({ onlyFound })}>
            <Filter size={14} />
          </Toggle>
        </span>
      )}
      <Select
        className={classes.steps}
        aria-label={t('logs.step')}
        value={asked.step}
        onChange={(step) => onAsk({ step: step ?? '' })}
        data={[{ value: '', label: t('logs.allSteps') }, ...steps]}
      />
      <Select
        className={classes.levels}
        aria-label={t('logs.level')}
        value={asked.level}
        onChange={(level) => onAsk({ level: (level ?? 'debug') as LogLevel })}
        data={(['debug', 'info', 'warn', 'error'] as const).map((value) => ({ value, label: t(`logs.levels.${value}`) }))}
      />
      <Checkbox size="xs" label={t('logs.follow')} checked={follow} onChange={(event) => onFollow(event.currentTarget.checked)} />
      <span className={classes.end}>
        <span className={classes.count}>{t('logs.lines', { count: shown.length })}</span>
        <Toggle label={t('logs.wrap')} on={wrap} onChange={onWrap}>
          <WrapText size={15} />
        </Toggle>
        <Icon label={t('logs.copy')} onClick={() => void navigator.clipboard.writeText(logText(shown))} disabled={shown.length === 0}>
          <Copy size={14} />
        </Icon>
        <Icon
          label={asked.step ? t('logs.saveStep', { step: asked.step }) : t('logs.saveRun')}
          onClick={() => take.mutate()}
          disabled={take.isPending}
        >
          <Download size={15} />
        </Icon>
      </span>
    </div>
  );
}

function Icon({ label, onClick, disabled = false, children }: { label: string; onClick(): void; disabled?: boolean; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} onClick={onClick} disabled={disabled}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function Toggle({ label, on, onChange, children }: { label: string; on: boolean; onChange(on: boolean): void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} aria-pressed={on} data-on={on || undefined} className={classes.toggle} onClick={() => onChange(!on)}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
