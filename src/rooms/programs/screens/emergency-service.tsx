import { useState } from 'react'
import { Card } from '../../../ui/card.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { readSettings } from '../client.ts'
import type { ProgramSheet } from '../contract.ts'
import { EmergencyServiceForm } from './meeting-forms.tsx'
import { programWords } from './words.ts'

/** The service for the hours at which nobody is on call; stands below the roster. */
export function EmergencyServiceCard() {
  const w = useWords(programWords)
  const load = useLoad(readSettings, [])
  return <Card title={w.service_card}><Loaded load={load}>{(sheet) => <Service start={sheet} />}</Loaded></Card>
}

function Service({ start }: { start: ProgramSheet }) {
  const [sheet, setSheet] = useState(start)
  return <EmergencyServiceForm sheet={sheet} onSaved={setSheet} />
}
