/** Puts boxes one below the other, each as near as possible to where it would like to be. */

export interface Wish {
  readonly height: number;
  /** The centre that suits the box best. */
  readonly centre: number;
}

/**
 * The tops of boxes in the given order, `gap` apart at least and none above `top`, with the least sum of squared
 * distances to their wishes (pooling of adjacent violators).
 */
export function stack(wishes: readonly Wish[], top: number, gap: number): readonly number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const { height } of wishes) {
    offsets.push(offset);
    offset += height + gap;
  }
  const pools: { sum: number; count: number }[] = [];
  for (const [index, { height, centre }] of wishes.entries()) {
    pools.push({ sum: centre - height / 2 - (offsets[index] ?? 0), count: 1 });
    for (let last = pools.at(-1), before = pools.at(-2); last && before; ) {
      if (before.sum / before.count <= last.sum / last.count) break;
      before.sum += last.sum;
      before.count += last.count;
      pools.pop();
      [last, before] = [pools.at(-1), pools.at(-2)];
    }
  }
  const starts = pools.flatMap(({ sum, count }) => Array<number>(count).fill(sum / count));
  return starts.map((it, index) => Math.max(it, top) + (offsets[index] ?? 0));
}
