/** Where the window stood and how large it was: kept in the program's own folder, and used again where a screen still shows it. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const rectangle = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const state = z.object({ bounds: rectangle, maximized: z.boolean() });
export type WindowState = z.infer<typeof state>;
type Rectangle = z.infer<typeof rectangle>;

/** So much of the title bar must be on a screen that the window can be taken by it. */
const visible = { width: 100, height: 40 };

export function readWindowState(file: string, screens: readonly Rectangle[]): WindowState | null {
  try {
    const kept = state.parse(JSON.parse(readFileSync(file, 'utf8')));
    return screens.some((screen) => shows(screen, kept.bounds)) ? kept : null;
  } catch {
    return null; // none yet, or damaged: the usual size
  }
}

export function keepWindowState(file: string, kept: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(kept));
    renameSync(`${file}.new`, file);
  } catch {
    // A full or read-only disk is no reason to keep a window from closing.
  }
}

function shows(screen: Rectangle, { x, y, width }: Rectangle): boolean {
  const across = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return across >= visible.width && y >= screen.y && y + visible.height <= screen.y + screen.height;
}
