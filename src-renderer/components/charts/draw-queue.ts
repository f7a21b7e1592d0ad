/** Drawings wait for each other: few per frame, so that scrolling past many charts stays smooth. */
const budgetMs = 6;
const waiting = new Map<object, () => void>();
let asked = false;

/** Draws soon; a drawing of the same owner that still waits is replaced. Gives back how to let go of it. */
export function drawSoon(owner: object, draw: () => void): () => void {
  waiting.set(owner, draw);
  ask();
  return () => waiting.delete(owner);
}

function ask() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    const end = performance.now() + budgetMs;
    for (const [owner, draw] of waiting) {
      waiting.delete(owner);
      draw();
      if (performance.now() > end) break;
    }
    if (waiting.size > 0) ask();
  });
}
