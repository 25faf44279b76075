import { canonicalJson } from '#base/canonical.ts'
import { allScores } from '#clinical/scores/all-scores.ts'
import { type StoredScoreRecord, scoreRecordsAfter } from '#store/score-records.ts'
import type { Tx } from '#store/tx.ts'
import type { UnplacedFault } from './verify.ts'

const SLICE = 500
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** Every record of scores ever made, counted again from the answers that it holds. */
export async function checkScores(tx: Tx): Promise<readonly UnplacedFault[]> {
  const faults: UnplacedFault[] = []
  let after = BEFORE_ALL
  for (;;) {
    const records = await scoreRecordsAfter(tx, after, SLICE)
    for (const { id } of records.filter(countsOtherwise)) {
      const says = 'the scores are not those of their own answers'
      faults.push({ invariant: 'replay', says, subject: id })
    }
    after = records.at(-1)?.id ?? after
    if (records.length < SLICE) return faults
  }
}

const countsOtherwise = ({ facts, scores }: StoredScoreRecord): boolean =>
  canonicalJson(allScores(facts)) !== canonicalJson(scores)
