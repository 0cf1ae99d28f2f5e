/** The house's mark: a square and two circles that overlap. It says nothing about what is inside. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <rect className="mark-ground" width="28" height="28" rx="7" />
      <circle className="mark-left" cx="11" cy="14" r="5" />
      <circle className="mark-right" cx="17" cy="14" r="5" />
    </svg>
  )
}
