const written = (instant: string): string =>
  `to_char((${instant}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** The time of the database, written so that text compares as time does. */
export const MOMENT = written('clock_timestamp()')

/** The same, never before the moment that it stands for. */
export const MOMENT_AFTER = written("clock_timestamp() + interval '1 millisecond'")
