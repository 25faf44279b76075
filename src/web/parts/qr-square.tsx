import { encodeQR } from 'qr'

/** @technical Light modules around the square, by which a camera finds it (ISO/IEC 18004: at least 4). */
const QUIET = 4

/** A text as the square that a telephone reads, drawn here: it is sent to nobody. */
export function QrSquare({ text, title }: { readonly text: string; readonly title: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET })
  const dark = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return (
    <svg
      className="evk-qr"
      role="img"
      aria-label={title}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
    >
      <rect width={rows.length} height={rows.length} fill="#ffffff" />
      <path d={dark.join('')} fill="#000000" />
    </svg>
  )
}
