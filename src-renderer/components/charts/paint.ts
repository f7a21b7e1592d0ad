/** Paints lines, bands and axes on a canvas. Sizes are CSS pixels; the caller has scaled the canvas. */
import { paintable } from './colours.ts';
import type { Shown } from './line.ts';
import type { Scale } from './scale.ts';

export interface Frame {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Painting {
  frame: Frame;
  x: Scale;
  y: Scale;
  shown: readonly Shown[];
  /** One line stands out, the others step back. */
  lit: string | null;
  sayX(value: number): string;
  sayY(value: number): string;
}

const piece = 40;

export const font = '12px "Inter Variable", system-ui, sans-serif';

export function paint(ctx: CanvasRenderingContext2D, painting: Painting, style: CSSStyleDeclaration) {
  const colour = (name: string) => paintable(name, style);
  paintAxes(ctx, painting, colour('var(--b-border)'), colour('var(--b-muted)'));
  const { frame, shown, lit } = painting;
  ctx.save();
  ctx.beginPath();
  // The dot of a point at the edge is seen whole.
  ctx.rect(frame.left - 3, frame.top - 2, frame.right - frame.left + 6, frame.bottom - frame.top + 4);
  ctx.clip();
  // Round joins are drawn one by one; on lines this thin nobody sees them.
  ctx.lineJoin = 'bevel';
  for (const each of shown) {
    const ink = colour(each.line.colour);
    const dim = lit !== null && lit !== each.line.id;
    ctx.strokeStyle = ctx.fillStyle = ink;
    if (each.line.band) paintBand(ctx, painting, each, dim ? 0.04 : 0.15);
    if (each.line.raw) {
      ctx.globalAlpha = dim ? 0.06 : 0.25;
      ctx.lineWidth = 1;
      ctx.setLineDash([]);
      paintLine(ctx, painting, each, each.line.raw);
    }
    ctx.globalAlpha = dim ? 0.2 : 1;
    ctx.lineWidth = lit === each.line.id ? 2.5 : 1.5;
    ctx.setLineDash(each.line.dash);
    paintLine(ctx, painting, each, each.line.ys);
  }
  ctx.restore();
}

function paintAxes(ctx: CanvasRenderingContext2D, { frame, x, y, sayX, sayY }: Painting, border: string, ink: string) {
  ctx.font = font;
  ctx.lineWidth = 1;
  ctx.strokeStyle = border;
  ctx.fillStyle = ink;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  ctx.beginPath();
  for (const tick of y.ticks) {
    const place = Math.round(y.at(tick)) + 0.5;
    ctx.moveTo(frame.left, place);
    ctx.lineTo(frame.right, place);
    ctx.fillText(sayY(tick), frame.left - 8, place);
  }
  ctx.stroke();
  ctx.textBaseline = 'top';
  let free = Number.NEGATIVE_INFINITY;
  for (const tick of x.ticks) {
    const [place, text] = [x.at(tick), sayX(tick)];
    const half = ctx.measureText(text).width / 2;
    if (place - half < free) continue;
    const middle = Math.max(half, Math.min(frame.right - half + 4, place));
    free = middle + half + 8;
    ctx.textAlign = 'center';
    ctx.fillText(text, middle, frame.bottom + 6);
  }
}

function paintLine(ctx: CanvasRenderingContext2D, { x, y }: Painting, { line, indices }: Shown, ys: Float64Array) {
  ctx.beginPath();
  const solid = line.dash.length === 0 && ctx.globalAlpha === 1;
  let pen = false;
  let count = 0;
  let [alone, last] = [false, 0];
  const dots: number[] = [];
  for (const index of indices) {
    const place = y.at(ys[index] as number);
    if (!Number.isFinite(place)) {
      if (pen && alone) dots.push(last);
      pen = false;
      continue;
    }
    const across = x.at(line.xs[index] as number);
    if (pen) ctx.lineTo(across, place);
    else ctx.moveTo(across, place);
    count += 1;
    // A path of thousands of points that cross each other's rows takes far longer than the same in pieces. Dashes would begin anew with each.
    if (count % piece === 0 && solid) {
      ctx.stroke();
      ctx.beginPath();
      ctx.moveTo(across, place);
    }
    alone = !pen;
    pen = true;
    last = index;
  }
  if (pen && alone) dots.push(last);
  ctx.stroke();
  // What no line reaches, and every point of a short line.
  for (const index of indices.length <= 12 ? indices : dots) {
    const place = y.at(ys[index] as number);
    if (!Number.isFinite(place)) continue;
    ctx.beginPath();
    ctx.arc(x.at(line.xs[index] as number), place, 2.5, 0, Math.PI * 2);
    ctx.fill();
  }
}

function paintBand(ctx: CanvasRenderingContext2D, { x, y }: Painting, { line, indices }: Shown, alpha: number) {
  const { band, xs } = line;
  if (!band) return;
  const sound = [...indices].filter((index) => Number.isFinite(y.at(band.low[index] as number)) && Number.isFinite(y.at(band.high[index] as number)));
  ctx.beginPath();
  for (const index of sound) ctx.lineTo(x.at(xs[index] as number), y.at(band.high[index] as number));
  for (const index of sound.toReversed()) ctx.lineTo(x.at(xs[index] as number), y.at(band.low[index] as number));
  ctx.closePath();
  ctx.globalAlpha = alpha;
  ctx.fill();
}
