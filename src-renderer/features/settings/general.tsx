/** Few choices, each with what it changes. */
import { NativeSelect, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { useSettings } from '../../app/settings.ts';
import { Section } from '../../components/page.tsx';
import { TrackingServer } from '../../components/tracking-server/tracking-server.tsx';
import classes from './settings.module.css';

const themes = ['light', 'dark', 'system'] as const;
const engines = ['auto', 'docker', 'process'] as const;

export function General() {
  const { t } = useTranslation('settings');
  const { settings, save } = useSettings();
  return (
    <>
      <div className={classes.settings}>
        <Setting id="language" title={t('language.title')} text={t('language.text')}>
          <NativeSelect
            size="xs"
            w={220}
            aria-labelledby="language"
            value={settings.language}
            data={[
              { value: 'pt-BR', label: 'Português (Brasil)' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(event) => save({ language: event.currentTarget.value === 'en' ? 'en' : 'pt-BR' })}
          />
        </Setting>
        <Setting id="theme" title={t('theme.title')} text={t('theme.text')}>
          <SegmentedControl
            aria-labelledby="theme"
            value={settings.theme}
            data={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
            onChange={(theme) => save({ theme })}
          />
        </Setting>
        <Setting id="engine" title={t('engine.title')} text={t(`engine.${settings.engine}Text`)}>
          <SegmentedControl
            aria-labelledby="engine"
            value={settings.engine}
            data={engines.map((value) => ({ value, label: t(`engine.${value}`) }))}
            onChange={(engine) => save({ engine })}
          />
        </Setting>
        <Setting id="fast-runs" title={t('fastRuns.title')} text={t('fastRuns.text')}>
          <Switch
            aria-labelledby="fast-runs"
            label={t('fastRuns.use')}
            checked={settings.fastRuns}
            disabled={settings.engine === 'process'}
            onChange={(event) => save({ fastRuns: event.currentTarget.checked })}
          />
        </Setting>
        <Setting id="editor" title={t('editor.title')} text={t('editor.text')}>
          <Switch
            aria-labelledby="editor"
            label={t('editor.formatOnSave')}
            checked={settings.formatOnSave}
            onChange={(event) => save({ formatOnSave: event.currentTarget.checked })}
          />
        </Setting>
        <Setting id="commits" title={t('commits.title')} text={t('commits.text')}>
          <Switch
            aria-labelledby="commits"
            label={t('commits.onPass')}
            checked={settings.commitOnPass}
            onChange={(event) => save({ commitOnPass: event.currentTarget.checked })}
          />
        </Setting>
        <Setting id="updates" title={t('updates.title')} text={t('updates.text')}>
          <Switch
            aria-labelledby="updates"
            label={t('updates.check')}
            checked={settings.updateCheck}
            onChange={(event) => save({ updateCheck: event.currentTarget.checked })}
          />
        </Setting>
        <Setting id="python" title={t('python.title')} text={t('python.text')}>
          <Switch
            aria-labelledby="python"
            label={t('python.allow')}
            checked={settings.pythonUnconfined}
            onChange={(event) => save({ pythonUnconfined: event.currentTarget.checked })}
          />
        </Setting>
        <Setting id="plantuml" title={t('plantuml.title')} text={t('plantuml.text')}>
          <ServerField value={settings.plantumlServer} onSave={(plantumlServer) => save({ plantumlServer })} />
        </Setting>
        <div className={classes.setting}>
          <div>
            <h2>{t('telemetry.title')}</h2>
            <p>{t('telemetry.text')}</p>
          </div>
        </div>
      </div>
      <Section
        title={t('wire:server.title')}
        actions={
          <Link href={paths.wire()} className={classes.link}>
            {t('wire:title')}
          </Link>
        }
      >
        <p className={classes.lead}>{t('wire:server.text')}</p>
        <TrackingServer />
      </Section>
    </>
  );
}

function Setting({ id, title, text, children }: { id: string; title: string; text: string; children: ReactNode }) {
  return (
    <div className={classes.setting}>
      <div>
        <h2 id={id}>{title}</h2>
        <p>{text}</p>
      </div>
      {children}
    </div>
  );
}

/** Saved when the person leaves the field or presses Enter. */
function ServerField({ value, onSave }: { value: string; onSave(value: string): void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => text !== value && onSave(text.trim());
  return (
    <TextInput
      w={280}
      type="url"
      aria-labelledby="plantuml"
      placeholder="http://localhost:8080"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
