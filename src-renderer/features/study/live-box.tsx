/** “No seu laboratório”: a box in the text that shows the learner's own numbers and runs things in place. */
import { FlaskConical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CodeBlock, CopyButton } from '../../components/code-block.tsx';
import { parseBox } from './live-box-model.ts';
import { MetricBox } from './metric-box.tsx';
import { RunBox } from './run-box.tsx';
import classes from './study.module.css';

export function LiveBox({ source }: { source: string }) {
  const { t } = useTranslation('study');
  const box = parseBox(source);
  if (!box) return <CodeBlock text={source} language="yaml" />;
  return (
    <aside className={classes.box} aria-label={`${t('box.title')}: ${box.texto}`} data-testid={`box-${box.tipo}`}>
      <p className={classes.boxHead}>
        <FlaskConical size={14} aria-hidden /> {t('box.title')}
      </p>
      {box.tipo === 'metrica' && <MetricBox {...box} />}
      {box.tipo === 'rodar' && <RunBox {...box} />}
      {box.tipo === 'comando' && (
        <div className={classes.boxBody}>
          <p>{box.texto}</p>
          <div className={classes.command}>
            <code>{box.comando}</code>
            <CopyButton text={box.comando} />
          </div>
        </div>
      )}
    </aside>
  );
}
