import { spellFingerprint } from '../client.ts'

/** Thirteen groups of four letters, to read out or to hold beside a poster. */
export function Groups({ fingerprint, label }: { fingerprint: string; label: string }) {
  return (
    <div className="stack-tight">
      <strong className="small">{label}</strong>
      <GroupList groups={spellFingerprint(fingerprint)} />
    </div>
  )
}

export const GroupList = ({ groups }: { groups: readonly string[] }) => (
  <ol className="key-groups" translate="no">{groups.map((group, i) => <li key={`${i} ${group}`}>{group}</li>)}</ol>
)
