// Pan and zoom as plain arithmetic: a view places the picture at x, y with a scale.

export interface View {
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

const MIN_SCALE = 0.2;
const MAX_SCALE = 4;
const MARGIN = 16;

const clamp = (scale: number) => Math.min(Math.max(scale, MIN_SCALE), MAX_SCALE);

/** The whole picture, in the middle, never larger than life: text of 14 px stays the text of the page. */
export function fitView(frame: Size, picture: Size): View {
  const scale = clamp(Math.min((frame.width - 2 * MARGIN) / picture.width, (frame.height - 2 * MARGIN) / picture.height, 1));
  return { scale, x: (frame.width - picture.width * scale) / 2, y: (frame.height - picture.height * scale) / 2 };
}

/** Zooms so that the point of the frame stays over the same place of the picture. */
export function zoomAt(view: View, factor: number, point: Point): View {
  const scale = clamp(view.scale * factor);
  const ratio = scale / view.scale;
  return { scale, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio };
}

export const panBy = (view: View, dx: number, dy: number): View => ({ ...view, x: view.x + dx, y: view.y + dy });
