import { isBankHoliday } from '#base/bank-holidays.ts'
import { addDays, type Day, daysBetween, weekday } from '#base/day.ts'
import { ABSENT } from '#simulation/life.ts'
import { dayOfLife, residentOf } from '#simulation/resident.ts'
import { clinicDay } from './clinic-day.ts'
import { workLists } from './demonstration-lists.ts'
import { beginReviewed } from './demonstration-reviewed.ts'
import { deviceOn, doorAt, houseAt, type OpenSite, type Site } from './demonstration-sites.ts'
import { tellStories } from './demonstration-stories.ts'
import type { House } from './desk.ts'
import { endOfClinic } from './end-of-clinic.ts'
import {
  ask,
  type Enrolled,
  enrol,
  type Measured,
  measure,
  must,
  nameOf,
  type Slot,
} from './virtual-clinic.ts'
import { decide, tell } from './virtual-decision.ts'

/** The years of a site: who joins and who is seen on which day. */
export type Years = {
  readonly house: House
  readonly open: OpenSite
  /** The last day, which is lived until the clinic is half over. */
  readonly today: Day
  /** The day until which the county was lived at first: the stories of its people stand in their middle then. */
  readonly middle: Day
  readonly seed: number
  readonly joining: Map<Day, readonly number[]>
  readonly due: Map<Day, readonly Enrolled[]>
  /** Everybody who is tested, by the id of their record. */
  readonly people: Map<string, Enrolled>
}

/** Minutes of the day at which people are enrolled and the clinic begins, and how far its steps are apart. */
const ENROLLED_AT = 520
const CLINIC_AT = 540
const STEP = 8
/** So long before today nobody joins any more. */
const NOBODY_JOINS_DAYS = 21
/** Days after which somebody who did not come is seen. */
const COMES_LATE_BY = 7

/** The years before anybody has joined: most people come early, the others in between. */
export function yearsOf(
  house: House,
  open: OpenSite,
  span: { readonly from: Day; readonly today: Day; readonly seed: number },
): Years {
  const { from, today, seed } = span
  const days = Math.max(1, daysBetween(from, today) - NOBODY_JOINS_DAYS)
  const joining = new Map<Day, readonly number[]>()
  for (let nth = 0; nth < open.site.people; nth += 1) {
    const share = (nth + 0.5) / open.site.people
    const on = clinicDayFrom(open.site, addDays(from, Math.floor(share ** 3 * days)))
    joining.set(on, [...(joining.get(on) ?? []), nth])
  }
  return { house, open, today, middle: today, seed, joining, due: new Map(), people: new Map() }
}

/** The first day from this one on with a clinic of the site. */
const clinicDayFrom = (site: Site, on: Day): Day =>
  site.weekdays.includes(weekday(on)) && isBankHoliday(on) === false
    ? on
    : clinicDayFrom(site, addDays(on, 1))

/** The last clinic of a site up to today: what it left undone is what its people find. */
const lastClinic = (site: Site, today: Day): Day =>
  clinicDayFrom(site, today) === today ? today : lastClinic(site, addDays(today, -1))

/** Lives one day of a site; today only its first half is over. */
export async function liveDay(years: Years, on: Day): Promise<void> {
  await enrolAll(years, on)
  await beginReviewed(years, on)
  const due = years.due.get(on) ?? []
  years.due.delete(on)
  const isToday = on === years.today
  const here = isToday ? due.slice(0, Math.ceil(due.length / 2)) : due
  const came = here.filter(({ resident }) => resident.life.away[dayOfLife(resident, on)] !== ABSENT)
  const away = here.filter((patient) => !came.includes(patient))
  await see(years, on, came)
  await miss(years, on, away)
  const isStory = !isToday && (await tellStories(years, on))
  const isHeld = isStory || clinicDayFrom(years.open.site, on) === on
  if (isHeld && on < lastClinic(years.open.site, years.today)) await closeClinic(years, on)
  if (!isToday) await workLists(years, on)
}

/** Days back in which a clinic that nobody closed is looked for; older ones need no closing. */
const CLOSED_DAYS = 90

/** The nurse closes the clinic of the day, and hands over by name who is left. */
async function closeClinic({ house, open, today }: Years, on: Day): Promise<void> {
  if (daysBetween(on, today) > CLOSED_DAYS) return
  const nurse = open.callerOf('nurse')
  const end = await endOfClinic(houseAt(house, on, CLOSED_AT), nurse, on)
  if (end.kind === 'refused') throw new Error('the end of the clinic is refused')
  const closing = { what: 'closed', on, version: '0', left: end.leftKey }
  const handed = { handTo: nurse.accountId, reason: 'Telephoned tomorrow morning' }
  await ask(doorAt(house, open, on, CLOSED_AT), 'nurse', 'end-clinic', { ...closing, ...handed })
}

const CLOSED_AT = 1050

async function enrolAll(years: Years, on: Day): Promise<void> {
  const { house, open, seed } = years
  for (const [place, nth] of (years.joining.get(on) ?? []).entries()) {
    const door = doorAt(house, open, on, ENROLLED_AT + place)
    for (let number = seed * PEOPLE_A_SITE + nth; ; number += MOST_AT_A_SITE) {
      const resident = residentOf(number, { seed, joinedOn: on, days: LIFE_DAYS })
      const patient = await enrol(door, resident, open.site.enrolling)
      if (patient === undefined) continue
      wait(years, addDays(on, FIRST_SEEN_DAYS), patient)
      break
    }
  }
}

/** Numbers of residents of one site, and how many days of each life are known. */
const PEOPLE_A_SITE = 1000
const MOST_AT_A_SITE = 200
export const LIFE_DAYS = 3000
const FIRST_SEEN_DAYS = 7

function wait({ due, open, people }: Years, on: Day, patient: Enrolled): void {
  people.set(patient.patientId, patient)
  const held = clinicDayFrom(open.site, on)
  due.set(held, [...(due.get(held) ?? []), patient])
}

/** Everybody who comes is measured; then, in the order in which they came, decided and told. */
async function see(years: Years, on: Day, came: readonly Enrolled[]): Promise<void> {
  const { house, open, today } = years
  const left = lastClinic(open.site, today)
  const door = (nth: number, minutes: number) =>
    doorAt(house, open, on, CLINIC_AT + nth * STEP + minutes)
  const measured = await Promise.all(
    came.map((patient, nth) => measure(door(nth, 0), patient, deviceOn(open.site, on))),
  )
  const slots = slotsFor(measured)
  const decided = await Promise.all(
    measured.map(async (visit, nth) => {
      const isLeft = on === left && nth % LEFT === 0
      const decision = await decide(door(nth, 2), visit, slots[nth], isLeft)
      const { decisionId } = decision
      if (decisionId !== undefined && !isLeft) {
        await tell(door(nth, 4), visit.patient, decisionId)
      }
      return { decision, patient: visit.patient }
    }),
  )
  for (const { decision, patient } of decided) wait(years, decision.nextOn, patient)
}

/** Each takes the first slot offered that nobody before them has. */
function slotsFor(measured: readonly Measured[]): readonly (Slot | undefined)[] {
  const taken = new Set<string>()
  return measured.map(({ answer }) => {
    const free = answer.offers?.slots.find((slot) => !taken.has(nameOf(slot)))
    if (free !== undefined) taken.add(nameOf(free))
    return free
  })
}

/** Of the last clinic the first in so many has something left to do: the dose is not told, the alarm or the referral waits. */
const LEFT = 3

/** Nobody has telephoned yet about whoever missed a test in so many days. */
const NOT_TELEPHONED_DAYS = 4

/** Who does not come is marked at the end of the clinic and telephoned, and comes a week later. */
async function miss(years: Years, on: Day, away: readonly Enrolled[]): Promise<void> {
  if (away.length === 0) return
  const { house, open, today } = years
  const list = await clinicDay(houseAt(house, on, MARKED_AT), open.callerOf('receptionist'), on)
  if (list.kind === 'refused') throw new Error('the clinic list is refused')
  const door = doorAt(house, open, on, MARKED_AT)
  for (const patient of away) {
    const { episodeId } = patient
    const booked = list.people.find((place) => place.episodeId === episodeId)
    const { appointmentId, version } = booked ?? {}
    wait(years, addDays(on, COMES_LATE_BY), patient)
    if (typeof appointmentId !== 'string') continue
    const marked = { appointmentId, version: `${version}`, came: 'did-not-come' }
    await must(door, 'receptionist', 'record-attendance', marked)
    if (daysBetween(on, today) <= NOT_TELEPHONED_DAYS) continue
    await must(doorAt(house, open, on, TELEPHONED_AT), 'receptionist', 'record-contact', {
      ...{ episodeId, purpose: 'missed-test', how: 'telephone', outcome: 'reached' },
      note: 'Forgot; comes next week',
      seenContacts: '0',
    })
  }
}

const MARKED_AT = 760
const TELEPHONED_AT = 900
