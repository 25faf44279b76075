import { clinicalDate } from '#base/day.ts'
import { formatTenths } from '#clinical/inr.ts'
import { NOT_SHOWN } from '#kinetics/not-shown.ts'
import type { SecondOpinion, ShownForecast } from '#kinetics/second-opinion.ts'
import type { Accuracy } from '#kinetics/walk-forward.ts'

/** Median and interval, or every reason why there is none. */
export function opinionInWords(opinion: SecondOpinion): string {
  if (opinion.kind === 'not-shown') {
    return `No forecast: ${opinion.because.map((code) => NOT_SHOWN[code]).join('; ')}.`
  }
  const { testOn, lowTenths, medianTenths, highTenths } = opinion
  const ends = `${formatTenths(lowTenths)} and ${formatTenths(highTenths)}`
  return `INR ${formatTenths(medianTenths)} on ${clinicalDate(testOn)}, with a chance of 80 % between ${ends}.`
}

/** What a forecast rests on; what is not known of the person is said. */
export function restsOnInWords({ inrs, weightKg, cyp2c9, vkorc1 }: ShownForecast): string {
  const weight = weightKg === 'not-known' ? 'weight not known' : `weight ${weightKg} kg`
  const isKnown = cyp2c9 !== 'not-known' || vkorc1 !== 'not-known'
  const genes = isKnown ? `CYP2C9 ${cyp2c9}, VKORC1 ${vkorc1}` : 'genotype not known'
  return `It rests on ${inrs} INRs of the last four months and on the doses told; ${weight}, ${genes}.`
}

/** How well forecasts have done, beside the cheapest forecast there is. */
export function accuracyInWords(accuracy: Accuracy | 'not-known'): string {
  if (accuracy === 'not-known') return 'not known: it has not been worked out yet.'
  const { count } = accuracy
  if (accuracy.kind === 'not-known') {
    return `not known: ${count === 1 ? '1 forecast' : `${count} forecasts`} of the ${accuracy.least} that it takes.`
  }
  const off = (hundredths: number) => (hundredths / 100).toFixed(2)
  const { offHundredths, lastOffHundredths, withinPercent } = accuracy
  return `off by ${off(offHundredths)} on average over ${count} tests, and by ${off(lastOffHundredths)} when the last INR is taken for the next; ${withinPercent} % lay within the interval of 80 %.`
}
