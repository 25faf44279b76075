/** A value to be written near its mark. */
export type Mark = { readonly x: number; readonly y: number; readonly text: string }
export type PlacedLabel = Mark & { readonly baseline: number }

type Box = { left: number; right: number; top: number; bottom: number }

const WIDTH_OF_CHARACTER = 6.2
const HEIGHT = 11
const MARK_RADIUS = 4

/**
 * Writes each value above or below its mark where it covers neither another mark nor another value. A value without
 * room is left out: the table beside the chart has it.
 */
export function placeLabels(
  marks: readonly Mark[],
  offsets: readonly number[],
): readonly PlacedLabel[] {
  const taken: Box[] = marks.map(markBox)
  const placed: PlacedLabel[] = []
  for (const mark of marks) {
    const offset = offsets.find((dy) => !taken.some((box) => overlap(box, labelBox(mark, dy))))
    if (offset === undefined) continue
    taken.push(labelBox(mark, offset))
    placed.push({ ...mark, baseline: mark.y + offset })
  }
  return placed
}

const markBox = ({ x, y }: Mark): Box => ({
  left: x - MARK_RADIUS,
  right: x + MARK_RADIUS,
  top: y - MARK_RADIUS,
  bottom: y + MARK_RADIUS,
})

function labelBox({ x, y, text }: Mark, offset: number): Box {
  const half = (text.length * WIDTH_OF_CHARACTER) / 2
  return { left: x - half, right: x + half, top: y + offset - HEIGHT, bottom: y + offset }
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
