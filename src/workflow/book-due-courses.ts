import { addDays, type Day, day, daysBetween, londonDay } from '#base/day.ts'
import { type Diary, type Slot, slotsOn } from '#recall/clinic-days.ts'
import { coursesDueBetween, type DueCourse } from '#store/due-courses.ts'
import { inTransaction } from '#store/tx.ts'
import { bookAppointment } from './book-appointment.ts'
import type { Caller, House } from './desk.ts'
import { newId } from './new-id.ts'
import { diaryFrom } from './offer-slots.ts'
import { slotText } from './slot-text.ts'

/** How far ahead the diary is filled. @technical The demonstration alone. */
const AHEAD_DAYS = 14

/** Books everybody of the demonstration who is due in the next fortnight, on the day they are due or just before. */
export async function bookDueCourses(house: House, receptionist: Caller): Promise<void> {
  const today = londonDay(house.clock())
  const { due, diary } = await inTransaction(house.pool, receptionist.providerId, async (tx) => ({
    keep: false,
    answer: {
      due: await coursesDueBetween(tx, today, addDays(today, AHEAD_DAYS)),
      diary: await diaryFrom(tx, today),
    },
  }))
  const taken = new Set<string>()
  for (const course of due) {
    const slot = freeSlot(diary, course, today, taken)
    if (slot === undefined) continue
    taken.add(slotText(slot))
    const booking = { episodeId: course.episodeId, slot: slotText(slot) }
    await bookAppointment.run(house, receptionist, newId(house.clock()), booking)
  }
}

/** The first free slot of the day on which the test is due, or of a day before it. */
function freeSlot(
  diary: Diary,
  course: DueCourse,
  today: Day,
  taken: ReadonlySet<string>,
): Slot | undefined {
  const dueOn = day(course.nextTestOn)
  const patterns = diary.patterns.filter(({ housebound }) => housebound === course.housebound)
  const daysBack = Array.from({ length: daysBetween(today, dueOn) + 1 }, (_, back) =>
    addDays(dueOn, -back),
  )
  return daysBack
    .flatMap((on) => slotsOn({ ...diary, patterns }, on))
    .find((slot) => !taken.has(slotText(slot)))
}
