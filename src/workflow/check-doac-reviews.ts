import { canonicalJson } from '#base/canonical.ts'
import { assessDoac } from '#clinical/doac/assess.ts'
import type { DoacInput } from '#clinical/doac/facts.ts'
import { recordedVerdict } from '#clinical/doac/review-outcome.ts'
import { DOAC_RULES, type DoacRules } from '#clinical/doac/rules.ts'
import { doacReviewsAfter, type StoredDoacReview } from '#store/doac-reviews.ts'
import type { Tx } from '#store/tx.ts'
import type { UnplacedFault } from './verify.ts'

const SLICE = 500
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** Every version of the rules that a review was ever made by. */
const RULES: readonly DoacRules[] = [DOAC_RULES]

/** Every review of a direct oral anticoagulant, asked again of the rules that it was made by. */
export async function checkDoacReviews(tx: Tx): Promise<readonly UnplacedFault[]> {
  const faults: UnplacedFault[] = []
  let after = BEFORE_ALL
  for (;;) {
    const reviews = await doacReviewsAfter(tx, after, SLICE)
    for (const review of reviews) faults.push(...checkReview(review))
    after = reviews.at(-1)?.id ?? after
    if (reviews.length < SLICE) return faults
  }
}

type Question = {
  readonly invariant: string
  readonly says: string
  readonly isBroken: (review: StoredDoacReview) => boolean
}

const QUESTIONS: readonly Question[] = [
  {
    invariant: 'I5',
    says: 'a review lacks its plan or mixes two patients',
    isBroken: ({ samePatient, planKnown, medicine, inputs }) =>
      !samePatient || !planKnown || medicine !== inputs.medicine,
  },
  {
    invariant: 'I5',
    says: 'a review was not judged by the weight and creatinine that it names',
    isBroken: isOfOtherMeasures,
  },
  {
    invariant: 'replay',
    says: 'the rules now judge a review differently',
    isBroken: isOtherVerdict,
  },
  {
    invariant: 'H19',
    says: 'a review says that a medicine may be taken which its own facts forbid',
    isBroken: ({ inputs, outcome }) => isForbidden(inputs) && outcome !== 'contraindicated',
  },
]

const checkReview = (review: StoredDoacReview): readonly UnplacedFault[] =>
  QUESTIONS.filter(({ isBroken }) => isBroken(review)).map(({ invariant, says }) => ({
    invariant,
    says,
    subject: review.id,
  }))

function isOfOtherMeasures(review: StoredDoacReview): boolean {
  const { weight, creatinine } = review.inputs
  const otherWeight =
    weight !== 'not-known' &&
    (weight.grams !== review.weightGrams || weight.on !== review.weighedOn)
  const otherBlood =
    creatinine !== 'not-known' &&
    (creatinine.umolPerL !== review.creatinineUmol || creatinine.on !== review.bloodOn)
  return otherWeight || otherBlood
}

function isOtherVerdict({ rulesId, rulesVersion, inputs, verdict }: StoredDoacReview): boolean {
  const rules = RULES.find(({ id, version }) => id === rulesId && version === rulesVersion)
  if (rules === undefined) return true
  return canonicalJson(recordedVerdict(assessDoac(inputs, rules))) !== canonicalJson(verdict)
}

/** Asked of the facts themselves, without the rules: each of these forbids the medicine whatever else is so. */
const isForbidden = (inputs: DoacInput): boolean =>
  inputs.bleeding === 'major' ||
  [
    inputs.mechanicalValve,
    inputs.mitralStenosis,
    inputs.antiphospholipid,
    inputs.pregnancy,
    inputs.breastFeeding,
  ].includes('yes')
