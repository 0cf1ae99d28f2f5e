import { ChoiceChips, ChoiceChipsMany } from '../../../ui/choices.tsx'
import { Select } from '../../../ui/field.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { saveNames, savePlace } from '../client.ts'
import { ICON_COLOURS } from '../rules/settings.ts'
import { COUNTRIES, regionsOf } from './countries.ts'
import { everyLocale, languageName, NamesFields, SettingForm, useDraft, type SheetForm } from './form.tsx'
import { programWords } from './words.ts'

export function NamesForm({ sheet, ...form }: SheetForm) {
  const w = useWords(programWords)
  const [draft, change] = useDraft({ names: sheet.names })
  return (
    <SettingForm {...form} save={() => saveNames({ names: draft.names, publicNames: sheet.publicNames, iconColour: sheet.iconColour })}>
      <NamesFields label={w.names_full} hint={w.names_full_hint} locales={sheet.locales} names={draft.names} onNames={(names) => change({ names })} />
    </SettingForm>
  )
}

export function PublicNameForm({ sheet, ...form }: SheetForm) {
  const w = useWords(programWords)
  const [draft, change] = useDraft({ publicNames: sheet.publicNames, iconColour: sheet.iconColour })
  const colours = { teal: w.colour_teal, plum: w.colour_plum, apricot: w.colour_apricot, slate: w.colour_slate, moss: w.colour_moss, sand: w.colour_sand }
  return (
    <SettingForm {...form} save={() => saveNames({ names: sheet.names, ...draft })}>
      <NamesFields label={w.public_name} hint={w.public_hint} locales={sheet.locales} names={draft.publicNames} onNames={(publicNames) => change({ publicNames })} />
      <ChoiceChips label={w.colour} value={draft.iconColour} onValue={(iconColour) => change({ iconColour })} options={ICON_COLOURS.map((value) => ({ value, label: colours[value] }))} />
    </SettingForm>
  )
}

export function PlaceForm({ sheet, ...form }: SheetForm) {
  const w = useWords(programWords)
  const { locale } = useLocale()
  const [draft, change] = useDraft({ country: sheet.country, region: sheet.region })
  const nameOf = new Intl.DisplayNames(locale, { type: 'region' })
  const countries = COUNTRIES.map((value) => ({ value, label: nameOf.of(value) ?? value })).toSorted((a, b) => a.label.localeCompare(b.label, locale))
  const regions = regionsOf(draft.country, locale)
  return (
    <SettingForm {...form} save={() => savePlace({ ...draft, locales: [...sheet.locales], timeZone: sheet.timeZone })}>
      <Select label={w.country} hint={w.country_hint} value={draft.country} options={countries} onValue={(country) => change({ country, region: null })} />
      {regions.length ? <Select label={w.region} value={draft.region ?? ''} empty={w.region_any} options={regions} onValue={(region) => change({ region: region || null })} /> : null}
      {sheet.packCountries.includes(draft.country) ? null : <Banner>{w.no_pack}</Banner>}
    </SettingForm>
  )
}

export function LanguagesForm({ sheet, ...form }: SheetForm) {
  const w = useWords(programWords)
  const [draft, change] = useDraft({ locales: [...sheet.locales], timeZone: sheet.timeZone })
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), sheet.timeZone])].map((value) => ({ value, label: value.replaceAll('_', ' ') }))
  return (
    <SettingForm {...form} save={() => savePlace({ country: sheet.country, region: sheet.region, ...draft })}>
      <ChoiceChipsMany label={w.languages} values={draft.locales} onValues={(locales) => (locales.length ? change({ locales: everyLocale.filter((one) => locales.includes(one)) }) : undefined)}
        options={everyLocale.map((value) => ({ value, label: languageName(value) }))} />
      <Select label={w.time_zone} hint={w.time_zone_hint} value={draft.timeZone} options={zones} onValue={(timeZone) => change({ timeZone })} />
    </SettingForm>
  )
}
