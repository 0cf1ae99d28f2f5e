import { folded } from './spelling.ts'

export const IMPORT_KINDS = ['supporters', 'hours', 'interactions'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

interface Column {
  readonly required: boolean
  readonly names: string
}

const COLUMNS = {
  supporters: {
    name: { required: true, names: 'name|full name|supporter|supporter name|peer supporter|nom|nom complet|prénom et nom|nom et prénom|pair aidant|姓名|名字|全名|支持者|志愿者' },
    email: { required: false, names: 'email|e mail|mail|email address|contact|contact email|school email|courriel|adresse courriel|adresse électronique|adresse de courriel|邮箱|电子邮箱|电子邮件|邮件|邮箱地址' },
    cohort: { required: false, names: 'class year|year|class|cohort|year of study|year level|promotion|cohorte|année|année d études|année d étude|niveau|年级|届|班级|学年' },
    site: { required: false, names: 'site|campus|location|hospital|lieu|emplacement|hôpital|校区|院区|地点|院校' },
    languages: { required: false, names: 'language|languages|languages spoken|langue|langues|langues parlées|语言|语种|使用语言' },
    topics: { required: false, names: 'topic|topics|can talk about|interests|expertise|sujet|sujets|thème|thèmes|话题|主题|擅长话题|擅长' },
    livedExperience: { required: false, names: 'lived experience|experience|background|lived experiences|expérience vécue|vécu|expériences vécues|亲身经历|生活经历|经历' },
    trainingHours: { required: false, names: 'training hours|hours of training|training|hours trained|heures de formation|formation|formation heures|培训时长|培训小时|培训学时|培训' },
    agreementSignedOn: {
      required: false,
      names: 'agreement signed|agreement|agreement date|signed|signed on|confidentiality agreement|date signed|entente signée|entente signée le|entente|entente de confidentialité|signature|协议签署|协议签署日期|签署日期|保密协议|协议',
    },
  },
  hours: {
    supporter: { required: true, names: 'supporter|name|email|e mail|supporter email|supporter name|peer supporter|who|person|nom|courriel|pair aidant|personne aidante|支持者|姓名|邮箱|志愿者' },
    weekday: { required: true, names: 'weekday|day|day of week|day of the week|jour|jour de la semaine|星期|周几|日期|工作日' },
    starts: { required: true, names: 'starts|start|start time|from|begins|begin|hours|time|shift|début|commence|de|heure de début|heures|horaire|plage|开始|开始时间|起|时间|时段' },
    ends: { required: false, names: 'ends|end|end time|to|until|fin|termine|à|heure de fin|结束|结束时间|止' },
    timeZone: { required: false, names: 'time zone|timezone|tz|zone|fuseau|fuseau horaire|时区' },
    kind: { required: false, names: 'kind|type|mode|booking|drop in|genre|sorte|类型|方式类型|预约方式' },
    formats: { required: true, names: 'format|formats|how|modality|channel|modalité|modalités|forme|形式|方式|渠道' },
    place: { required: false, names: 'place|room|location|where|lieu|salle|endroit|local|地点|地址|房间|场所' },
    capacity: { required: false, names: 'capacity|seats|places|people at once|max|capacité|nombre de places|容量|名额|人数' },
  },
  interactions: {
    date: { required: true, names: 'date|day|when|contact date|date of contact|date of interaction|date du contact|jour|quand|日期|时间|联系日期|互动日期' },
    format: { required: true, names: 'format|how|mode|modality|channel|contact type|type|method|modalité|forme|moyen|形式|方式|渠道|联系方式' },
    initiator: { required: true, names: 'initiated by|initiator|who started|started by|initiated|who initiated|initié par|initiateur|initiative|à l initiative de|amorcé par|发起人|发起者|由谁发起|发起方' },
    duration: { required: true, names: 'minutes|duration|length|how long|time spent|duration minutes|duration min|durée|durée minutes|durée min|temps|时长|分钟|持续时间|时长 分钟' },
    topics: { required: true, names: 'topic|topics|subject|subjects|about|themes|reason|reasons|sujet|sujets|thème|thèmes|raison|话题|主题|原因|内容主题' },
    referral: { required: false, names: 'referral|referred|referral outcome|referred to|outcome|orientation|référence|aiguillage|orienté vers|orientation vers|转介|转介结果|推荐' },
    safety: { required: false, names: 'safety|safety level|risk|risk level|concern|safety concern|sécurité|niveau de sécurité|risque|niveau de risque|安全|安全等级|风险|风险等级|安全级别' },
    followUp: { required: false, names: 'follow up|followup|follow up planned|next contact|suivi|suivi prévu|relance|跟进|后续|随访|后续跟进' },
    supporter: { required: false, names: 'supporter|peer supporter|supporter email|supporter name|volunteer|who|pair aidant|personne aidante|bénévole|支持者|志愿者|互助员' },
  },
} as const satisfies Record<ImportKind, Record<string, Column>>

export type Field<K extends ImportKind> = Extract<keyof (typeof COLUMNS)[K], string>
export type AnyField = { [K in ImportKind]: Field<K> }[ImportKind]
/** For each field, the position of the column that holds it; null where the file has none. */
export type Mapping = Readonly<Record<string, number | null>>

const columnsOf = (kind: ImportKind): [AnyField, Column][] => Object.entries(COLUMNS[kind]) as [AnyField, Column][]

/** The fields of an import, in the order in which a person is asked about them. */
export const fieldsOf = (kind: ImportKind): { readonly field: AnyField; readonly required: boolean }[] => columnsOf(kind).map(([field, { required }]) => ({ field, required }))

const bare = (header: string): string => folded(header.replace(/\([^)]*\)|（[^）]*）/g, ''))

/** A first mapping by the names of the columns: exact names first, then names that begin with a known one. Each column serves once. */
export function guessMapping(kind: ImportKind, header: readonly string[]): Mapping {
  const taken = new Set<number>()
  const mapping: Record<string, number | null> = {}
  const claim = (field: string, fits: (name: string, known: readonly string[]) => boolean, known: readonly string[]) => {
    if (typeof mapping[field] === 'number') return
    const at = header.findIndex((name, index) => !taken.has(index) && name !== '' && fits(bare(name), known))
    if (at < 0) return
    mapping[field] = at
    taken.add(at)
  }
  const known = columnsOf(kind).map(([field, { names }]) => [field, [...new Set([folded(field.replace(/[A-Z]/g, ' $&')), ...names.split('|').map(folded)])]] as const)
  const rank = Math.max(...known.map(([, names]) => names.length))
  for (let at = 0; at < rank; at += 1) for (const [field, names] of known) claim(field, (name) => name === names[at], names)
  for (const [field, names] of known) claim(field, (name, all) => all.some((each) => each.length > 3 && (name.startsWith(`${each} `) || name.endsWith(` ${each}`))), names)
  return Object.fromEntries(columnsOf(kind).map(([field]) => [field, mapping[field] ?? null]))
}

/** The required fields that no column holds. */
export const missingFields = (kind: ImportKind, mapping: Mapping): AnyField[] =>
  columnsOf(kind)
    .filter(([field, { required }]) => required && typeof mapping[field] !== 'number')
    .map(([field]) => field)

/** Reads `--map field=Header,field=Header` over a guess; null names what is wrong. */
export function readMapping(kind: ImportKind, header: readonly string[], written: string): Mapping | { readonly wrong: string } {
  const mapping: Record<string, number | null> = { ...guessMapping(kind, header) }
  const fields = new Map(columnsOf(kind).map(([field]) => [folded(field.replace(/[A-Z]/g, ' $&')).replaceAll(' ', ''), field]))
  for (const pair of written.split(',').filter((each) => each.trim() !== '')) {
    const [name = '', ...rest] = pair.split('=')
    const field = fields.get(folded(name).replaceAll(' ', ''))
    const column = rest.join('=').trim()
    const at = column === '' ? null : header.findIndex((each) => folded(each) === folded(column))
    if (!field || at === -1) return { wrong: pair.trim() }
    for (const other of Object.keys(mapping)) if (at !== null && mapping[other] === at) mapping[other] = null
    mapping[field] = at
  }
  return mapping
}

/** A column that says a row is made up; demonstration files carry it. */
export const syntheticColumn = (header: readonly string[]): number => header.findIndex((name) => ['synthetic', 'synthétique', '合成', '虚构'].map(folded).includes(folded(name)))
