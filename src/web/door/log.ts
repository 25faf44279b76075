import { type Logger, pino } from 'pino'

/** The log of the application. Nothing of a patient is ever handed to it. */
export const openLog = (destination: 'stdout' | 'silent'): Logger =>
  pino({ name: 'evenkeel', enabled: destination === 'stdout' })
