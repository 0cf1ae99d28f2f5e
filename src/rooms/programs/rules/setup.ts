/** The first set-up, in this order, one question a screen. Every step starts from a sensible default and can be skipped. */
export const SETUP_STEPS = ['names', 'public', 'place', 'languages', 'cohorts', 'sites', 'topics', 'meeting', 'emergency'] as const
export type SetupStep = (typeof SETUP_STEPS)[number]

/** The first step that was neither answered nor skipped; null once all are behind us. */
export const nextStep = (done: readonly string[]): SetupStep | null => SETUP_STEPS.find((step) => !done.includes(step)) ?? null
