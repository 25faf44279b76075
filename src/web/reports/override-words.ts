import { clinicalDate, day } from '#base/day.ts'

/** 2167 hundredths is `22 %`; of nothing it is nothing. */
export const wholePercent = (hundredths: number | null): string =>
  hundredths === null ? '' : `${Math.round(hundredths / 100)} %`

/** `2026-11` is `Nov-2026`. */
export const monthInWords = (month: string): string => clinicalDate(day(`${month}-01`)).slice(3)
