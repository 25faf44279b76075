/** Where the pages of one patient are that look at how treatment goes. */
export const reassessmentHref = (patientId: string): string => `/patients/${patientId}/reassessment`
export const reviewHref = (patientId: string): string => `/patients/${patientId}/review`
export const educationHref = (patientId: string): string => `/patients/${patientId}/education`
export const selfTestingHref = (patientId: string): string => `/patients/${patientId}/self-testing`
