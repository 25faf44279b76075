import type { CurvePoint } from '#clinical/warfarin/protocol-curve.ts'

/** The stretches of neighbouring INRs of which something is true. */
export function runsOf(
  points: readonly CurvePoint[],
  isTrue: (point: CurvePoint) => boolean,
): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = []
  for (const point of points) {
    if (!isTrue(point)) continue
    const last = runs.at(-1)
    if (last !== undefined && last.to === point.inrTenths - 1) last.to = point.inrTenths
    else runs.push({ from: point.inrTenths, to: point.inrTenths })
  }
  return runs
}
