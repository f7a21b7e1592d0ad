/** Brings a file or a folder in as a version: of a set that is given, or of one that is named. */
import { Button, Modal, Progress, SegmentedControl, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Upload } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { explainError } from '../../../app/errors.ts';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import classes from '../data.module.css';
import { ChooseData } from './choose-data.tsx';
import { nameOf } from './name-of.ts';
import { type Chosen, useImport } from './use-import.ts';

export function ImportData({ name: given }: { name?: string }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Chosen['kind']>('file');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [name, setName] = useState('');
  const [tag, setTag] = useState('');
  const [message, setMessage] = useState('');
  const bringing = useImport(
    (version, isNew) => {
      setOpen(false);
      notifications.show({
        withCloseButton: false,
        message: t(isNew ? 'import.done' : 'import.same', { name: version.name, version: version.version }),
      });
      go(paths.data(version.name, version.version));
    },
    (error) => {
      const { what, fix } = explainError(error, locale);
      notifications.show({ title: what, message: fix, color: 'red', autoClose: 10_000 });
    },
  );
  const wanted = given ?? name.trim();
  const choose = (what: Chosen | null) => {
    setChosen(what);
    if (what && name === '') setName(nameOf(what.kind === 'file' ? what.file.name : what.folder));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen && wanted !== '') bringing.start({ chosen, name: wanted, tag: tag.trim(), message: message.trim() });
  };
  const isBusy = bringing.share !== null;
  return (
    <>
      <Button leftSection={<Upload size={14} />} onClick={() => setOpen(true)} data-testid="import">
        {t(given === undefined ? 'import.open' : 'import.version')}
      </Button>
      <Modal
        opened={open}
        onClose={() => (isBusy ? undefined : setOpen(false))}
        title={t(given === undefined ? 'import.open' : 'import.version')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <form onSubmit={submit} className={classes.form}>
          <SegmentedControl
            aria-label={t('import.kind')}
            value={kind}
            disabled={isBusy}
            onChange={(value) => {
              setKind(value as Chosen['kind']);
              setChosen(null);
            }}
            data={[
              { value: 'file', label: t('import.oneFile') },
              { value: 'folder', label: t('import.oneFolder') },
            ]}
          />
          <ChooseData key={kind} kind={kind} chosen={chosen} disabled={isBusy} onChoose={choose} />
          {given === undefined && (
            <TextInput
              label={t('import.name')}
              description={t('import.nameHint')}
              value={name}
              maxLength={100}
              disabled={isBusy}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <TextInput
            label={t('import.message')}
            value={message}
            maxLength={1000}
            disabled={isBusy}
            onChange={(event) => setMessage(event.currentTarget.value)}
          />
          <TextInput
            label={t('import.tag')}
            description={t('import.tagHint')}
            value={tag}
            maxLength={64}
            disabled={isBusy}
            onChange={(event) => setTag(event.currentTarget.value)}
          />
          {isBusy && <Progress value={100 * (bringing.share ?? 0)} aria-label={t('import.progress')} />}
          <div className={classes.buttons}>
            {isBusy && (
              <Button variant="default" onClick={bringing.stop}>
                {t('import.stop')}
              </Button>
            )}
            <Button type="submit" loading={isBusy} disabled={!chosen || wanted === ''}>
              {t('import.bring')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
