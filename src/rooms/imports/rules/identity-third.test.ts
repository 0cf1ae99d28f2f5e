import { describe, expect, test } from 'vitest'
import { drawnFrom } from '../../../../test/identity-corpus.ts'
import type { Locale } from '../../../ui/same-words.ts'
import { screenFreeText } from './identity.ts'

// Written unseen, like the second, and then used to make the rules better: by now it is a tuned one.
const LATIN_NAMES = `Folasade Bankole|Chidubem|Lindiwe Mokoena|Tafadzwa|Wambui Kariuki|Otieno|Hiwot|Dawit Gebremedhin|Ama Serwaa|Yaw|Sékou Camara|Mariétou|Abdoulaye Sow|Nesrine|Oussama Belkacem|Chaimae|Ihssane Tazi|Shereen Abboud|Rowaida|Basel Kanaan|Parisa Golestani|Kianoush|Zarina Nurlanova|Temur
Dilnoza|Baasansuren|Sovann|Bopha Keo|Nattapong|Siriporn Chaiyasit|Wayan Sudarsana|Dewi|Jun-ho Seong|Ha-eun|Shiori|Kenshin Morikawa|Hoàng Yến|Quốc Bảo Trịnh|Manpreet Sohal|Harleen|Thilini Perera|Kasun|Lakshya Raghunathan|Vaishali|Nirmala Gurung|Rabindra|Olena Marchenko|Taras|Jadwiga Sikora|Grzegorz
Vojtěch|Zuzana Horáková|Boglárka|Szabolcs Fekete|Despina|Iorgos Vlachos|Marta Cienfuegos|Iñaki|Guillermina Ayala|Lautaro|Rayén Huenchual|Thayná|Caetano Bragança|Deirdre MacCarthy|Fionnuala|Rhodri Llewellyn|Torunn|Sigurd Bakke|Leena Karppinen|Jaakob|Apollinaire Tshibangu|Bénédicte Ouellet-Roy|Ludivine
Maïka Desrochers|Jean-Sébastien Labonté|Zoélie|Corentin|Mireille Audy|Thérèse-Anne|Hunter Blackwood|Destiny|Mason Pruitt|Sky Whitehorse|Faith Odom|Trevor|Penelope Ashworth|Zainab|Miriam Feingold|Dov`.split(/[|\n]/)
const CHINESE = `陆诗瑶|蒋承宇|沈婉仪|韩子睿|杜若溪|程昱铭|蔡依珊|丁一凡|魏思齐|曾巧玲|彭宇轩|吕佳慧|苏沐晨|卢俊峰|贺兰婷|严浩|覃雪莹|莫子谦|阮文静|柯梦洁|常远|安以轩|水清漪|白雪|方圆|高思琪|时嘉怡|皇甫嵩|令狐晓|夏侯婉
法图麦|奥马尔|娜迪拉|卡琳娜|塞巴斯蒂安|林医生|何老师|许学姐|罗主任|孟教授|Olivia|Daniel Fu|Fatima`.split(/[|\n]/)
const SENTENCES: Record<Locale, string> = {
  en: `Checked in on {} after the exam.|{} stopped answering messages.|Was dumped by {} last weekend.|He and {} share an apartment near campus.|Tutor {} graded her unfairly.|Said that {} drinks too much.|Afraid of running into {} at the gym.|Next appointment together with {}.|{}: exam stress, sleeps badly.|Introduced by {}.|Would rather not be paired with {} again.|Her ex, {}, is in the same rotation.|Lost her grandmother; {} drove her home.
Complained about {} to the clerkship office.|She is jealous of {} and ashamed of it.|Spoke about {}'s overdose.|{}'s mother called the program.|Roommates {} and another student argue daily.|The group chat with {} is toxic.|Needs to apologise to {}.`,
  fr: `Prend des nouvelles de {} après l’examen.|{} ne répond plus aux messages.|Laissée par {} la fin de semaine dernière.|Lui et {} partagent un appartement.|Le tuteur {} l’a mal notée.|Dit que {} boit trop.|A peur de croiser {} au gym.|Prochain rendez-vous ensemble avec {}.|Son ex, {}, fait la même rotation.|A perdu sa grand-mère; {} l’a ramenée.|S’est plainte de {} au bureau de l’externat.|Jalouse de {}, elle en a honte.|La mère de {} a téléphoné.|Doit s’excuser auprès de {}.|Présentée par {}.`,
  zh: `考试后问候了{}。|{}不再回消息。|上周末被{}甩了。|他跟{}合租。|{}给她打分不公平。|说{}喝酒太多。|怕在健身房碰到{}。|下次和{}一起预约。|她的前男友{}在同一个轮转。|奶奶去世，{}送她回家。|向办公室投诉了{}。|很嫉妒{}，又觉得羞愧。|{}的妈妈打来电话。|需要向{}道歉。|是{}介绍来的。`,
}
const NUMBERS: Record<Locale, readonly string[]> = {
  en: ['mail wambui.k@students.example about it', 'send it to otieno_99@outlook.com', 'yaw (at) protonmail (dot) com', 'his cell is 647 555 0131', 'Tel: 1-506-555-0178', 'number is 07400 555123', 'texted from 4385550166', 'SN 20331845', 'student # 7700412', 'ID card C-204417', 'insta: lin.diwe', 'snap tafadzwa_01', 'DM @shiori.m', 'profile at https://example.net/u/yaw', 'passport AB1234567'],
  fr: ['écrire à ludivine.o@etudiants.example', 'corentin (arobase) gmail (point) com', 'rejoindre au 819 555-0122', 'son numéro : (450) 555-0190', 'portable 07 81 22 33 44', '+32 2 555 12 34', 'matricule no 2093317', 'carte RAMQ OUEB 9505 1234', 'numéro de dossier 88104', 'instagram zoelie.d', 'voir @maika_dr', 'lien : exemple.org/p/corentin'],
  zh: ['发到 shiyao@mail.example', '她的邮箱chengyu_j@126.com', '手机号是18612349876', '致电 0571-8888 6666', '+86-13512348765', '学号：202200317', '学生证 S2022031', '身份证号44030420010203451X', '微信 ruoxi_du99', 'QQ：2215478830', '抖音号 ruoxi.2001', '主页 www.example.com/ruoxi'],
}
const CLEAN: Record<Locale, readonly string[]> = {
  en: `Tutorial room 3B, Health Sciences Building|Bench outside the Medical Library|Biochemistry final tomorrow at 9|Embryology and Histology practical|Stopped taking Lexapro in November|Melatonin 3 mg, sleeps better|Booster dose and fever, COVID test negative|Mid-term: 48/80|BMI 19.2, skips meals|Awake until 03:45 again|Walk-in between 12:30 and 13:15|Comes from a farming village in Manitoba|Lunar New Year far from home|Lonely on Valentine’s Day|Failed Neurology by one mark|Rank list for Emergency Medicine due Friday|Taking a year off to do research
Gym closed, no way to unwind|Worried about the NCLEX in July|Book club moved to Thursday|Night float in Internal Medicine|Owes $40,000 to the bank|Two-hour bus ride each way|Barista shifts on weekends|Team project, nobody answers emails|Thinks everyone else is smarter|Tried box breathing|Quiet hours in Residence, second floor|Allergic to peanuts; dining hall mixes food|Sister is getting married in May|Brother deployed overseas|Father lost his job|Tooth pain, afraid of the cost|Would like to join the choir|Hindu student group, Diwali dinner|Considering moving to Dentistry|Exam accommodations form, page 2|Sprained ankle, missed soccer
Practical exam with standardized patients|Refugee background, family abroad|Back after maternity leave|Imposter syndrome before the White Coat Ceremony|Requests a supporter who speaks Spanish|Summer research grant rejected|Moving apartments in the middle of finals`.split(/[|\n]/),
  fr: `Salle de tutorat 3B, pavillon de la santé|Banc devant la bibliothèque|Examen de Biochimie demain à 9 h|Travaux pratiques d’Histologie|A cessé le Cipralex en novembre|Mélatonine 3 mg, dort mieux|Test de COVID négatif, fièvre|Mi-session : 48/80|Saute des repas|Éveillée jusqu’à 3 h 45|Halte entre 12 h 30 et 13 h 15|Vient d’un village agricole du Manitoba|Nouvel An lunaire loin des siens|Seul à la Saint-Valentin|Échec en Neurologie par un point|Liste de rangs à remettre vendredi|Année sabbatique pour la recherche|Gym fermé, aucun moyen de décompresser|Inquiète pour l’examen de juillet
Garde de nuit en Médecine interne|Doit 40 000 $ à la banque|Deux heures d’autobus par trajet|Travail d’équipe, personne ne répond|Croit que les autres sont plus intelligents|A essayé la respiration carrée|Heures de silence à la résidence|Allergie aux arachides|Sa sœur se marie en mai|Son père a perdu son emploi|Mal de dents, craint le coût|Aimerait chanter dans une chorale|Souper de Diwali|Songe à passer en Médecine dentaire|Entorse à la cheville|Retour de congé de maternité|Demande une personne qui parle espagnol|Bourse d’été refusée|Déménage pendant les examens`.split(/[|\n]/),
  zh: `3B讨论室，健康科学楼|医学图书馆门口的长椅|明天上午9点生物化学考试|胚胎学和组织学实验|十一月停了药|吃褪黑素，睡得好一些|核酸阴性，有点发烧|期中48分，满分80|经常不吃饭|又到凌晨3:45才睡|12:30到13:15来坐了一会儿|来自内蒙古的牧区|春节不能回家|情人节很孤单|神经病学差一分没过|周五要交志愿表|打算休学一年做科研|健身房关门，没法放松|担心七月的执业考试|读书会改到周四|内科值夜班|欠银行四万元|单程要坐两小时公交
周末在奶茶店打工|小组作业没人回邮件|觉得别人都更聪明|试了方块呼吸法|宿舍二楼要保持安静|对花生过敏|妹妹五月结婚|父亲失业了|牙疼，怕花钱|想参加合唱团|想转到口腔医学|考试便利申请表|脚踝扭伤，没法踢球|标准化病人考试|产假后返校|白大褂仪式前很紧张|希望支持者会说西班牙语|暑期科研经费没批|期末搬家|同学关系紧张，常常沉默|段考成绩下滑|高烧不退|温习到很晚|许久没有运动|何尝不想休息|任性地请了假`.split(/[|\n]/),
}

const corpus = drawnFrom({ latinNames: LATIN_NAMES, chineseNames: CHINESE, sentences: SENTENCES, numbers: NUMBERS, clean: CLEAN })

describe('a third corpus, tuned on like the first', () => {
  const rows = [20261122, 7, 8128, 65537, 271828].flatMap(corpus).map((row) => ({ ...row, found: screenFreeText(row.text, row.locale).length > 0 }))
  const planted = rows.filter((row) => row.planted)
  const clean = rows.filter((row) => !row.planted)

  test('hides hardly anything', () => expect(planted.filter((row) => !row.found).length / planted.length).toBeLessThanOrEqual(0.01))
  test('gives few false alarms', () => expect(clean.filter((row) => row.found).length / clean.length).toBeLessThanOrEqual(0.02))
})
