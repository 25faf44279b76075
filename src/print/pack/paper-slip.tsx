import type { ReactNode } from 'react'

/** A sheet on which a visit is written down by hand; its number says that none is missing when they are entered. */
export const PaperSlip = ({
  number,
  children,
}: {
  readonly number: string
  readonly children: ReactNode
}) => (
  <div className="slip">
    <p>
      <strong>Paper entry {number}</strong> {children}
    </p>
    <table>
      <tbody>
        {LINES.map(([left, right]) => (
          <tr key={left}>
            <td>{left}</td>
            <td>{right}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const LINES: readonly (readonly [string, string])[] = [
  ['Date and time of the sample:', 'INR (as on the meter, < and > too):'],
  ['Meter serial:', 'Strip lot and expiry:'],
  ['Doses missed, dose taken yesterday:', 'Bleeding, bruising, falls:'],
  ['Medicines started or stopped, illness:', 'Procedure planned:'],
  ['Dose told, mg a day and tablets, from which date:', 'Next test on:'],
  ['Dose decided by (name, role), at what time:', 'Told by (name), how, read back:'],
  ['Signature of who decided:', 'Entered in Evenkeel by, on:'],
]
