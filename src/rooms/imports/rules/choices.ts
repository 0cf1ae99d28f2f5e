import type { Kind } from '../../hours/rules/weekly-hours.ts'
import { SEED_TOPICS } from '../../programs/rules/topics.ts'
import type { Format, Initiator, Referral, SafetyLevel } from '../../interactions/rules/record.ts'
import { folded } from './spelling.ts'

type Synonyms<K extends string> = Readonly<Record<K, string>>
type Lookup<K extends string> = ReadonlyMap<string, K>

const lookup = <K extends string>(synonyms: Synonyms<K>): Lookup<K> =>
  new Map(
    (Object.entries(synonyms) as [K, string][]).flatMap(([key, names]) => [key.replaceAll('-', ' '), ...names.split('|')].map((name) => [folded(name), key] as const)),
  )

const find = <K extends string>(table: Lookup<K>, cell: string): K | null => table.get(folded(cell)) ?? null

const FORMAT_WORDS = lookup<Format>({
  'in-person': 'in person|face to face|f2f|ftf|person|personal|on campus|walk in|meeting|en personne|en présentiel|présentiel|face à face|sur place|rencontre|面谈|当面|线下|面对面|见面|现场',
  phone: 'phone|telephone|phone call|call|tel|voice|voice call|par téléphone|téléphone|appel|appel téléphonique|电话|打电话|语音|通话',
  video: 'video|video call|videocall|zoom|teams|ms teams|microsoft teams|google meet|facetime|skype|webex|vidéo|visio|visioconférence|vidéoconférence|appel vidéo|par vidéo|视频|视频通话|腾讯会议|线上会议|视讯',
  messaging: 'messaging|message|messages|text|texts|texting|text message|text messaging|sms|chat|online chat|whatsapp|messenger|instagram|discord|online messaging|texting or online messaging|email|e mail|texto|textos|messagerie|clavardage|par texto|messages texte|courriel|短信|消息|微信|文字|聊天|信息|在线聊天|留言',
})
export const readFormat = (cell: string): Format | null => find(FORMAT_WORDS, cell)

const INITIATOR_WORDS = lookup<Initiator>({
  student: 'student|the student|students|classmate|mentee|peer|self|self referral|help seeker|étudiant|étudiante|étudiant e|l étudiant|l étudiante|personne étudiante|la personne étudiante|学生|同学|学生本人|本人',
  supporter: 'supporter|peer supporter|the supporter|outreach|check in|checkin|volunteer|mentor|us|pair aidant|pairs aidants|pair aidante|pair e aidant e|aidant|aidante|bénévole|personne aidante|支持者|朋辈支持者|朋辈|志愿者|互助员|朋辈互助员',
  'third-party': 'third party|third person|someone else|friend|a friend|other|other person|faculty|staff|tiers|tierce personne|une autre personne|ami|amie|autre|第三方|他人|别人|朋友|其他人|老师',
})
export const readInitiator = (cell: string): Initiator | null => find(INITIATOR_WORDS, cell)

const KIND_WORDS = lookup<Kind>({
  bookable: 'bookable|booking|bookings|by appointment|appointment|appointments|booked|reservable|sur rendez vous|rendez vous|rdv|réservable|sur réservation|可预约|预约|需预约',
  'drop-in': 'drop in|dropin|drop ins|walk in|walkin|walk ins|open hours|sans rendez vous|accueil libre|libre|permanence|halte|随到随谈|免预约|无需预约|开放时间|直接来',
})
export const readKindOfHours = (cell: string): Kind | null => find(KIND_WORDS, cell)

const REFERRAL_WORDS = lookup<Referral>({
  none: 'none|no|no referral|not referred|nothing|n a|aucun|aucune|aucune orientation|aucune référence|non|无|没有|未转介|未推荐|不需要',
  information: 'information|information or self help|info|self help|self help resources|resources|handout|information ou auto assistance|information et auto assistance|renseignements|ressources|auto assistance|information ou autosoins|autosoins|资料|信息|信息或自助|资料或自助|自助|自助资源',
  counselling: 'counselling|counseling|counsellor|counselor|psychologist|psychology|counselling service|counselling services|therapist|wellness centre|wellness center|mental health service|counseling center|consultation psychologique|psychologue|service de psychologie|consultation|counselling psychologique|soutien psychologique|心理咨询|心理辅导|咨询|咨询中心|心理老师|心理咨询中心',
  'student-affairs':
    'student affairs|student affairs or academic|academic|academic support|academic advisor|academic adviser|advisor|advising|student services|registrar|dean of students|affaires étudiantes|affaires étudiantes ou études|affaires étudiantes ou scolaire|vie étudiante|services aux étudiants|aide pédagogique|soutien scolaire|affaires étudiantes ou soutien aux études|学生事务|学工|学工处|辅导员|教务|学业支持|学生事务或学业',
  'health-service': 'health service|physician|physician or health service|doctor|family doctor|gp|health service|health services|student health|clinic|health centre|health center|medical|médecin|médecin ou service de santé|service de santé|clinique|médecin de famille|医生|校医院|医院|医生或医疗服务|门诊|医疗服务',
  crisis: 'crisis|crisis or emergency|emergency|emergency services|crisis line|helpline|911|er|emergency room|emergency department|urgence|urgences|crise|crise ou urgence|services d urgence|ligne d écoute|ligne de crise|危机|紧急|危机或紧急|急诊|危机热线|热线|紧急服务|危机或急救',
})
export const readReferral = (cell: string): Referral | null => find(REFERRAL_WORDS, cell)

const SAFETY_WORDS = lookup<SafetyLevel>({
  none: 'none|no|no concern|no concerns|ok|safe|0|aucun|aucune|aucune inquiétude|non|rien|无|没有|安全|无担忧|正常',
  watch: 'watch|low|mild|monitor|some concern|concern|keep an eye|1|à surveiller|à suivre|surveiller|faible|vigilance|légère|关注|留意|低|轻度|需关注|观察',
  urgent: 'urgent|moderate|high|serious|serious concern|same day|2|urgente|modéré|modérée|élevé|élevée|grave|紧迫|中|高|严重|较高|当天处理',
  emergency: 'emergency|immediate|imminent|crisis|danger|3|urgence|immédiat|immédiate|crise|danger immédiat|紧急|危急|立即|危机|急救',
})
export const readSafetyLevel = (cell: string): SafetyLevel | null => find(SAFETY_WORDS, cell)

const YES_NO = lookup<'yes' | 'no'>({
  yes: 'yes|y|true|t|1|x|oui|o|vrai|planned|是|有|对|需要|已',
  no: 'no|n|false|f|0|non|faux|none|aucun|否|无|没有|不|未|不需要',
})
/** A planned follow-up or another yes-or-no; a tick mark is a yes. */
export const readYesNo = (cell: string): boolean | null => {
  if (/^[✓✔☑√]$/u.test(cell.trim())) return true
  if (/^[✗✘☐×]$/u.test(cell.trim())) return false
  const found = find(YES_NO, cell)
  return found === null ? null : found === 'yes'
}

const TOPIC_WORDS = lookup<string>({
  academics: 'academic|academics|academics exams|academics or exams|exams|exam|exam stress|studies|studying|school|school work|grades|courses|études|études et examens|études ou examens|examens|examen|cours|notes|scolaire|学业|考试|学习|学业与考试|学业或考试|成绩|功课',
  clerkship: 'clerkship|clerkships|clinical|clinical rotation|rotations|rotation|placement|placements|clerkship clinical|clerkship or clinical|clerkship or placement|externat|stage|stages|stage clinique|clinique|临床|实习|见习|临床实习|轮转',
  career: 'career|career or match|career match|career residency match|match|carms|residency|residency match|jobs|carrière|carrière ou jumelage|jumelage|résidence|emploi|职业|职业规划|就业|住院医匹配|职业或匹配|职业发展|求职',
  relationships: 'relationship|relationships|friends|family|partner|friends family partner|roommate|breakup|dating|relations|relation|amis|famille|couple|人际关系|人际|关系|家庭|恋爱|朋友|感情',
  loneliness: 'loneliness|lonely|belonging|loneliness or belonging|loneliness belonging|isolation|homesick|homesickness|social isolation|solitude|appartenance|isolement|solitude ou appartenance|孤独|归属感|孤独或归属感|想家|孤立',
  stress: 'stress|anxiety|stress or anxiety|stress anxiety|anxious|worry|panic|stress ou anxiété|anxiété|angoisse|stress et anxiété|压力|焦虑|压力或焦虑|压力与焦虑|紧张',
  'low-mood': 'low mood|mood|depression|depressed|sadness|sad|down|humeur basse|moral bas|humeur|tristesse|dépression|baisse de moral|baisse d humeur|情绪低落|低落|抑郁|心情|悲伤',
  burnout: 'burnout|sleep|burnout or sleep|burnout sleep|exhaustion|fatigue|tired|insomnia|épuisement|sommeil|épuisement ou sommeil|insomnie|倦怠|睡眠|倦怠或睡眠|疲惫|失眠|职业倦怠',
  impostor: 'impostor|imposter|impostor feelings|imposter feelings|impostor syndrome|imposter syndrome|perfectionism|impostor perfectionism|impostor feelings or perfectionism|self doubt|imposteur|sentiment d imposteur|syndrome de l imposteur|perfectionnisme|冒名顶替|冒名顶替感|完美主义|自我怀疑|冒充者感受',
  grief: 'grief|loss|grief or loss|bereavement|deuil|perte|deuil ou perte|哀伤|丧失|悲痛|哀伤或丧失|丧亲',
  finances: 'finance|finances|money|financial|housing|finances or housing|finances housing|debt|loans|argent|logement|finances ou logement|dettes|经济|财务|住房|经济或住房|钱|贷款|经济困难',
  'physical-health': 'physical|physical health|health|illness|injury|santé physique|santé|maladie|身体健康|健康|身体|生病|疾病',
  mistreatment: 'mistreatment|discrimination|harassment|bullying|racism|mistreatment discrimination harassment|mistreatment or discrimination|mauvais traitements|mauvais traitement|harcèlement|intimidation|不当对待|歧视|骚扰|霸凌|欺凌',
  identity: 'identity|gender|sexuality|culture|faith|identité|genre|身份|身份认同|性别|文化|认同',
  'substance-use': 'substance|substances|substance use|alcohol|drugs|drinking|consommation|substances psychoactives|alcool|drogues|物质使用|酒精|药物|饮酒',
  violence: 'violence|intimate partner violence|abuse|assault|sexual violence|violence conjugale|agression|暴力|亲密关系暴力|伤害|家暴',
  'suicide-self-harm': 'suicidal|suicide|self harm|suicidal thoughts|suicidal thoughts or self harm|suicidal self harm|suicidal thoughts self harm|suicidality|suicidal ideation|idées suicidaires|pensées suicidaires|automutilation|idées suicidaires ou automutilation|自杀|自伤|自杀念头|自杀或自伤|自杀想法|轻生',
  'covid-19': 'covid|covid 19|covid19|pandemic|coronavirus|pandémie|新冠|疫情|新冠疫情',
  other: 'other|others|misc|miscellaneous|something else|autre|autres|divers|其他|其它|别的',
})

const SEED_WORDS: Lookup<string> = new Map([
  ...TOPIC_WORDS,
  ...SEED_TOPICS.flatMap((topic) => [topic.key.replaceAll('-', ' '), ...topic.aliases, ...Object.values(topic.names)].map((name) => [folded(name), topic.key] as const)),
])

export interface TopicOfProgram {
  readonly id: string
  readonly key: string | null
  readonly names: Readonly<Partial<Record<string, string | undefined>>>
}

/** A topic's id: by the program's own names in any language first, then by the words spreadsheets use for the topics a program starts with. */
export function topicReader(topics: readonly TopicOfProgram[]): (cell: string) => string | null {
  const own = new Map(topics.flatMap((topic) => Object.values(topic.names).map((name) => [folded(name ?? ''), topic.id] as const)))
  const byKey = new Map(topics.map((topic) => [topic.key, topic.id]))
  return (cell) => {
    const plain = folded(cell)
    return plain === '' ? null : (own.get(plain) ?? byKey.get(SEED_WORDS.get(plain) ?? plain) ?? null)
  }
}
