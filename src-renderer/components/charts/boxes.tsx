/** How a metric spreads within groups: a box per group, its points over it. */
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/i18n.ts';
import { formatNumber } from '../../lib/format.ts';
import { Axes, placeX, placeY } from './axes.tsx';
import { ChartFrame } from './chart-frame.tsx';
import type { Dimension } from './dimension.ts';
import type { Frame } from './paint.ts';
import { boxOf } from './quartiles.ts';
import classes from './relations.module.css';

interface Props {
  title: string;
  /** Words: each value is a group. */
  groups: Dimension;
  values: Dimension;
  height: number;
}

export function Boxes({ title, groups, values, height }: Props) {
  const { t } = useTranslation('charts');
  const { locale } = useLocale();
  const { ref, width } = useElementSize();
  const frame: Frame = { left: 76, top: 24, right: Math.max(120, width - 16), bottom: height - 44 };
  const boxes = (groups.categories ?? []).flatMap((name, place) => {
    const members = values.values.filter((value, index): value is number => value !== null && groups.values[index] === place);
    const box = boxOf(members);
    return box ? [{ name, place, box, members }] : [];
  });
  const wide = Math.max(8, Math.min(64, (frame.right - frame.left) / Math.max(1, groups.categories?.length ?? 1) / 2));
  return (
    <ChartFrame
      title={title}
      height={height}
      table={() => ({
        columns: [groups.label, t('box.count'), t('box.low'), t('box.first'), t('box.median'), t('box.third'), t('box.high'), t('box.mean')],
        rows: boxes.map(({ name, members, box }) => [name, members.length, box.low, box.first, box.median, box.third, box.high, box.mean]),
      })}
    >
      <div ref={ref} className={classes.picture} style={{ height }}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-label={title}>
            <Axes frame={frame} x={groups} y={values} />
            {boxes.map(({ name, place, box, members }) => {
              const middle = placeX(frame, groups, place);
              const at = (value: number) => placeY(frame, values, value);
              return (
                <g key={name} className={classes.box}>
                  <title>{`${name}: ${formatNumber(box.median, locale)} [${formatNumber(box.first, locale)}; ${formatNumber(box.third, locale)}]`}</title>
                  <line x1={middle} x2={middle} y1={at(box.low)} y2={at(box.high)} />
                  <rect x={middle - wide / 2} width={wide} y={at(box.third)} height={Math.max(1, at(box.first) - at(box.third))} />
                  <line className={classes.median} x1={middle - wide / 2} x2={middle + wide / 2} y1={at(box.median)} y2={at(box.median)} />
                  {members.map((value, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: points of a group have nothing else.
                    <circle key={index} cx={middle + (((index * 7) % 11) - 5) * (wide / 26)} cy={at(value)} r={2.5} />
                  ))}
                </g>
              );
            })}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}
