/** A plain text that a person may change in place: a description, a note. */

import classes from './editable.module.css';
import { Editable, type EditableProps } from './editable.tsx';

export function EditableText(props: EditableProps) {
  return <Editable {...props} rows={{ min: 3, max: 14 }} show={(text) => <p className={classes.plain}>{text}</p>} />;
}
