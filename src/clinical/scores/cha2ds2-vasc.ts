// CHA2DS2-VASc: the risk of stroke in atrial fibrillation.
import { anyOf, type ScoreFacts, type SexCounted } from './answer.ts'
import { item, type Meaning, type Score, type ScoreItem, scoreOf } from './score.ts'

/**
 * Years from which age counts once and twice. Source: S64, S38 of the clinical reference 6.6.
 * @see docs/evidence.md#cha2ds2-vasc
 */
const AGE_COUNTS_FROM = 65
/** @see docs/evidence.md#cha2ds2-vasc */
const AGE_COUNTS_TWICE_FROM = 75

const NG196 = 'NICE NG196, as carried by two medical news services (S62)'

/** @see docs/evidence.md#cha2ds2-vasc */
const MEANINGS = {
  offer: {
    code: 'anticoagulant-offered',
    says: 'NICE: offer a direct-acting oral anticoagulant at 2 or more.',
    source: NG196,
    status: 'verified',
  },
  consider: {
    code: 'anticoagulant-considered',
    says: 'NICE: consider a direct-acting oral anticoagulant for a man with 1.',
    source: NG196,
    status: 'verified',
  },
  none: {
    code: 'not-for-stroke-risk',
    says: 'NICE: the score alone is no reason for an anticoagulant (0, or 1 from being a woman).',
    source: NG196,
    status: 'verified',
  },
} as const satisfies Record<string, Meaning>

/** The score of these facts, 0 to 9. Source of items and points: S64, S38. */
export function cha2ds2Vasc(facts: ScoreFacts): Score {
  const items = itemsOf(facts)
  const sexes: readonly SexCounted[] = facts.sex === 'not-known' ? ['female', 'male'] : [facts.sex]
  const bySex = sexes.map((sex) =>
    scoreOf(NAMED, itemsOf({ ...facts, sex }), (score) => [meaningOf(score, sex)]),
  )
  const meanings = new Map(
    bySex.flatMap((score) => score.meanings).map((meaning) => [meaning.code, meaning]),
  )
  return { ...scoreOf(NAMED, items, () => []), meanings: [...meanings.values()] }
}

const NAMED = { id: 'cha2ds2-vasc', version: '1' } as const

function itemsOf({ age, sex, answers }: ScoreFacts): readonly ScoreItem[] {
  const isFemale = sex === 'not-known' ? sex : sex === 'female' ? 'yes' : 'no'
  return [
    item('heart-failure', 'Congestive heart failure', 1, answers.heartFailure),
    item('hypertension', 'Hypertension', 1, answers.hypertension),
    { id: 'age', label: 'Age 65 to 74 (1), 75 or over (2)', possible: agePoints(age) },
    item('diabetes', 'Diabetes', 1, answers.diabetes),
    item(
      'stroke',
      'Stroke, TIA or thromboembolism before',
      2,
      anyOf(answers.stroke, answers.tiaOrEmbolism),
    ),
    item('vascular-disease', 'Vascular disease', 1, answers.vascularDisease),
    item('sex', 'Female', 1, isFemale),
  ]
}

function agePoints(age: ScoreFacts['age']): readonly number[] {
  if (age === 'not-known') return [0, 1, 2]
  if (age < AGE_COUNTS_FROM) return [0]
  return [age < AGE_COUNTS_TWICE_FROM ? 1 : 2]
}

function meaningOf(score: number, sex: SexCounted): Meaning {
  if (score >= 2) return MEANINGS.offer
  return score === 1 && sex === 'male' ? MEANINGS.consider : MEANINGS.none
}
