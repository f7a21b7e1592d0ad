/** What is written beside lines: the name of each where it ends, and limits as dashed lines across. Sizes are CSS pixels. */
import { paintable } from './colours.ts';
import type { Shown } from './line.ts';
import { font, type Painting } from './paint.ts';

/** A value that matters, such as a threshold. */
export interface Limit {
  value: number;
  label: string;
}

const lineHeight = 14;
const most = 160;

/** The room that the names need at the right of the lines: at most a third of a narrow chart. */
export function roomForNames(labels: readonly string[], width: number): number {
  return Math.min(most, width / 3, 12 + 7 * Math.max(0, ...labels.map((label) => label.length)));
}

export function paintLimits(ctx: CanvasRenderingContext2D, { frame, y }: Painting, limits: readonly Limit[], style: CSSStyleDeclaration) {
  ctx.save();
  ctx.font = font;
  ctx.lineWidth = 1;
  ctx.strokeStyle = ctx.fillStyle = paintable('var(--b-failed)', style);
  ctx.setLineDash([4, 4]);
  ctx.textAlign = 'left';
  for (const { value, label } of limits) {
    const place = Math.round(y.at(value)) + 0.5;
    if (!(place >= frame.top && place <= frame.bottom)) continue;
    ctx.beginPath();
    ctx.moveTo(frame.left, place);
    ctx.lineTo(frame.right, place);
    ctx.stroke();
    const above = place - frame.top > lineHeight;
    ctx.textBaseline = above ? 'bottom' : 'top';
    ctx.fillText(label, frame.left + 4, above ? place - 3 : place + 3);
  }
  ctx.restore();
}

/** Names that would cover each other move apart, none below the frame. */
export function paintNames(ctx: CanvasRenderingContext2D, { frame, y, shown }: Painting, room: number, style: CSSStyleDeclaration) {
  const names = apart(
    shown.flatMap((each) => {
      const last = lastOf(each);
      return last === null ? [] : [{ text: each.line.label, colour: each.line.colour, place: y.at(last) }];
    }),
    frame.bottom,
  );
  ctx.save();
  ctx.font = font;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const { text, colour, place } of names) {
    ctx.fillStyle = paintable(colour, style);
    ctx.fillText(fitted(ctx, text, room - 10), frame.right + 8, place);
  }
  ctx.restore();
}

export function apart<Name extends { place: number }>(names: readonly Name[], bottom: number): Name[] {
  const sorted = names.toSorted((a, b) => a.place - b.place).map((name) => ({ ...name }));
  let floor = Number.NEGATIVE_INFINITY;
  for (const name of sorted) floor = name.place = Math.max(name.place, floor + lineHeight);
  let ceiling = bottom + lineHeight / 2;
  for (const name of sorted.toReversed()) ceiling = name.place = Math.min(name.place, ceiling - lineHeight);
  return sorted;
}

function lastOf({ line, indices }: Shown): number | null {
  for (let at = indices.length - 1; at >= 0; at -= 1) {
    const y = line.ys[indices[at] as number] as number;
    if (Number.isFinite(y)) return y;
  }
  return null;
}

function fitted(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text;
  let kept = text;
  while (kept.length > 1 && ctx.measureText(`${kept}…`).width > room) kept = kept.slice(0, -1);
  return `${kept}…`;
}
