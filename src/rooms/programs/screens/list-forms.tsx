import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import { Plus } from '../../../ui/icons.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { saveCohorts, saveSites, saveTopics } from '../client.ts'
import type { TopicItem } from '../contract.ts'
import { nameIn, type Names } from '../rules/names.ts'
import { NamesFields, SettingForm, type SheetForm } from './form.tsx'
import { programWords } from './words.ts'

interface Item {
  readonly key: string
  readonly id?: string
  readonly names: Names
}

const drafts = (items: readonly { id: string; names: Names }[]): Item[] => items.map(({ id, names }) => ({ key: id, id, names }))
let made = 0
const blank = (): Item => ({ key: `new-${(made += 1)}`, names: {} })
const isNamed = (item: { names: Names }): boolean => Object.values(item.names).some((name) => name?.trim())

interface ListFormProps extends SheetForm {
  readonly items: readonly { id: string; names: Names }[]
  readonly hint: string
  readonly itemLabel: (number: number) => string
  readonly addLabel: string
  /** Starts with one empty line where there is none. */
  readonly needsOne?: boolean
  readonly save: typeof saveCohorts
}

/** A short ordered list of names. What is left empty is not saved. */
function ListForm({ sheet, items, hint, itemLabel, addLabel, needsOne, save, ...form }: ListFormProps) {
  const w = useWords(programWords)
  const [list, setList] = useState<Item[]>(() => (items.length || !needsOne ? drafts(items) : [blank()]))
  const put = (key: string, names: Names) => setList(list.map((item) => (item.key === key ? { ...item, names } : item)))
  const raise = (place: number) => setList(list.map((item, at) => (at === place - 1 ? list[place]! : at === place ? list[place - 1]! : item)))
  const send = async () => {
    const answer = await save(list.filter(isNamed).map(({ id, names }) => ({ ...(id ? { id } : {}), names })))
    return answer
  }
  return (
    <SettingForm {...form} save={send}>
      <p className="muted">{hint}</p>
      {list.map((item, place) => (
        <div key={item.key} className="stack-tight">
          <NamesFields label={itemLabel(place + 1)} locales={sheet.locales} names={item.names} onNames={(names) => put(item.key, names)} />
          <div className="row">
            {place > 0 ? <Button look="link" small onClick={() => raise(place)} aria-label={`${w.move_up}: ${itemLabel(place + 1)}`}>{w.move_up}</Button> : null}
            <Button look="link" small onClick={() => setList(list.filter((other) => other.key !== item.key))} aria-label={`${w.remove}: ${itemLabel(place + 1)}`}>{w.remove}</Button>
          </div>
        </div>
      ))}
      <div><Button look="quiet" icon={Plus} onClick={() => setList([...list, blank()])}>{addLabel}</Button></div>
    </SettingForm>
  )
}

export function CohortsForm(form: SheetForm) {
  const w = useWords(programWords)
  return <ListForm {...form} items={form.sheet.cohorts} hint={w.cohorts_hint} itemLabel={w.cohort} addLabel={w.cohort_add} needsOne save={saveCohorts} />
}

export function SitesForm(form: SheetForm) {
  const w = useWords(programWords)
  return <ListForm {...form} items={form.sheet.sites} hint={w.sites_hint} itemLabel={w.site} addLabel={w.site_add} save={saveSites} />
}

interface TopicDraft {
  readonly key: string
  readonly id?: string
  readonly names: Names
  readonly retired: boolean
  readonly escalates: boolean
}

export function TopicsForm({ sheet, ...form }: SheetForm) {
  const w = useWords(programWords)
  const [list, setList] = useState<TopicDraft[]>(() => sheet.topics.map((topic: TopicItem) => ({ ...topic, key: topic.id })))
  const [renaming, setRenaming] = useState<string | null>(null)
  const put = (key: string, change: Partial<TopicDraft>) => setList(list.map((topic) => (topic.key === key ? { ...topic, ...change } : topic)))
  const add = () => {
    const topic = { ...blank(), retired: false, escalates: false }
    setList([...list, topic])
    setRenaming(topic.key)
  }
  return (
    <SettingForm {...form} save={() => saveTopics(list.filter(isNamed).map(({ id, names, retired }) => ({ ...(id ? { id } : {}), names, retired })))}>
      <p className="muted">{w.topics_hint}</p>
      <ul className="stack-tight" aria-label={w.topics_offered}>
        {list.map((topic) => (
          <TopicLine key={topic.key} topic={topic} locales={sheet.locales} renaming={renaming === topic.key} onRename={() => setRenaming(renaming === topic.key ? null : topic.key)} onChange={(change) => put(topic.key, change)} />
        ))}
      </ul>
      <div><Button look="quiet" icon={Plus} onClick={add}>{w.topic_add}</Button></div>
    </SettingForm>
  )
}

interface TopicLineProps {
  readonly topic: TopicDraft
  readonly locales: SheetForm['sheet']['locales']
  readonly renaming: boolean
  readonly onRename: () => void
  readonly onChange: (change: Partial<TopicDraft>) => void
}

function TopicLine({ topic, locales, renaming, onRename, onChange }: TopicLineProps) {
  const w = useWords(programWords)
  const { locale } = useLocale()
  const name = nameIn(topic.names, locale) || w.topic_new
  return (
    <li className="stack-tight">
      <div className="row-apart">
        <Checkbox label={name} checked={!topic.retired} onValue={(offered) => onChange({ retired: !offered })} {...(topic.escalates ? { hint: <Badge tone="help">{w.topic_escalates}</Badge> } : {})} />
        <Button look="link" small aria-expanded={renaming} aria-label={`${w.topic_rename}: ${name}`} onClick={onRename}>{w.topic_rename}</Button>
      </div>
      {renaming ? <NamesFields label={w.topic_new} locales={locales} names={topic.names} onNames={(names) => onChange({ names })} /> : null}
    </li>
  )
}
