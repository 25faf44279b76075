import type { Swap } from './plant.ts'

/** A fault that is planted on purpose, and the test that must find it. */
export type PlantedFault = {
  readonly id: string
  readonly says: string
  readonly swaps: readonly Swap[]
  readonly caughtBy: { readonly file: string; readonly test: string }
  /** The zone that the machine is in. */
  readonly zone?: string
  /** Where `soak`, only there: it needs a clinic of its own, which takes seconds. */
  readonly when: 'always' | 'soak'
}

const swap = (file: string, from: string, to: string): readonly Swap[] => [{ file, from, to }]

/** What is done to the database of a test, as by somebody who owns it. */
const inDatabase = (sql: string): readonly Swap[] =>
  swap(
    'test/database.ts',
    '  const appPool = openPool(appUrl, POOL_SIZE)\n',
    `  const spoiler = new Client({ connectionString: migratorUrl })
  await spoiler.connect()
  await spoiler.query(${JSON.stringify(sql)})
  await spoiler.end()
  const appPool = openPool(appUrl, POOL_SIZE)\n`,
  )

const OUTCOME = 'test/http/unknown-outcome.test.ts'
const TOLD =
  'H26: when a patient is told, a question to the database is lost, before it arrives or after it is done, wherever it is: it is there once'
const GATE = 'test/house/gate.test.ts'

export const PLANTED: readonly PlantedFault[] = [
  {
    id: 'inr-by-parse-float',
    says: 'an INR is read by parseFloat, which takes what it can and leaves the rest',
    swaps: swap(
      'src/clinical/inr.ts',
      'if (match === null) return notInGrammar(typed, limits)',
      `if (match === null) return measured(typed, Math.round(Number.parseFloat(typed) * 10), limits)`,
    ),
    caughtBy: {
      file: 'src/clinical/inr.test.ts',
      test: 'what is accepted is exactly the grammar within the range',
    },
    when: 'always',
  },
  {
    id: 'more-than-8-read-as-8',
    says: '`>8.0` is read as 8.0',
    swaps: swap(
      'src/clinical/inr.ts',
      `if (match[1] === '>') return censoredAbove(tenths, limits)`,
      `if (match[1] === '>') return measured(typed, tenths, limits)`,
    ),
    caughtBy: {
      file: 'src/clinical/inr.test.ts',
      test: 'D1.28: ">8" is >8.0',
    },
    when: 'always',
  },
  {
    id: 'days-as-milliseconds',
    says: 'a day later is 86,400,000 milliseconds later',
    swaps: swap(
      'src/base/day.ts',
      '(from: Day, days: number): Day => dayFromNumber(dayNumber(from) + days)',
      `(from: Day, days: number): Day => {
  const there = new Date(new Date(\`\${from}T00:00\`).getTime() + days * 86_400_000)
  return brand(\`\${there.getFullYear()}-\${pad(there.getMonth() + 1)}-\${pad(there.getDate())}\`)
}`,
    ),
    caughtBy: {
      file: 'src/base/day.test.ts',
      test: 'D2.65: four days from 29 October 2027 name each date once',
    },
    zone: 'Europe/London',
    when: 'always',
  },
  {
    id: 'birthdays-as-instants',
    says: 'a day of the database is read as an instant of the machine',
    swaps: swap('src/store/pool.ts', 'types.setTypeParser(DATE, (text) => text)\n', ''),
    caughtBy: {
      file: 'test/store/time-zones.test.ts',
      test: 'H12, H13: from each day of 2024 to 2040, in three time zones',
    },
    zone: 'Europe/London',
    when: 'soak',
  },
  {
    id: 'rounded-past-the-cap',
    says: 'rounding to tablets may pass the cap of a change',
    swaps: swap('src/clinical/warfarin/rounding.ts', 'isWithin(constant, bounds) && ', ''),
    caughtBy: {
      file: 'src/clinical/warfarin/rounding.test.ts',
      test: 'what is made is made by the tablets, on the side wanted, within the cap',
    },
    when: 'always',
  },
  {
    id: 'no-check-digit',
    says: 'the check digit of an NHS number is not looked at',
    swaps: swap(
      'src/register/nhs-number.ts',
      "  if (checkDigit(digits) !== Number(digits[9])) return refused('check-digit')\n",
      '',
    ),
    caughtBy: {
      file: 'src/register/nhs-number.test.ts',
      test: 'H02: no single wrong digit passes',
    },
    when: 'always',
  },
  {
    id: 'trailing-zero',
    says: 'a dose is shown with a trailing zero',
    swaps: swap(
      'src/clinical/dose.ts',
      'export const formatMg = (dose: number): string => `$' + '{mgNumber(dose)} mg`',
      "export const formatMg = (dose: number): string => (dose / 1000).toFixed(1) + ' mg'",
    ),
    caughtBy: {
      file: 'src/clinical/dose.test.ts',
      test: 'H14: no dose is shown with a trailing zero or a naked point',
    },
    when: 'always',
  },
  {
    id: 'competence-never-expires',
    says: 'who was competent once may dose for ever',
    swaps: swap('src/access/policy.ts', 'who.competence.until < today', 'false'),
    caughtBy: {
      file: 'test/store/doses-refused.test.ts',
      test: 'H34: the function of the database and the table of who may do what answer every cell alike',
    },
    when: 'soak',
  },
  {
    id: 'any-token-will-do',
    says: 'a request needs no token of its session',
    swaps: swap(
      'src/web/door/forgery.ts',
      'return a.length === b.length && timingSafeEqual(a, b)',
      'return a.length !== b.length || timingSafeEqual(a, a)',
    ),
    caughtBy: {
      file: 'test/http/acts-api.test.ts',
      test: 'a request with no token: 403 csrf',
    },
    when: 'soak',
  },
  {
    id: 'sessions-never-idle',
    says: 'a session that nobody uses does not end',
    swaps: swap(
      'src/workflow/see-session.ts',
      "if (now - seenAt >= limits.idleMs) return 'idle'",
      "if (now < seenAt) return 'idle'",
    ),
    caughtBy: { file: 'test/http/session.test.ts', test: 'D8.31: a session ends after 10 minutes' },
    when: 'soak',
  },
  {
    id: 'suggestion-unsigned',
    says: 'a suggestion is taken without its signature being looked at',
    swaps: swap(
      'src/workflow/suggestion-token.ts',
      'const expected = Buffer.from(signature(secret, body))',
      "const expected = Buffer.from((token.split('.')[1] ?? '') || signature(secret, body))",
    ),
    caughtBy: {
      file: 'test/store/visit-suggestion.test.ts',
      test: 'a suggestion counts for one person, one patient',
    },
    when: 'soak',
  },
  {
    id: 'key-used-twice',
    says: 'a save that is sent again under its key is done again',
    swaps: swap(
      'src/store/request-keys.ts',
      'if (claimed.length === 1)',
      'if (claimed.length <= 1)',
    ),
    caughtBy: {
      file: 'test/store/visit.test.ts',
      test: 'D4.75: a save that is sent twice is done once and answers twice the same',
    },
    when: 'always',
  },
  {
    id: 'key-with-other-content',
    says: 'other content under a key that was used is answered as saved',
    swaps: swap('src/workflow/act.ts', ' && claim.bodyHash === bodyHash', ''),
    caughtBy: {
      file: 'test/http/acts-api.test.ts',
      test: 'D4.76: the same key with another body is refused',
    },
    when: 'soak',
  },
  {
    id: 'seen-version-not-asked',
    says: 'a change of the register is saved over one that its person never saw',
    swaps: swap(
      'src/workflow/edit-patient.ts',
      'seenVersion(fields.version, patient.version,',
      'seenVersion(String(patient.version), patient.version,',
    ),
    caughtBy: { file: 'test/store/register.test.ts', test: 'every version of a record stays' },
    when: 'soak',
  },
  {
    id: 'commit-not-waited-for',
    says: 'a save is acknowledged before its commit is answered',
    swaps: swap(
      'src/store/tx.ts',
      "await Promise.all([last, client.query('commit')])",
      "[await last, (client.query('commit').catch(() => undefined), { command: 'COMMIT' })] as const",
    ),
    caughtBy: { file: OUTCOME, test: TOLD },
    when: 'soak',
  },
  {
    id: 'audit-outside-the-transaction',
    says: 'the line of the audit is written in a transaction of its own, after the commit',
    swaps: swap(
      'src/store/tx.ts',
      'const last = ending.last?.(tx)\n',
      `await client.query('commit')
  for (const opened of open(client, tx.providerId)) await opened
  const last = ending.last?.(tx)\n`,
    ),
    caughtBy: { file: OUTCOME, test: TOLD },
    when: 'always',
  },
  {
    id: 'rolled-back-and-acknowledged',
    says: 'a commit that rolled back is acknowledged',
    swaps: swap('src/store/tx.ts', "if (command !== 'COMMIT')", "if (command === '')"),
    caughtBy: {
      file: 'test/store/transaction-end.test.ts',
      test: 'H27: a transaction in which something failed that nobody awaited is never said to be kept',
    },
    when: 'always',
  },
  {
    id: 'full-disk-is-our-fault',
    says: 'a full disk is answered as a fault, by a page that keeps nothing of what was typed',
    swaps: swap('src/store/pool.ts', '53[1-3]00', '53300'),
    caughtBy: {
      file: 'test/store/transaction-end.test.ts',
      test: 'H30: whoever awaits what was asked behind a statement that failed hears why that failed',
    },
    when: 'always',
  },
  {
    id: 'journal-not-waited-for',
    says: 'an act is acknowledged before its line in the journal is on the disk',
    swaps: swap(
      'src/workflow/act.ts',
      'await house.journal?.write({',
      'void house.journal?.write({',
    ),
    caughtBy: {
      file: 'test/store/journal.test.ts',
      test: 'an act is acknowledged when its line is on the disk',
    },
    when: 'soak',
  },
  {
    id: 'text-with-a-new-key',
    says: 'a text that is given again to the network has another key',
    swaps: swap(
      'src/workflow/send-messages.ts',
      'gateway.send({ key: message.id,',
      'gateway.send({ key: crypto.randomUUID(),',
    ),
    caughtBy: {
      file: 'test/store/outbox.test.ts',
      test: 'H16: a network that loses-the-answer gets the message again with its key',
    },
    when: 'soak',
  },
  {
    id: 'row-level-security-off',
    says: 'row-level security of a table is switched off',
    swaps: inDatabase('alter table patient disable row level security'),
    caughtBy: { file: 'test/store/schema-rules.test.ts', test: 'R5: one policy template' },
    when: 'always',
  },
  {
    id: 'two-courses-at-once',
    says: 'the index that lets one person have one active course is dropped',
    swaps: inDatabase('drop index episode_one_active'),
    caughtBy: {
      file: 'test/store/two-anticoagulants.test.ts',
      test: 'H18: the application role cannot write a second active course',
    },
    when: 'soak',
  },
  {
    id: 'gate-asks-for-no-commit',
    says: 'the start-up gate does not ask whether a commit is on the disk',
    swaps: swap(
      'src/store/gate.ts',
      "  synchronous_commit: always('on', 'remote_write', 'remote_apply'),\n",
      '',
    ),
    caughtBy: { file: GATE, test: 'a connection with synchronous_commit=off is not' },
    when: 'always',
  },
  {
    id: 'gate-asks-for-no-walls',
    says: 'the start-up gate does not ask whether a table keeps providers apart',
    swaps: swap('src/store/gate.ts', '...(isOpen ?', '...(isOpen && false ?'),
    caughtBy: { file: GATE, test: 'H36: a table whose row-level security was switched off' },
    when: 'always',
  },
  {
    id: 'gate-lets-a-superuser-in',
    says: 'the start-up gate lets a superuser serve',
    swaps: swap('src/store/gate.ts', '...(superuser ?', '...(superuser && false ?'),
    caughtBy: { file: GATE, test: 'a superuser is not' },
    when: 'soak',
  },
  {
    id: 'fsync-off',
    says: 'the embedded server does not wait for the disk',
    swaps: swap('src/store/embedded/settings.ts', "fsync: 'on'", "fsync: 'off'"),
    caughtBy: {
      file: 'test/house/embedded-postgres.test.ts',
      test: 'a new folder becomes a durable database that ends with its only user',
    },
    when: 'soak',
  },
]

/** Faults that show only in a clinic at work that is struck: `test/crash/teeth.test.ts` plants each and must find it. */
export const PLANTED_IN_A_CLINIC: readonly Omit<PlantedFault, 'swaps'>[] = [
  {
    id: 'answers-early',
    says: 'the application answers before it has committed',
    caughtBy: {
      file: 'test/crash/teeth.test.ts',
      test: 'teeth: an application that answers before it has committed is found out: a save of it is lost',
    },
    when: 'always',
  },
  {
    id: 'key-dropped',
    says: 'the unique index of the keys of saves is dropped',
    caughtBy: {
      file: 'test/crash/teeth.test.ts',
      test: 'teeth: a database that forgot that a key is used once is found out',
    },
    when: 'always',
  },
  {
    id: 'synchronous-commit-off',
    says: 'a commit is answered before it is on the disk (synchronous_commit off), and the gate does not ask',
    caughtBy: {
      file: 'test/crash/teeth.test.ts',
      test: 'teeth: a database that commits before it has written is found out: a save of it is lost',
    },
    when: 'soak',
  },
]
