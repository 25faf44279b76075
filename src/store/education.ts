import type { Lesson } from '#register/education.ts'
import type { SelfTestCheck } from '#register/self-testing.ts'
import type { Tx } from './tx.ts'

type Recorded = {
  readonly id: string
  readonly patientId: string
  readonly recordedBy: string
  readonly recordedAt: string
}

/** Writes a lesson, and whether with it the patient's education is complete. */
export async function addLesson(
  tx: Tx,
  lesson: Lesson & Recorded,
  state: 'complete' | 'incomplete',
): Promise<void> {
  await tx.query(
    `insert into education (provider_id, id, patient_id, taught_on, taught, taught_name, taught_by, topics, booklet,
       understood, note, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      tx.providerId,
      lesson.id,
      lesson.patientId,
      lesson.taughtOn,
      lesson.taught,
      lesson.taughtName,
      lesson.taughtBy,
      [...lesson.topics],
      lesson.booklet,
      lesson.understood,
      lesson.note,
      lesson.recordedBy,
      lesson.recordedAt,
    ],
  )
  await tx.query('update patient set education = $3 where provider_id = $1 and id = $2', [
    tx.providerId,
    lesson.patientId,
    state,
  ])
}

export type FoundLesson = Omit<Lesson, 'taughtOn'> & {
  readonly id: string
  readonly taughtOn: string
}

/** What a person has been taught, in the order in which it was recorded. */
export async function lessonsOf(tx: Tx, patientId: string): Promise<readonly FoundLesson[]> {
  return tx.query<FoundLesson>(
    `select id, taught_on as "taughtOn", taught, taught_name as "taughtName", taught_by as "taughtBy", topics, booklet,
            understood, note
       from education where provider_id = $1 and patient_id = $2 order by recorded_at, id`,
    [tx.providerId, patientId],
  )
}

/** Writes a check of somebody who tests at home, and until when they may; null ends it. */
export async function addSelfTestCheck(
  tx: Tx,
  check: SelfTestCheck & Recorded & { readonly competentUntil: string | null },
): Promise<void> {
  const { id, patientId, recordedBy, recordedAt, competentUntil, ...details } = check
  await tx.query(
    `insert into self_test_check (provider_id, id, patient_id, details, checked_on, competent_until, recorded_by,
       recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tx.providerId,
      id,
      patientId,
      JSON.stringify(details),
      check.checkedOn,
      competentUntil,
      recordedBy,
      recordedAt,
    ],
  )
  await tx.query('update patient set self_test_until = $3 where provider_id = $1 and id = $2', [
    tx.providerId,
    patientId,
    competentUntil,
  ])
}

/** The checks of a person who tests at home, newest first. */
export async function selfTestChecksOf(tx: Tx, patientId: string) {
  return tx.query<{
    id: string
    details: SelfTestCheck
    competentUntil: string | null
    recordedByName: string
  }>(
    `select c.id, c.details, c.competent_until as "competentUntil", s.name as "recordedByName"
       from self_test_check c
       join staff s on s.provider_id = c.provider_id and s.account_id = c.recorded_by
      where c.provider_id = $1 and c.patient_id = $2
      order by c.recorded_at desc, c.id desc`,
    [tx.providerId, patientId],
  )
}
