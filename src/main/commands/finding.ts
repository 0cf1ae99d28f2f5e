export interface Finding {
  readonly level: 'ok' | 'warning' | 'problem'
  readonly about: string
  /** What is the matter and what to do. */
  readonly sentence: string
}
