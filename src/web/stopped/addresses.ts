/** Where the letters about a course that was stopped are. */
export const stoppedHref = (patientId: string, episodeId: string): string =>
  `/patients/${patientId}/stopped/${episodeId}`
export const letterHref = (messageId: string): string => `/letters/${messageId}/page.pdf`
