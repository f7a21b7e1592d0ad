/** `watchGutter`: breakpoints beside the lines of the steps: a click, or F9 on the line of the cursor, puts one or takes it away. */
import { monaco } from '../monaco.ts';
import classes from './pipeline.module.css';

export interface StepLine {
  step: string;
  line: number;
}

interface Gutter {
  show(lines: readonly StepLine[], breakpoints: ReadonlySet<string>, label: (step: string) => string): void;
  dispose(): void;
}

export function watchGutter(editor: monaco.editor.IStandaloneCodeEditor, onToggle: (step: string) => void): Gutter {
  let steps: readonly StepLine[] = [];
  const marks = editor.createDecorationsCollection();
  const stepAt = (line: number) => steps.findLast((each) => each.line <= line)?.step;
  const toggleAt = (line: number) => {
    const step = stepAt(line);
    if (step !== undefined) onToggle(step);
  };
  // A plain word of YAML counts as a string, in which nothing would be offered by itself.
  editor.updateOptions({ glyphMargin: true, quickSuggestions: { other: true, strings: true, comments: false } });
  const click = editor.onMouseDown(({ target }) => {
    if (target.type === monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN) toggleAt(target.position.lineNumber);
  });
  const key = editor.onKeyDown((event) => {
    if (event.keyCode !== monaco.KeyCode.F9) return;
    event.preventDefault();
    toggleAt(editor.getPosition()?.lineNumber ?? 0);
  });
  return {
    show(lines, breakpoints, label) {
      steps = [...lines].sort((a, b) => a.line - b.line);
      marks.set(
        steps.map(({ step, line }) => ({
          range: new monaco.Range(line, 1, line, 1),
          options: {
            glyphMarginClassName: breakpoints.has(step) ? classes.breakpoint : classes.noBreakpoint,
            glyphMarginHoverMessage: { value: label(step) },
          },
        })),
      );
    },
    dispose() {
      click.dispose();
      key.dispose();
      marks.clear();
      editor.updateOptions({ glyphMargin: false, quickSuggestions: { other: true, strings: false, comments: false } });
    },
  };
}
