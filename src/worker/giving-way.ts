import { setTimeout as rest } from 'node:timers/promises'
import type { House } from '#workflow/desk.ts'

/** After its work at some providers the clinic has so many times as long for itself. @technical A third of one core at most. */
const RESTS = 2

/** The house for what the product does by itself: it gives way to whoever treats, and stops between two providers when it is told to. */
export const givingWay = (house: House, stop: AbortSignal): House => ({
  ...house,
  giveWay: async (tookMs) => {
    await rest(RESTS * tookMs, undefined, { signal: stop })
  },
})
