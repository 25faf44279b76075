/** Why a copy is not made, not sound or not restored, in words for whoever asked. */
export class CopyRefused extends Error {}
