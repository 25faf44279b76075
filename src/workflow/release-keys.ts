/** A key with which the list of released rules may be signed. */
export type ReleaseKey = {
  readonly name: string
  /** The day since which it counts. */
  readonly since: string
  /** The public half, as SPKI in base64. */
  readonly publicKey: string
}

/** The keys that count, newest last (H10; docs/decisions/0017). One is added with a release that announces it. */
export const RELEASE_KEYS: readonly ReleaseKey[] = [
  {
    name: 'Evenkeel releases 1',
    since: '2026-11-28',
    publicKey: 'MCowBQYDK2VwAyEAfIMj5jntcrbgvtK1ERsAIAM8ShasJiN3PHTvlJxGSas=',
  },
]
