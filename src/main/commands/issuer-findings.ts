import { createHash } from 'node:crypto'
import { readSigningKey } from '../../issuer/blind-signature.ts'
import { keysOnRecord } from '../../issuer/actions/records.ts'
import type { Configuration } from '../configuration.ts'
import type { Issuer } from '../issuer.ts'
import type { Finding } from './finding.ts'

/** What is to be mended at the issuer, where this machine runs it. It names programs and keys, never a student. */
export async function issuerFindings({ parts, configuration: { folder, origin, programs } }: Issuer, app: Pick<Configuration, 'loopbackBecause'> | null): Promise<Finding[]> {
  const about = 'issuer'
  const lost = (await keysOnRecord(parts)).filter(({ program, term, role, hash }) => {
    const pem = parts.folder.read(`keys/${program}_${term}_${role}.pem`)
    return !pem || !createHash('sha256').update(readSigningKey(pem).spki).digest().equals(hash)
  })
  return [
    ...lost.map(({ program, term, role }): Finding => ({ level: 'problem', about, sentence: `The key for ${program} ${term} ${role} is not the one that was published: put ${folder} back from where these data came. No token can be signed until then.` })),
    !origin && app && !app.loopbackBecause ? { level: 'warning', about, sentence: 'Students cannot reach it: set PEERSIDE_ISSUER_ORIGIN to an https:// address that leads to its port.' } : { level: 'ok', about, sentence: origin ?? 'on this machine only' },
    programs ? { level: 'ok', about, sentence: `serves ${[...programs.keys()].join(', ')}` }
      : { level: 'warning', about, sentence: 'It pins the first root it is shown, of any program: name yours in PEERSIDE_ISSUER_PROGRAMS, with the fingerprint from its page of keys.' },
    await schoolFinding(parts.school),
    ...(app ? [{ level: 'warning', about, sentence: 'It runs in the app’s own process, so one operator holds both halves: a school of any size runs them apart (docs/operating.md).' } as const] : []),
  ]
}

async function schoolFinding(school: Issuer['parts']['school']): Promise<Finding> {
  const about = 'sign-on'
  if (!school) return { level: 'warning', about, sentence: 'No sign-on of the school is set up: students prove enrolment with cards. OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET set it up.' }
  const { issuer, claim, accepted } = school.settings
  try {
    const pairwise = (await school.discover()).serverMetadata().subject_types_supported?.includes('pairwise')
    return pairwise ? { level: 'ok', about, sentence: `${issuer}, for whom "${claim}" says ${accepted.join(' or ')}` }
      : { level: 'warning', about, sentence: `${issuer} offers no pairwise subjects: ask the school for one, or the same subject stands in other systems too.` }
  } catch {
    return { level: 'problem', about, sentence: `${issuer} does not answer: students are told so, and can use cards meanwhile. Check OIDC_ISSUER.` }
  }
}
