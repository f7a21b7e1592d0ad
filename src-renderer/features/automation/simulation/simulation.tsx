/** The days to come, calculated: nothing runs. At once, or with a clock that goes as fast as one likes. */
import { Button, NativeSelect, NumberInput, Progress } from '@mantine/core';
import { FastForward, Square } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trigger, TriggerSimulation } from '#contract';
import { api } from '../../../app/client.ts';
import { useAction } from '../../../app/use-action.ts';
import { useWatch } from '../../../app/use-watch.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useTriggerWords } from '../use-words.ts';
import { Lanes } from './lanes.tsx';
import classes from './simulation.module.css';
import { Totals } from './totals.tsx';

const speeds = ['0', '1000', '5000', '10000'] as const;

interface Played {
  id: number;
  days: number;
  speed: number;
}

export function Simulation({ triggers }: { triggers: readonly Trigger[] }) {
  const { t } = useTranslation('automation');
  const { moment } = useTriggerWords();
  const [days, setDays] = useState<string | number>(30);
  const [speed, setSpeed] = useState<string>('0');
  const [played, setPlayed] = useState<Played | null>(null);
  const [whole, setWhole] = useState<TriggerSimulation | null>(null);
  const atOnce = useAction((asked: number) => api.triggers.simulate({ days: asked }), { onSuccess: (made) => setWhole(made) });
  const playing = useWatch(played && `simulation.${played.id}`, (signal) =>
    api.triggers.watchSimulation({ days: played!.days, speed: played!.speed }, { signal }),
  );
  const shown = played ? playing.value : whole;
  const isPlaying = played !== null && !playing.done;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (speed === '0') {
      setPlayed(null);
      atOnce.mutate(Number(days));
    } else {
      setWhole(null);
      setPlayed({ id: (played?.id ?? 0) + 1, days: Number(days), speed: Number(speed) });
    }
  };
  return (
    <div>
      <form onSubmit={submit} className={classes.form}>
        <NumberInput label={t('simulation.days')} w={120} value={days} onChange={setDays} min={1} max={366} allowDecimal={false} required />
        <NativeSelect
          size="xs"
          label={t('simulation.speed')}
          w={220}
          value={speed}
          data={speeds.map((value) => ({ value, label: t(`simulation.speedOf.${value}`) }))}
          onChange={(event) => setSpeed(event.currentTarget.value)}
        />
        <Button type="submit" leftSection={<FastForward size={14} />} loading={atOnce.isPending} disabled={triggers.length === 0}>
          {t('simulation.start')}
        </Button>
        {isPlaying && (
          <Button variant="default" leftSection={<Square size={12} />} onClick={() => setPlayed(null)}>
            {t('simulation.stop')}
          </Button>
        )}
      </form>
      {!shown && !isPlaying && (
        <EmptyState icon={FastForward} title={t('simulation.empty')}>
          {t(triggers.length === 0 ? 'simulation.noTriggers' : 'simulation.emptyText')}
        </EmptyState>
      )}
      {shown && (
        <section aria-label={t('simulation.result')}>
          <p className={classes.banner}>{t('simulation.banner', { from: moment(shown.from), to: moment(shown.to) })}</p>
          {isPlaying && (
            <div className={classes.clock}>
              <span className="tabular">{moment(shown.now)}</span>
              <Progress value={((shown.now - shown.from) / (shown.to - shown.from)) * 100} aria-label={t('simulation.progress')} />
            </div>
          )}
          <Totals simulation={shown} />
          <Lanes simulation={shown} />
        </section>
      )}
    </div>
  );
}
