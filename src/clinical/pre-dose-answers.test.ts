import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_NOTES, TODAY } from '#test/clinical/a-visit.ts'
import { causesInWords, parsePreDoseAnswers } from './pre-dose-answers.ts'

const FORM = {
  takenYesterday: '5',
  missedDoses: '0',
  bleeding: 'none',
  medicinesChanged: 'no',
  illness: 'no',
  procedurePlanned: 'yes',
  pregnancyPossible: 'not-applicable',
  procedurePlannedNote: ' tooth out on Friday ',
}

test('seven answers are read, with what was said about them', () => {
  assert.deepEqual(parsePreDoseAnswers(FORM, TODAY), {
    kind: 'answers',
    answers: {
      answeredOn: TODAY,
      takenYesterdayUg: 5000,
      missedDoses: 0,
      bleeding: 'none',
      medicinesChanged: 'no',
      illness: false,
      procedurePlanned: true,
      pregnancyPossible: 'not-applicable',
      notes: { ...NO_NOTES, procedurePlanned: 'tooth out on Friday' },
    },
  })
})

test('H21: an empty form has no answers: all seven are asked for', () => {
  const parsed = parsePreDoseAnswers({}, TODAY)
  assert.deepEqual(
    parsed.kind === 'refused' && parsed.refusals.map(({ field, code }) => [field, code]),
    [
      ['takenYesterdayUg', 'required'],
      ['missedDoses', 'required'],
      ['bleeding', 'required'],
      ['medicinesChanged', 'required'],
      ['illness', 'required'],
      ['procedurePlanned', 'required'],
      ['pregnancyPossible', 'required'],
    ],
  )
})

const refused: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ['D4.68: nine missed of seven', { missedDoses: '9' }, 'missedDoses'],
  ['a missed dose in words', { missedDoses: 'none' }, 'missedDoses'],
  ['a dose with its unit', { takenYesterday: '5mg' }, 'takenYesterdayUg'],
  ['an answer that is not offered', { bleeding: 'a bit' }, 'bleeding'],
  ['a yes that is not text', { illness: true }, 'illness'],
]
for (const [name, change, field] of refused) {
  test(`${name} is refused`, () => {
    const parsed = parsePreDoseAnswers({ ...FORM, ...change }, TODAY)
    assert.deepEqual(parsed.kind === 'refused' && parsed.refusals.map((refusal) => refusal.field), [
      field,
    ])
  })
}

test('not known is an answer about the dose taken', () => {
  const parsed = parsePreDoseAnswers({ ...FORM, takenYesterday: 'not-known' }, TODAY)
  assert.equal(parsed.kind === 'answers' && parsed.answers.takenYesterdayUg, 'not-known')
})

const MEDICINE = { medicineOn: '20/11/2026' }
const CHANGES: readonly (readonly [string, Record<string, unknown>, string])[] = [
  [
    'an interacting one started',
    { medicinesChanged: 'started', medicine: 'clarithromycin' },
    'started-interacting',
  ],
  [
    'an interacting one stopped',
    { medicinesChanged: 'stopped', medicine: 'clarithromycin' },
    'stopped-interacting',
  ],
  [
    'one without interaction',
    { medicinesChanged: 'started', medicine: 'Amlodipine', medicineOther: 'yes' },
    'changed-other',
  ],
]
for (const [name, change, word] of CHANGES) {
  test(`H21: ${name}: ${word}, and the medicine by its name`, () => {
    const parsed = parsePreDoseAnswers({ ...FORM, ...MEDICINE, ...change }, TODAY)
    assert(parsed.kind === 'answers')
    assert.equal(parsed.answers.medicinesChanged, word)
    assert.equal(parsed.answers.medicines?.length, 1)
  })
}

test('H21: without a change no medicine is listed at all', () => {
  const parsed = parsePreDoseAnswers(FORM, TODAY)
  assert(parsed.kind === 'answers')
  assert.equal('medicines' in parsed.answers, false)
})

test('each question is refused with its own words: asked when blank, format when not readable', () => {
  const codes = (form: Record<string, unknown>) => {
    const parsed = parsePreDoseAnswers({ ...FORM, ...form }, TODAY)
    assert(parsed.kind === 'refused')
    return parsed.refusals.map(({ field, code, message }) => [
      field,
      code,
      /^[A-Z].+\.$/.test(message),
    ])
  }
  assert.deepEqual(codes({ missedDoses: ' ' }), [['missedDoses', 'required', true]])
  assert.deepEqual(codes({ missedDoses: '8' }), [['missedDoses', 'format', true]])
  assert.deepEqual(codes({ missedDoses: '12' }), [['missedDoses', 'format', true]])
  assert.deepEqual(codes({ missedDoses: 3 }), [['missedDoses', 'required', true]])
  assert.deepEqual(codes({ takenYesterday: 'not  known' }), [['takenYesterdayUg', 'format', true]])
  assert.deepEqual(codes({ pregnancyPossible: 'x' }), [['pregnancyPossible', 'format', true]])
})

test('the answers are refused in the order of the page: medicines stand after bleeding', () => {
  const parsed = parsePreDoseAnswers({ medicinesChanged: 'started' }, TODAY)
  assert(parsed.kind === 'refused')
  const fields = parsed.refusals.map(({ field }) => field)
  assert.deepEqual(fields.slice(0, 3), ['takenYesterdayUg', 'missedDoses', 'bleeding'])
  assert.deepEqual(fields.slice(-3), ['illness', 'procedurePlanned', 'pregnancyPossible'])
  assert.ok(fields.length > 6)
})

test('seven missed doses of seven, and not known in other letters, are answers', () => {
  for (const [missedDoses, missed] of [
    ['7', 7],
    [' 0 ', 0],
  ] as const) {
    const parsed = parsePreDoseAnswers({ ...FORM, missedDoses }, TODAY)
    assert.equal(parsed.kind === 'answers' && parsed.answers.missedDoses, missed)
  }
  for (const takenYesterday of ['NOT KNOWN', ' not known ']) {
    const parsed = parsePreDoseAnswers({ ...FORM, takenYesterday }, TODAY)
    assert.equal(parsed.kind === 'answers' && parsed.answers.takenYesterdayUg, 'not-known')
  }
  for (const takenYesterday of ['not known now', 'I do not know: not known']) {
    assert.equal(parsePreDoseAnswers({ ...FORM, takenYesterday }, TODAY).kind, 'refused')
  }
})

test('a note is kept as it was said, without the space around it; no text is no note', () => {
  const parsed = parsePreDoseAnswers(
    {
      ...FORM,
      missedDosesNote: ' a ',
      bleedingNote: 'b',
      medicinesChangedNote: 'c',
      illnessNote: 'd',
      procedurePlannedNote: 7,
      pregnancyPossibleNote: 'f',
    },
    TODAY,
  )
  assert(parsed.kind === 'answers')
  assert.deepEqual(parsed.answers.notes, {
    missedDoses: 'a',
    bleeding: 'b',
    medicinesChanged: 'c',
    illness: 'd',
    procedurePlanned: '',
    pregnancyPossible: 'f',
  })
})

const ASKED = {
  takenYesterday: /dose taken yesterday/,
  missedDoses: /doses were missed/,
  bleeding: /bleeding or bruising/,
  medicinesChanged: /started or stopped/,
  illness: /illness, or a change of alcohol or diet/,
  procedurePlanned: /procedure is planned/,
  pregnancyPossible: /pregnancy is possible/,
}
for (const [field, words] of Object.entries(ASKED)) {
  test(`H21: without an answer about ${field} there are no answers, and it is asked for`, () => {
    const parsed = parsePreDoseAnswers({ ...FORM, [field]: undefined }, TODAY)
    assert(parsed.kind === 'refused')
    assert.equal(parsed.refusals.length, 1)
    assert.match(parsed.refusals[0]?.message ?? '', words)
  })
}

test('a yes and a no are read as such', () => {
  const read = (illness: string, procedurePlanned: string) => {
    const parsed = parsePreDoseAnswers({ ...FORM, illness, procedurePlanned }, TODAY)
    return parsed.kind === 'answers' && [parsed.answers.illness, parsed.answers.procedurePlanned]
  }
  assert.deepEqual(read('yes', 'no'), [true, false])
  assert.deepEqual(read('no', 'yes'), [false, true])
})

test('a number of missed doses is one digit and nothing else', () => {
  for (const missedDoses of ['07', '1.5']) {
    assert.equal(parsePreDoseAnswers({ ...FORM, missedDoses }, TODAY).kind, 'refused')
  }
})

for (const [typed, causes, words] of [
  ['no', undefined, 'no'],
  ['yes', undefined, 'yes'],
  ['illness', ['illness'], 'illness'],
  ['alcohol', ['alcohol'], 'alcohol'],
  ['diet', ['diet'], 'diet'],
  ['illness+diet', ['illness', 'diet'], 'illness and diet'],
  ['illness+alcohol+diet', ['illness', 'alcohol', 'diet'], 'illness and alcohol and diet'],
] as const) {
  test(`H21: ${typed} to illness, alcohol and diet is recorded as ${words}`, () => {
    const parsed = parsePreDoseAnswers({ ...FORM, illness: typed }, TODAY)
    assert(parsed.kind === 'answers')
    assert.equal(parsed.answers.illness, typed !== 'no')
    assert.deepEqual(parsed.answers.causes, causes)
    assert.equal(causesInWords(parsed.answers), words)
  })
}

for (const typed of ['', 'diet+illness', 'illness+', 'illness+illness', 'stress', 1, ['diet']]) {
  test(`H21: ${JSON.stringify(typed)} is no answer to illness, alcohol and diet`, () => {
    const parsed = parsePreDoseAnswers({ ...FORM, illness: typed }, TODAY)
    assert.deepEqual(parsed.kind === 'refused' && parsed.refusals.map(({ field }) => field), [
      'illness',
    ])
  })
}
