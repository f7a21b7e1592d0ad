/** What the colours of a ramp mean. */
import { useLocale } from '../../app/i18n.ts';
import { rampColour } from './colours.ts';
import { type Dimension, sayValue, spanOfDimension } from './dimension.ts';
import classes from './relations.module.css';

export function Ramp({ dimension }: { dimension: Dimension }) {
  const { locale } = useLocale();
  const there = dimension.values.filter((value) => value !== null);
  const [least, most] = there.length === 0 ? spanOfDimension(dimension) : [Math.min(...there), Math.max(...there)];
  return (
    <div className={classes.ramp}>
      <span>{dimension.label}</span> {sayValue(dimension, least, locale)}
      <i style={{ background: `linear-gradient(to right, ${[0, 0.25, 0.5, 0.75, 1].map(rampColour).join(', ')})` }} aria-hidden="true" />
      {sayValue(dimension, most, locale)}
    </div>
  );
}
