/** The shape every translation must have: the keys of the English words, text for text and function for function. */
export type Same<W> = { readonly [K in keyof W]: W[K] extends (...args: infer A) => string ? (...args: A) => string : W[K] extends readonly string[] ? readonly string[] : string }

export const LOCALES = ['en', 'fr', 'zh'] as const
export type Locale = (typeof LOCALES)[number]
