/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Does `work` so many times in a second, evenly, for so long, whatever each takes; gives how often it was done. */
export async function evenly(perSecond: number, seconds: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  const all: Promise<unknown>[] = [];
  while (all.length < perSecond * seconds) {
    const due = Math.min(perSecond * seconds, ((performance.now() - began) / 1_000) * perSecond);
    while (all.length < due) all.push(work());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Promise.all(all);
  return all.length;
}
