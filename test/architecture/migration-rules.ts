/** A migration that says "For versions from schema 0069 on." may do nothing that an older version would trip over. */
const SAYS_SO = /^-- For versions from schema (\d{4}) on\.$/m
/** Above a statement that would be one: why older versions do not trip over it after all. */
const EXPLAINED = /^\s*-- Older versions: \S/m

const TRIPS: readonly (readonly [RegExp, string])[] = [
  [/^drop /, 'takes something away'],
  [/^alter table .* drop (?!expression|identity)/, 'takes something away'],
  [/^alter \w+ .* rename /, 'gives something another name'],
  [/^alter table .* alter (column )?\w+ (set data )?type /, 'gives a column another type'],
  [/^alter table .* alter (column )?\w+ (set not null|drop default)/, 'demands a value'],
  [
    /^alter table .* add (column )?(if not exists )?\w+ (?!.*\bdefault\b)[^,]*\bnot null/,
    'demands a value',
  ],
  [
    /^alter table .* add (constraint|check|unique|foreign|primary|exclude)/,
    'refuses what was taken',
  ],
  [/^create unique index/, 'refuses what was taken'],
  [/^(create|alter) policy/, 'refuses what was taken'],
  [/^alter table .* (enable|force) row level security/, 'refuses what was taken'],
  [/^create (or replace )?(constraint )?trigger/, 'does something at what older versions write'],
  [/^create or replace (function|view|procedure)/, 'changes what older versions ask'],
  [/^alter function/, 'changes what older versions ask'],
  [/^revoke /, 'takes a right away'],
  [/^(update|delete|insert|truncate) /, 'changes rows that older versions hold'],
  [/^do /, 'runs what cannot be read from here'],
]

/** The seal of a row takes in each column that is filled, so that one with a default would break the seals of all rows before it. */
const SEALED =
  /^alter table (inr_result|dose_decision|told|patient_version|episode_version|task_event) .*add .*\bdefault\b/

/** Statements with the comments above them; what stands in quotes or between dollars is one piece. */
function statementsOf(sql: string): readonly string[] {
  const pieces = sql.match(/--[^\n]*|\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'|;|[^-$';]+|./g) ?? []
  const statements = ['']
  for (const piece of pieces) {
    if (piece === ';') statements.push('')
    else statements[statements.length - 1] += piece
  }
  return statements
}

/** What the statement says, on one line, without its comments. */
const plain = (statement: string): string =>
  statement
    .replace(/--[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()

/** Tables that this file itself makes: no older version knows them. */
const madeBy = (statements: readonly string[]): readonly string[] =>
  statements.flatMap((statement) => /^create table (\w+)/.exec(plain(statement))?.[1] ?? [])

const tableOf = (statement: string): string | undefined =>
  /^(?:alter table|update|insert into|delete from|truncate) (?:only )?(\w+)/.exec(statement)?.[1] ??
  /^(?:create|alter|drop)\b.*? on (\w+)/.exec(statement)?.[1] ??
  /^revoke .*? on (\w+)/.exec(statement)?.[1]

/** Whether a file gives a sealed table a filled column and does not leave it out of the seal (docs/decisions/0031). */
export function sealFaults(name: string, sql: string): readonly string[] {
  const isLeftOut = /\brows_sealed\b/.test(sql)
  const broken = statementsOf(sql)
    .map(plain)
    .filter((statement) => SEALED.test(statement))
  return isLeftOut ? [] : broken.map((statement) => `${name}: breaks seals: ${statement}`)
}

/** What in this file an older version may trip over though the file says that it works on. */
export function migrationFaults(name: string, sql: string): readonly string[] {
  if (!SAYS_SO.test(sql)) return []
  const statements = statementsOf(sql)
  const made = madeBy(statements)
  return statements
    .filter((statement) => !EXPLAINED.test(statement))
    .map(plain)
    .filter((statement) => !made.includes(tableOf(statement) ?? ''))
    .flatMap((statement) =>
      TRIPS.filter(([trips]) => trips.test(statement)).map(
        ([, says]) => `${name}: ${says}: ${statement.slice(0, 60)}`,
      ),
    )
}
