/** The state of the engine as a sentence, with what to do about it. */
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { StatusShape } from '../../components/status-shape.tsx';
import { paths } from '../paths.ts';
import classes from './engine-sentence.module.css';
import { useDoctor, useEngineWords } from './engine-state.tsx';

export function EngineSentence() {
  const { t } = useTranslation('nav');
  const { data } = useDoctor();
  const words = useEngineWords(data);
  if (!data) return null;
  const problem = data.problems.find(({ severity }) => severity === 'error') ?? data.problems[0];
  const kind = data.engine === 'docker' ? 'docker' : data.docker.available ? 'chosen' : 'process';
  return (
    <p className={classes.sentence}>
      <StatusShape look={problem?.severity === 'error' ? 'failed' : 'ok'} />
      <span>
        <strong>{words}.</strong> {t(`engine.sentence.${kind}`)} {problem?.severity === 'error' && <>{problem.what} </>}
        <Anchor component={Link} href={paths.settings('ambiente')} inherit underline="always">
          {t('engine.report')}
        </Anchor>
      </span>
    </p>
  );
}
