import { clinicalDate, type Day, daysBetween } from '#base/day.ts'
import { formatTenths } from '#clinical/inr.ts'
import { LIMITS } from '#kinetics/forecast-model.ts'
import type { Genotype } from '#kinetics/genotypes.ts'
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
  return `INR ${formatTenths(medianTenths)} on ${clinicalDate(testOn)}, with a chance of 80 % between ${ends}, as counted in invented people.`
}

/** Where a forecast tells nothing that the last INR does not, that is said beside it; else nothing. */
export const farAheadInWords = ({ testOn }: ShownForecast, madeOn: Day): string =>
  daysBetween(madeOn, testOn) > LIMITS.nearDays
    ? 'More than two weeks ahead it was, in invented people, no better than taking the last INR for the next. '
    : ''

/** What a forecast rests on; what is not known of the person is said. */
export function restsOnInWords({ inrs, weightKg, cyp2c9, vkorc1 }: ShownForecast): string {
  const weight = weightKg === 'not-known' ? 'weight not known' : `weight ${weightKg} kg`
  const genes = genotypeInWords({ cyp2c9, vkorc1 })
  return `${inrs} INRs of the last four months and the doses told; ${weight}, ${genes}.`
}

/** `CYP2C9 *1/*2, VKORC1 not known`, or that neither is. */
export function genotypeInWords({ cyp2c9, vkorc1 }: Genotype): string {
  if (cyp2c9 === 'not-known' && vkorc1 === 'not-known') return 'genotype not known'
  const said = (diplotype: string) => (diplotype === 'not-known' ? 'not known' : diplotype)
  return `CYP2C9 ${said(cyp2c9)}, VKORC1 ${said(vkorc1)}`
}

/** How well forecasts have done, beside the cheapest forecast there is; that they are no better, or too sure, is said. */
export function accuracyInWords(accuracy: Accuracy | 'not-known'): string {
  if (accuracy === 'not-known') return 'not known: not worked out yet.'
  const { count } = accuracy
  if (accuracy.kind === 'not-known') {
    return `not known: ${count === 1 ? '1 forecast' : `${count} forecasts`} of the ${accuracy.least} that it takes.`
  }
  const { offHundredths, lastOffHundredths, withinPercent } = accuracy
  const off = `off by ${inUnits(offHundredths)} on average, taking the last INR for the next by ${inUnits(lastOffHundredths)}`
  const isBetter = offHundredths < lastOffHundredths
  const within = `${withinPercent} % within the interval of 80 %${withinPercent < TOO_FEW ? ', which is too narrow here' : ''}`
  return `${off}${isBetter ? '' : ', so no better than that'}; ${within} (${count} tests).`
}

const inUnits = (hundredths: number): string => (hundredths / 100).toFixed(2)

/** An interval of 80 % that holds fewer than this, in percent, promises too much. @technical Wording: five below what it is to hold. */
const TOO_FEW = 75
