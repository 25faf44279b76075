// An attacker on published tables: whole numbers between bounds, held together by sums and by "no more than". It finds of each number every
// value that some set of numbers behind the tables could have, exactly, by trying.

export type Bounds = { readonly low: number; readonly high: number }

/** The sum of some numbers, each times a whole factor, lies between two bounds. */
export type Relation = Bounds & { readonly terms: readonly (readonly [name: string, by: number])[] }

export type Tables = {
  readonly numbers: ReadonlyMap<string, Bounds>
  readonly relations: readonly Relation[]
}

type Box = Map<string, { low: number; high: number }>

/** Whether the tables could be what they are if this number were `value`. */
export function isPossible(tables: Tables, name: string, value: number): boolean {
  const box: Box = new Map([...tables.numbers].map(([key, bounds]) => [key, { ...bounds }]))
  const one = box.get(name)
  if (one === undefined || value < one.low || value > one.high) return false
  box.set(name, { low: value, high: value })
  return search(tables.relations, box)
}

/** The values from one to another that a number could have. */
export const possible = (tables: Tables, name: string, low: number, high: number) =>
  Array.from({ length: high - low + 1 }, (_, nth) => low + nth).filter((value) =>
    isPossible(tables, name, value),
  )

function search(relations: readonly Relation[], box: Box): boolean {
  if (!narrowed(relations, box)) return false
  const open = [...box]
    .filter(([, { low, high }]) => low < high)
    .sort(([, one], [, other]) => one.high - one.low - (other.high - other.low))[0]
  if (open === undefined) return true
  const [name, { low, high }] = open
  for (let value = low; value <= high; value += 1) {
    const next: Box = new Map([...box].map(([key, bounds]) => [key, { ...bounds }]))
    next.set(name, { low: value, high: value })
    if (search(relations, next)) return true
  }
  return false
}

/** Draws every bound in by every relation until nothing moves; false where nothing is left of a number. */
function narrowed(relations: readonly Relation[], box: Box): boolean {
  let isMoving = true
  while (isMoving) {
    isMoving = false
    for (const relation of relations) {
      const moved = narrow(relation, box)
      if (moved === 'empty') return false
      isMoving ||= moved === 'moved'
    }
  }
  return true
}

const at = (box: Box, name: string) => {
  const bounds = box.get(name)
  if (bounds === undefined) throw new RangeError(`no such number: ${name}`)
  return bounds
}

function narrow({ terms, low, high }: Relation, box: Box): 'empty' | 'moved' | 'still' {
  const ends = terms.map(([name, by]) => endsOf(at(box, name), by))
  const least = ends.reduce((sum, end) => sum + end.least, 0)
  const most = ends.reduce((sum, end) => sum + end.most, 0)
  if (least > high || most < low) return 'empty'
  for (const [nth, [name, by]] of terms.entries()) {
    const end = ends[nth] ?? { least: 0, most: 0 }
    const moved = drawIn(at(box, name), by, {
      low: low - (most - end.most),
      high: high - (least - end.least),
    })
    // The ends of the others hold still for one round: the next takes the new bounds.
    if (moved !== 'still') return moved
  }
  return 'still'
}

const endsOf = ({ low, high }: Bounds, by: number) => ({
  least: Math.min(by * low, by * high),
  most: Math.max(by * low, by * high),
})

/** Draws the bounds of one number in to what is left for it. */
function drawIn(bounds: { low: number; high: number }, by: number, left: Bounds) {
  const first = Math.ceil((by > 0 ? left.low : left.high) / by)
  const last = Math.floor((by > 0 ? left.high : left.low) / by)
  if (first <= bounds.low && last >= bounds.high) return 'still'
  bounds.low = Math.max(bounds.low, first)
  bounds.high = Math.min(bounds.high, last)
  return bounds.low > bounds.high ? 'empty' : 'moved'
}
