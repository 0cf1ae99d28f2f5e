import { describe, expect, test } from 'vitest'
import { drawnFrom } from '../../../../test/identity-corpus.ts'
import type { Locale } from '../../../ui/same-words.ts'
import { screenFreeText } from './identity.ts'

// Other names, other sentences, another seed. Written unseen and then used to make the rules better: by now it is a tuned one.
const LATIN_NAMES = `Adaora Umeh|Tendai|Rutendo Chikwanha|Sipho|Nomvula Khumalo|Ayesha Siddiqui|Bilal|Hamza Qadri|Rukmini|Karthikeyan Subbiah|Sunita Thapa|Pemba|Bayarmaa|Altantsetseg|Seung-min|Jiwoo Han|Haruka Onodera|Takumi|Truc Ly|Phuong Thao Le|Ratanak|Somchai Wongsawat|Ketut
Putri Lestari|Mariam Gvasalia|Levan|Anahit Sargsyan|Zhanna|Bohdan Tkachuk|Agnieszka Dudek|Jiří Havelka|Ljubica|Ioana Munteanu|Eleftheria|Ilse Vandenberghe|Joris|Sanne de Vries|Ragnhild|Eirik Haugen|Aino Lehtonen|Tapio|Saoirse Keane|Gethin|Eilidh Munro|Marisol Quispe|Wayra
Joaquim Figueiredo|Thaís|Yuliana Mosquera|Esmeralda Cifuentes|Kahurangi|Losaline|Pita Faleolo|Nanook|Maikan Vollant|Kateri Picody|Solène Abgrall|Maxence|Philémon Arsenault|Rosemonde|Mélodie Gingras|Jayden Whitlock|Abigail|Harper Dunn|Charlotte Ames|Ethan|Rose|Will Atkins|Salma Bensouda|Yacine
Rania|Dareen Haddadin|Shlomo|Tzipora Lieberman|Abebech|Girma Wolde|Mwajuma|Onesphore|Uwase|Espérance Nshuti`.split(/[|\n]/)
const CHINESE = `孙悦然|谭佳琪|黎子豪|傅雅婷|邹明轩|熊思琦|范冰洁|汪海涛|姜楠|崔永健|董晓菲|余秋雨|潘志远|袁梦|薛凯|侯俊杰|龚丽华|史文静|毛雨晴|戴安琪|夏雨荷|钟伟强|田甜|任嘉伦|金泽宇|向晚晴|成毅|康小宁|欧阳修文|慕容雪|阿卜杜勒|塞琳娜|卡米拉|莱拉|迪米特里|周医生|赵老师|钱学长|冯教授|Priya|Jasmine Wu|Ahmed`.split(/[|\n]/)

const SENTENCES: Record<Locale, string> = {
  en: `Long chat with {} after the lecture.|Came in because {} keeps calling at night.|{} cried for most of the hour.|Asked if we know {} from second year.|Her supporter last term was {}.|Advised to speak to {} in student affairs.|Coffee with {} and two others.|Study partner ({}) dropped out.|Brought up the fight {} had with the preceptor.|Thanks to {} he went to the clinic.
{} will come back next Thursday.|Nervous about presenting together with {}.|Broke up with {} before finals.|Overheard {} making jokes about patients.|Seen by Dr {} last month.|Cousin of {}.|Wants {} as a supporter again.|He lives with {} on the fourth floor.|Misses {} a lot.|Note from {}: please move to Friday.`,
  fr: `Longue discussion avec {} après le cours.|Vient parce que {} l’appelle la nuit.|{} a pleuré pendant presque une heure.|Demande si on connaît {} de deuxième année.|Café avec {} et deux autres.|Son binôme ({}) a abandonné.|Rupture avec {} avant les finaux.|A entendu {} se moquer des patients.|Vue par le Dr {} le mois dernier.|{} reviendra jeudi.|Grâce à {}, il est allé à la clinique.|Veut revoir {} comme aidant.
Il habite avec {} au quatrième étage.|S’ennuie beaucoup de {}.|Dispute entre elle et {} à la cafétéria.|Message de {} : déplacer à vendredi.`,
  zh: `课后和{}谈了很久。|因为{}半夜总打电话，来求助。|{}哭了快一个小时。|问我们认不认识{}。|上学期的支持者是{}。|建议她找{}谈谈。|和{}还有两个人喝咖啡。|他的搭档{}退学了。|期末前跟{}分手。|听到{}嘲笑病人。|上个月看过{}。|{}下周四再来。|他和{}住在四楼。|很想念{}。|{}留言：改到周五。`,
}
const NUMBERS: Record<Locale, readonly string[]> = {
  en: ['You can email adaora.umeh@health.example', 'personal mail: sipho-k@yahoo.co.uk', 'nomvula at hotmail dot com', 'Phone 902-555-0134 before noon', 'reach them at (778) 555-0160 ext 4', '+44 7911 123456 is the mobile', 'call 4165550119', 'her student ID is 20567781', 'Student no: 8004417', 'badge A10442', 'snapchat: bilal_q7', 'ask @tendai.m on there', 'linkedin.com/in/adaora-umeh', 'her file number is 55-20417', 'SIN 046 454 286'],
  fr: ['Courriel : salma.b@universite.example', 'yacine point m arobase hotmail point fr', 'Son cell : 581 555-0147', 'appelez le 418.555.0190', 'numéro +32 470 12 34 56', 'téléphone 01 44 55 66 77', 'matricule : 1947720', 'étudiante n° 20098811', 'son Instagram : solene_ab', 'contacter @maxence.g', 'https://exemple.example/~philemon', 'carte étudiante 70443312'],
  zh: ['发邮件给 yueran_s@qq.com', '邮箱 tan.jiaqi@school.example', '电话 15900001111', '打13700002222找他', '座机 021-5555 6666', '学号是 20180417', '学号：B2019330', '证件号 310104199803124417', '微信：jiaqi-tan98', 'QQ 1029384756', '加@子豪同学', 'https://weibo.example/u/55021'],
}
const CLEAN: Record<Locale, readonly string[]> = {
  en: `Meeting room B12, Science Complex|Quiet room behind the cafeteria|Lab section for Microbiology and Immunology|Principles of Epidemiology final is cumulative|Switched from Zoloft to Wellbutrin in February|Took ibuprofen, headache since Tuesday|Post-COVID fatigue, second wave|Scored 540 on the practice exam|GPA dropped to 2.9|Sleeps from 02:00 to 06:30|Booked the 10:15 slot, left at 11|From a small town in Saskatchewan
Eid with the family in Montreal was stressful|Thanksgiving weekend alone in residence|Failed the Pharmacology quiz by 3 points|Applying to Family Medicine and Internal Medicine|Considering a leave of absence until September|Library closes at 22:00, no place to study|Uncertain about NBME shelf exam|Journal club on Wednesday evening|Rotation in Obstetrics and Gynecology is exhausting|Debt around $85,000, bank refuses a loan|Takes the bus 95 from Barrhaven|Works part-time at Starbucks
Tension in the problem-based learning group|Feels stupid compared with classmates|Suggested 7-11 breathing and a walk|Wellness workshop, Room 3-104|Has a dog, cannot find housing|Vegetarian, dining hall has few options|Mother has breast cancer, stage 2|Tested positive for influenza|Prefers texting over calls|Cultural club and Diwali planning|Bilingual, prefers French|Medical school interview in Halifax|Learning disability, needs 50% extra time|Physio twice a week for knee pain|Anxious before presenting at grand rounds|Would like a supporter from another year|Basketball team, practice on Mondays
Grew up with foster parents|Veteran, returned to school at 34|Panic attack in the Gross Anatomy lab|Wants to learn about Student Affairs deadlines|Spring break plans fell apart`.split(/[|\n]/),
  fr: `Local B12, complexe des sciences|Petite salle derrière la cafétéria|Laboratoire de Microbiologie et d’Immunologie|L’examen final d’Épidémiologie est cumulatif|Est passée du Zoloft au Wellbutrin en février|Mal de tête depuis mardi|Fatigue après la COVID|Moyenne tombée à 2,9|Dort de 2 h à 6 h 30|Rendez-vous de 10 h 15, parti à 11 h|Vient d’un village de la Gaspésie|Aïd en famille à Montréal, stressant|Action de grâces seule en résidence|Échec au quiz de Pharmacologie par 3 points
Pense à la médecine familiale|Envisage un congé jusqu’en septembre|La bibliothèque ferme à 22 h|Club de lecture le mercredi soir|Rotation en Obstétrique épuisante|Dette de 85 000 $, la banque refuse|Prend l’autobus 95|Travaille à temps partiel dans un café|Tension dans le groupe d’apprentissage par problèmes|Se compare aux autres|Atelier de bien-être, salle 3-104|A un chien, cherche un logement|Végétarienne, peu de choix à la cafétéria|Sa mère a un cancer du sein|Préfère les textos|Entrevue à Halifax
Trouble d’apprentissage, temps supplémentaire de 50 %|Physio deux fois par semaine|Anxieuse avant la présentation|Aimerait un aidant d’une autre année|Équipe de soccer le lundi|A grandi en famille d’accueil|Retour aux études à 34 ans|Attaque de panique au laboratoire d’Anatomie|Congé de mars annulé`.split(/[|\n]/),
  zh: `理科楼B12会议室|食堂后面的安静房间|微生物学实验课|流行病学期末考试范围很大|二月换了药，安非他酮|周二开始头痛，吃了布洛芬|新冠后疲劳|模拟考试540分|绩点掉到2.9|凌晨两点睡，六点半起|预约10:15，11点离开|来自甘肃的小县城|中秋节一个人在宿舍|药理学小测差3分|想申请家庭医学和内科|考虑休学到九月|图书馆22:00关门|周三晚上的读书会|妇产科轮转很累|负债85000元，银行不肯贷款|坐95路公交|在咖啡店打工
小组学习气氛紧张|觉得自己比同学笨|建议做呼吸练习，多散步|3-104教室的工作坊|养了一只狗，找不到房子|吃素，食堂选择少|母亲得了乳腺癌|流感阳性|更喜欢发短信|准备社团的迎新晚会|双语，更喜欢法语|需要多50%的考试时间|膝盖疼，每周两次理疗|查房汇报前很紧张|希望找别的年级的支持者|周一篮球训练|三十四岁重新上学|解剖实验室里惊恐发作|春假计划泡汤|高中同学都工作了|白天没精神，晚上睡不着|金融危机影响了家里|程序太复杂，不知道找谁|于是决定请假`.split(/[|\n]/),
}

const corpus = drawnFrom({ latinNames: LATIN_NAMES, chineseNames: CHINESE, sentences: SENTENCES, numbers: NUMBERS, clean: CLEAN })

describe('a second corpus, tuned on like the first', () => {
  const rows = [424242, 9091, 5150, 60601, 8].flatMap(corpus).map((row) => ({ ...row, found: screenFreeText(row.text, row.locale).length > 0 }))
  const planted = rows.filter((row) => row.planted)
  const clean = rows.filter((row) => !row.planted)

  test('hides hardly anything', () => expect(planted.filter((row) => !row.found).length / planted.length).toBeLessThanOrEqual(0.01))
  test('gives few false alarms', () => expect(clean.filter((row) => row.found).length / clean.length).toBeLessThanOrEqual(0.02))
})
