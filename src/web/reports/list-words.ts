import { FLAGS } from '#clinical/clinic-on-day.ts'
import { CONTROL_METHODS } from '#clinical/method-figures.ts'
import { INDICATORS, LIST_WORDS } from '#clinical/npsa-definitions.ts'
import { EXCLUSIONS } from '#clinical/period.ts'
import {
  FLAG_ANSWERS,
  flagKey,
  indicatorKey,
  LEFT_OUT,
  leftOutKey,
  methodKey,
  PLACES,
  placeKey,
} from '#workflow/counted-lists.ts'
import {
  EXCLUSION_WORDS,
  FLAG_ANSWER_WORDS,
  FLAG_WORDS,
  LEFT_OUT_WORDS,
  METHOD_WORDS,
  PLACE_WORDS,
} from './figure-words.ts'

/** What the people of a list have in common, by the key of the list. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ...EXCLUSIONS.flatMap(({ id }) => [
    ...CONTROL_METHODS.map(
      (method) =>
        [
          methodKey(id, method),
          `Counted by: ${METHOD_WORDS[method]}. ${EXCLUSION_WORDS[id]}`,
        ] as const,
    ),
    ...LEFT_OUT.map(
      (part) =>
        [
          leftOutKey(id, part),
          `Nothing counted: ${LEFT_OUT_WORDS[part]}. ${EXCLUSION_WORDS[id]}`,
        ] as const,
    ),
  ]),
  ...PLACES.map(
    (place) => [placeKey(place), `Last INR on the last day: ${PLACE_WORDS[place]}`] as const,
  ),
  ...FLAGS.flatMap((flag) =>
    FLAG_ANSWERS.map(
      (answer) =>
        [flagKey(flag, answer), `${FLAG_WORDS[flag]}: ${FLAG_ANSWER_WORDS[answer]}`] as const,
    ),
  ),
  ...INDICATORS.map(
    ({ id, list, number, title }) =>
      [indicatorKey(id), `${LIST_WORDS[list]}, ${number}: ${title}`] as const,
  ),
])

export const listInWords = (key: string): string =>
  WORDS.get(key) ?? 'People dosed by one clinician, counted by NICE'
