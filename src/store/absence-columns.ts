/** The columns that every list has; a list names those it knows. */
type Known = {
  readonly key: string
  readonly patient?: string
  readonly episode?: string
  /** The task, visit or appointment that the list is about. */
  readonly subject?: string
  /** What it is called, when it is not a person of the register. */
  readonly named?: string
  readonly sinceOn?: string
  readonly sinceAt?: string
  readonly risk?: string
  /** The account that owns it. */
  readonly owner?: string
  readonly note?: string
  readonly taskKind?: string
}

/** One list's columns as SQL. */
export const columns = (known: Known): string => `select ${known.key}::text as key,
  ${known.patient ?? 'null'}::uuid as patient_id, ${known.episode ?? 'null'}::uuid as episode_id,
  ${known.subject ?? 'null'}::uuid as subject_id, ${known.named ?? 'null'}::text as named,
  ${known.sinceOn ?? 'null'}::date as since_on, ${known.sinceAt ?? 'null'}::timestamptz as since_at,
  ${known.risk ?? '0'}::int as risk, ${known.owner ?? 'null'}::uuid as owner, ${known.note ?? 'null'}::text as note,
  ${known.taskKind ?? 'null'}::text as task_kind`

/** The columns of a list of courses, each named `c`. */
export const ofCourse = (known: Partial<Known>) =>
  columns({ key: 'c.id', patient: 'c.patient_id', episode: 'c.id', risk: 'c.risk', ...known })
