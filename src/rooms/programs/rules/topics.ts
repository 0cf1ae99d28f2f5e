import type { Locale } from '../../../ui/same-words.ts'

export interface SeedTopic {
  readonly key: string
  readonly names: Readonly<Record<Locale, string>>
  /** What spreadsheets call it: lower case, any language. */
  readonly aliases: readonly string[]
  /** Choosing it opens the safety panel. */
  readonly escalates?: true
  /** Kept for records of the past, offered no longer. */
  readonly retired?: true
}

/** The topics a new program starts with, any health profession. A program may rename, retire and add. */
export const SEED_TOPICS: readonly SeedTopic[] = [
  { key: 'academics', names: { en: 'Studies and exams', fr: 'Études et examens', zh: '学业与考试' }, aliases: ['academics', 'academic', 'exams', 'studies', 'school', 'études', 'examens', '学业', '考试'] },
  { key: 'clerkship', names: { en: 'Clinical placements', fr: 'Stages cliniques', zh: '临床实习' }, aliases: ['clerkship', 'clerkship or clinical', 'clinical', 'placement', 'rotations', 'externat', 'stage', 'stages', '实习'] },
  { key: 'career', names: { en: 'Career and next steps', fr: 'Carrière et suite du parcours', zh: '职业与未来方向' }, aliases: ['career', 'career or match', 'residency match', 'match', 'carms', 'carrière', 'résidence', '职业'] },
  { key: 'relationships', names: { en: 'Friends, family, partner', fr: 'Amis, famille, couple', zh: '朋友、家人、伴侣' }, aliases: ['relationships', 'relationship', 'friends', 'family', 'relations', 'famille', '人际关系'] },
  { key: 'loneliness', names: { en: 'Loneliness, fitting in', fr: 'Solitude, sentiment d’appartenance', zh: '孤独与归属感' }, aliases: ['loneliness', 'lonely', 'belonging', 'isolation', 'solitude', 'appartenance', '孤独'] },
  { key: 'stress', names: { en: 'Stress and worry', fr: 'Stress et inquiétude', zh: '压力与焦虑' }, aliases: ['stress', 'stress or anxiety', 'anxiety', 'worry', 'anxiété', '压力', '焦虑'] },
  { key: 'low-mood', names: { en: 'Feeling low', fr: 'Moral bas', zh: '情绪低落' }, aliases: ['low mood', 'low-mood', 'mood', 'sadness', 'depression', 'moral bas', 'humeur', 'déprime', '情绪低落'] },
  { key: 'burnout', names: { en: 'Burnout or sleep', fr: 'Épuisement ou sommeil', zh: '倦怠或睡眠' }, aliases: ['burnout', 'burnout or sleep', 'sleep', 'exhaustion', 'épuisement', 'sommeil', '倦怠', '睡眠'] },
  { key: 'impostor', names: { en: 'Not feeling good enough', fr: 'Ne pas se sentir à la hauteur', zh: '觉得自己不够好' }, aliases: ['impostor', 'impostor feelings', 'imposter', 'imposter syndrome', 'perfectionism', 'imposteur', 'perfectionnisme', '冒名顶替'] },
  { key: 'grief', names: { en: 'Grief and loss', fr: 'Deuil et perte', zh: '哀伤与失去' }, aliases: ['grief', 'loss', 'bereavement', 'deuil', 'perte', '哀伤'] },
  { key: 'finances', names: { en: 'Money and housing', fr: 'Argent et logement', zh: '经济与住房' }, aliases: ['finances', 'finance', 'money', 'housing', 'argent', 'logement', '经济', '住房'] },
  { key: 'physical-health', names: { en: 'Physical health', fr: 'Santé physique', zh: '身体健康' }, aliases: ['physical health', 'physical-health', 'physical', 'santé physique', '身体'] },
  { key: 'mistreatment', names: { en: 'Mistreatment or discrimination', fr: 'Mauvais traitement ou discrimination', zh: '遭受不当对待或歧视' }, aliases: ['mistreatment', 'discrimination', 'harassment', 'harcèlement', 'mauvais traitement', '歧视'] },
  { key: 'identity', names: { en: 'Identity', fr: 'Identité', zh: '身份认同' }, aliases: ['identity', 'identité', 'gender', 'culture', '身份'] },
  { key: 'substance-use', names: { en: 'Alcohol or other substances', fr: 'Alcool ou autres substances', zh: '酒精或其他物质' }, aliases: ['substance use', 'substance-use', 'substances', 'alcohol', 'drugs', 'alcool', 'consommation', '酒精'] },
  { key: 'violence', names: { en: 'Violence, also at home or with a partner', fr: 'Violence, aussi à la maison ou en couple', zh: '暴力，包括家庭或伴侣间的暴力' }, aliases: ['violence', 'intimate partner violence', 'abuse', 'violence conjugale', '暴力'] },
  { key: 'suicide-self-harm', names: { en: 'Thoughts of suicide or self-harm', fr: 'Idées suicidaires ou automutilation', zh: '自杀念头或自我伤害' }, aliases: ['suicidal thoughts or self-harm', 'suicidal thoughts', 'suicide', 'self-harm', 'suicidal', 'idées suicidaires', 'automutilation', '自杀', '自伤'], escalates: true },
  { key: 'covid-19', names: { en: 'COVID-19', fr: 'COVID-19', zh: '新冠疫情' }, aliases: ['covid-19', 'covid', 'pandemic', 'pandémie', '新冠', '疫情'], retired: true },
  { key: 'other', names: { en: 'Something else', fr: 'Autre chose', zh: '其他' }, aliases: ['other', 'autre', '其他'] },
]

const plain = (text: string): string => text.trim().toLowerCase().normalize('NFC').replace(/\s+/g, ' ')

/** The seed topic a spreadsheet means, or null. Names, keys and the usual spellings are understood. */
export const topicKeyOf = (text: string): string | null => {
  const wanted = plain(text)
  return SEED_TOPICS.find((topic) =>
    topic.key === wanted || topic.aliases.includes(wanted) || Object.values(topic.names).some((name) => plain(name) === wanted))?.key ?? null
}
