/** Where the pages of reviews of direct oral anticoagulants are. */
export const doacReviewHref = (reviewId: string): string => `/doac-reviews/${reviewId}`
export const doacTaskHref = (taskId: string): string => `/doac-tasks/${taskId}`
