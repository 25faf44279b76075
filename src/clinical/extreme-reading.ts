import { isCensored, knownAbove } from './inr-columns.ts'

/** `>8.0` is surely above 8.0; `>4.5` is not surely above 5.0. */
export const isSurelyAbove = (reading: number, limitTenths: number): boolean =>
  isCensored(reading) ? knownAbove(reading) >= limitTenths : reading > limitTenths

/** A reading above a lower limit than the one asked for may lie above it. */
export const mayBeAbove = (reading: number, limitTenths: number): boolean =>
  isCensored(reading) && reading > 0 && knownAbove(reading) < limitTenths

/** Whether a reading is surely less than a limit: `<0.8` is below 0.8. */
export const isSurelyBelow = (reading: number, limitTenths: number): boolean =>
  reading < 0 ? -reading <= limitTenths : reading < limitTenths

/** `<1.6` may be below 1.5; of a measured INR, which is no negative reading, it is known. */
export const mayBeBelow = (reading: number, limitTenths: number): boolean => -reading > limitTenths
