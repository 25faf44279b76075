/** Stands on the sign-in page, in the frame of each page and on each print, until a clinical safety officer has signed. */
export const NOT_FOR_CLINICAL_USE =
  'Not a registered medical device; not for clinical use until a clinical safety officer has signed.'
