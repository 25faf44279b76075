import process from 'node:process'

// Loaded before an application: its clock is that of the machine and as many milliseconds as its parent has said last.
const TrueDate: { new (at: number | string | Date): Date; now(): number } = Date
let shift = 0

class ShiftedDate extends TrueDate {
  constructor(at: number | string | Date = ShiftedDate.now()) {
    super(at)
  }
  static override now(): number {
    return TrueDate.now() + shift
  }
}
Object.assign(globalThis, {
  Date: Object.assign(ShiftedDate, { parse: Date.parse, UTC: Date.UTC }),
})

process.on('message', (said) => {
  if (typeof said === 'number') shift = said
})
