/** A version: what it is, its tags, its rows, its profile; to read in a pipeline, take away, make current, throw away and bring back. */
import { Button, Tabs } from '@mantine/core';
import { GitFork, RotateCcw, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { DataVersion } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/use-action.ts';
import { CopyButton } from '../../../components/code-block.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Facts } from '../../../components/page.tsx';
import { formatBytes, formatInstant, shortId } from '../../../lib/format.ts';
import classes from '../data.module.css';
import { Profile } from '../profile/profile.tsx';
import { Relations } from '../relations/relations.tsx';
import { DownloadVersion } from './download-version.tsx';
import { FolderFiles } from './folder-files.tsx';
import { Sample } from './sample.tsx';
import { Tags } from './tags.tsx';

export function VersionDetail({ version, isShipped }: { version: DataVersion; isShipped: boolean }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const about = { name: version.name, version: version.version };
  const makeCurrent = useAction(() => api.datasets.makeCurrent(about));
  const remove = useAction(() => api.datasets.deleteVersion(about));
  const bringBack = useAction(() => api.datasets.undeleteVersion(about));
  const isTable = version.format === 'csv' || version.format === 'jsonl' || version.format === 'parquet';
  const isGone = version.deletedAt !== null;
  return (
    <section className={classes.detail} aria-labelledby="data-version" data-testid="data-version">
      <div className={classes.detailHead}>
        <h2 id="data-version">{t('versionTitle', { version: version.version })}</h2>
        <div className={classes.buttons}>
          {isGone ? (
            <Button size="compact-sm" leftSection={<RotateCcw size={13} />} onClick={() => bringBack.mutate()} loading={bringBack.isPending}>
              {t('undelete')}
            </Button>
          ) : (
            <>
              {!version.isCurrent && (
                <Button
                  variant="default"
                  size="compact-sm"
                  leftSection={<RotateCcw size={13} />}
                  onClick={() => makeCurrent.mutate()}
                  loading={makeCurrent.isPending}
                >
                  {t('makeCurrent')}
                </Button>
              )}
              <DownloadVersion version={version} />
              <Button
                component={Link}
                href={paths.lineage(`data:${version.name}@v${version.version}`)}
                variant="default"
                size="compact-sm"
                leftSection={<GitFork size={13} />}
              >
                {t('seeLineage')}
              </Button>
              {!isShipped && (
                <Button
                  variant="subtle"
                  color="red"
                  size="compact-sm"
                  leftSection={<Trash2 size={13} />}
                  onClick={() => remove.mutate()}
                  loading={remove.isPending}
                >
                  {t('toTrash')}
                </Button>
              )}
            </>
          )}
        </div>
      </div>
      {version.message && <p className={classes.message}>{version.message}</p>}
      <Facts
        items={[
          version.files === null
            ? [t('fact.file'), version.fileName]
            : [t('fact.folder'), t('fact.files', { folder: version.fileName, count: version.files })],
          [t('fact.size'), t('fact.sizes', { size: formatBytes(version.bytes, locale), added: formatBytes(version.newBytes, locale) })],
          [
            t('fact.origin'),
            version.runId ? (
              <Link key="run" href={paths.run(version.runId)}>
                {t('fact.step', { step: version.stepId, run: shortId(version.runId) })}
              </Link>
            ) : (
              t(version.files !== null && version.origin === 'import' ? 'origin.folder' : `origin.${version.origin}`)
            ),
          ],
          [t('fact.when'), formatInstant(version.createdAt, locale)],
          [
            t('fact.digest'),
            <span key="digest" className={classes.inline}>
              <code>{version.digest.slice(0, 12)}</code>
              <CopyButton text={version.digest} label={t('fact.copyDigest')} />
            </span>,
          ],
          [t('fact.reference'), <Reference key="reference" version={version} />],
        ]}
      />
      {!isGone && <Tags version={version} />}
      {isTable ? (
        <Tabs defaultValue="sample" keepMounted={false} className={classes.tabs}>
          <Tabs.List>
            <Tabs.Tab value="sample">{t('tab.sample')}</Tabs.Tab>
            <Tabs.Tab value="profile">{t('tab.profile')}</Tabs.Tab>
            <Tabs.Tab value="relations">{t('relations:tab')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="sample" pt="sm">
            <Sample version={version} />
          </Tabs.Panel>
          <Tabs.Panel value="profile" pt="sm">
            <Profile version={version} />
          </Tabs.Panel>
          <Tabs.Panel value="relations" pt="sm">
            <Relations version={version} />
          </Tabs.Panel>
        </Tabs>
      ) : version.files !== null ? (
        <FolderFiles version={version} />
      ) : (
        <EmptyState title={t('noTable.title')}>{t('noTable.text')}</EmptyState>
      )}
    </section>
  );
}

/** What one writes in pipeline.yaml. */
function Reference({ version }: { version: DataVersion }) {
  const { t } = useTranslation('data');
  const text = `dataset:${version.name}@v${version.version}`;
  return (
    <span className={classes.inline}>
      <code>{text}</code>
      <CopyButton text={text} label={t('fact.copyReference')} />
    </span>
  );
}
