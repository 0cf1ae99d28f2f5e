import type { Locale } from '../../../ui/same-words.ts'

/** ISO 3166-1; names come from the browser. */
export const COUNTRIES: readonly string[] = (
  'AE AR AT AU BD BE BG BH BR CA CH CL CN CO CR CY CZ DE DK DO EC EE EG ES ET FI FR GB GH GR GT HK HR HU ID IE IL IN IS IT JM JO JP KE KR KW LB LK LT LU LV MA MO MT MU MX MY ' +
  'NG NL NO NP NZ OM PA PE PH PK PL PR PT QA RO RS RW SA SE SG SI SK TH TN TR TT TW TZ UA UG US UY VE VN ZA ZM ZW'
).split(' ')

const PROVINCES: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  AB: { en: 'Alberta', fr: 'Alberta', zh: '艾伯塔省' },
  BC: { en: 'British Columbia', fr: 'Colombie-Britannique', zh: '不列颠哥伦比亚省' },
  MB: { en: 'Manitoba', fr: 'Manitoba', zh: '曼尼托巴省' },
  NB: { en: 'New Brunswick', fr: 'Nouveau-Brunswick', zh: '新不伦瑞克省' },
  NL: { en: 'Newfoundland and Labrador', fr: 'Terre-Neuve-et-Labrador', zh: '纽芬兰与拉布拉多省' },
  NS: { en: 'Nova Scotia', fr: 'Nouvelle-Écosse', zh: '新斯科舍省' },
  NT: { en: 'Northwest Territories', fr: 'Territoires du Nord-Ouest', zh: '西北地区' },
  NU: { en: 'Nunavut', fr: 'Nunavut', zh: '努纳武特地区' },
  ON: { en: 'Ontario', fr: 'Ontario', zh: '安大略省' },
  PE: { en: 'Prince Edward Island', fr: 'Île-du-Prince-Édouard', zh: '爱德华王子岛省' },
  QC: { en: 'Quebec', fr: 'Québec', zh: '魁北克省' },
  SK: { en: 'Saskatchewan', fr: 'Saskatchewan', zh: '萨斯喀彻温省' },
  YT: { en: 'Yukon', fr: 'Yukon', zh: '育空地区' },
}

/** Regions matter where law and lines differ and there are packs for them: so far in Canada. */
export const regionsOf = (country: string, locale: Locale): { value: string; label: string }[] =>
  country === 'CA' ? Object.entries(PROVINCES).map(([value, names]) => ({ value, label: names[locale] })) : []
