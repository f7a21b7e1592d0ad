/** Brings a file in as a version: of a set that is given, or of one that is named. */
import { Button, FileInput, Modal, Progress, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Upload } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { explainError } from '../../../app/errors.ts';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import classes from '../data.module.css';
import { nameOf } from './name-of.ts';
import { useImport } from './use-import.ts';

export function ImportData({ name: given }: { name?: string }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  const [file, setFile] = useState<File | null>(null);
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file && wanted !== '') bringing.start({ file, name: wanted, tag: tag.trim(), message: message.trim() });
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
          <FileInput
            label={t('import.file')}
            description={t('import.fileHint')}
            placeholder={t('import.choose')}
            value={file}
            disabled={isBusy}
            data-autofocus
            onChange={(chosen) => {
              setFile(chosen);
              if (chosen && name === '') setName(nameOf(chosen.name));
            }}
          />
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
            <Button type="submit" loading={isBusy} disabled={!file || wanted === ''}>
              {t('import.bring')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
