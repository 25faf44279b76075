/** @technical How many files are under way at once: they wait for the disk more than for the processor. */
const AT_ONCE = 6

/** Does the work for each, several at once; the first that fails ends all. */
export async function several<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
