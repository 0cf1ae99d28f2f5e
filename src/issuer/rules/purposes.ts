const STUDENT = 'student'
const TERM = /^(20\d{2})-(\d{2})$/

/** Every program has one key each of these a year, and never one for a class or a campus: that would divide the crowd. */
export const ROLES: readonly string[] = [STUDENT, ...[1, 2, 3, 4, 5, 6].map((n) => `survey-${n}`)]

export const isRole = (role: string): boolean => ROLES.includes(role)

/** An academic year as it is spelt, such as 2026-27. */
export function isTerm(term: string): boolean {
  const [, begins, ends] = TERM.exec(term) ?? []
  return begins !== undefined && Number(ends) === (Number(begins) + 1) % 100
}

/** Last year's, this year's and next year's: keys are made ahead, and nobody makes us make a hundred. The signed list says which year counts. */
export const isTermNear = (term: string, thisYear: number): boolean => isTerm(term) && Math.abs(Number(term.slice(0, 4)) - thisYear) <= 1

/** The second token of a purpose is the spare; a survey has none, or it could be answered twice. */
export const mayBeAsked = (role: string, n: number): boolean => isRole(role) && (n === 0 || (n === 1 && role === STUDENT))
