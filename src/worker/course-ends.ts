import { openCourseEnds } from '#workflow/course-ends.ts'
import type { House } from '#workflow/desk.ts'

/** Opens the tasks of pauses and courses whose day has passed, and of ends that are due a second look. */
export const courseEnds = (house: House): Promise<void> => openCourseEnds(house)
