/** Seconds of rest after the first, second, third ... wrong password in a row. The last holds for every later one. */
const REST_SECONDS = [0, 0, 0, 0, 30, 60, 120, 240, 480, 900] as const
const LONGEST_REST_SECONDS = 900

/** How long a user name rests after so many wrong tries in a row, in ms. It grows, and it always ends. */
export const restAfter = (tries: number): number =>
  tries < 1 ? 0 : (REST_SECONDS[tries - 1] ?? LONGEST_REST_SECONDS) * 1000

/** The end of the rest after each number of tries, as instants; null where there is no rest. */
export const endsOfRest = (now: number): readonly (number | null)[] =>
  REST_SECONDS.map((seconds) => (seconds === 0 ? null : now + seconds * 1000))
