import './spinner.css'

/** Work is going on; say so in words beside it. */
export const Spinner = () => <span className="spinner" aria-hidden="true" />

/** The grey shape of what is coming. `lines` is how many rows of text it will be about. */
export function Skeleton({ lines = 3, label }: { lines?: number; label?: string }) {
  return (
    <div className="skeleton" role="status">
      {label ? <span className="unseen">{label}</span> : null}
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" />
      ))}
    </div>
  )
}
