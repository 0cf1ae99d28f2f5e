import { expect, test } from 'vitest'
import { heavyWords, soundsHeavy } from './crisis-words.ts'

const HEAVY = {
  en: [
    'I want to die', 'i just wanna die', 'I want to kill myself', 'Thinking about killing myself again', 'I’m suicidal', 'I feel suicidal tonight', 'sometimes i wish i was dead', 'I wish I had never been born',
    'I don’t want to live anymore', 'I dont want to be here anymore', 'I don’t want to wake up tomorrow', 'I hope I don’t wake up', 'life is not worth living', 'There is no reason to go on', 'I have nothing to live for',
    'They would be better off without me', 'everyone is better off if I was dead', 'I can’t go on like this', 'I can’t take it anymore', 'I cannot do this any more', 'I have been cutting myself', 'I hurt myself last night',
    'I started self-harming again', 'I took a whole bottle of pills', 'I took too many sleeping pills', 'I wrote a goodbye letter', 'I want to end my life', 'I want to end it all', 'I could jump off a bridge', 'I want it all to stop',
    'I want everything to end', 'I want to disappear forever', 'I DON’T WANT TO DIE but I can’t go on like this', 'I keep thinking about dying', 'kms', 'I am going to hang myself', 'I’d rather be dead',
    'I don’t see the point of living', 'I just want to not wake up', 'I want to sleep and never wake up', 'I feel like dying', 'I hate being alive', 'I am done with life', 'I overdosed last year', 'I might overdose',
    'I was dying of laughter yesterday and today I want to die',
  ],
  fr: [
    'Je veux mourir', 'J’ai envie de mourir', 'je pense à me tuer', 'Je veux me suicider', 'J’ai des idées suicidaires', 'j’ai des idées noires', 'Je ne veux plus vivre', 'je veux plus être là', 'J’ai plus envie de vivre',
    'Je n’en peux plus', 'j’en peux plus', 'Je voudrais ne plus me réveiller', 'J’aimerais être morte', 'Je veux en finir', 'Je vais mettre fin à mes jours', 'Je n’arrive plus à tenir', 'La vie ne vaut pas la peine d’être vécue',
    'Il n’y a plus de raison de vivre', 'Ils seraient mieux sans moi', 'Je me fais du mal, je veux me faire mal encore', 'Je me coupe les bras', 'J’ai pris toute la boîte de comprimés', 'J’ai écrit une lettre d’adieu',
    'Je voudrais disparaître', 'Je veux que tout s’arrête', 'Je pense tout le temps à la mort', 'Je ne veux pas mourir, mais je n’en peux plus', 'Je pourrais me jeter en bas du pont', 'je suis à bout', 'je me scarifie', 'La vie n’a plus de sens', 'Je veux dormir et ne plus jamais me réveiller', 'je suis tannée de vivre',
  ],
  zh: [
    '我想死', '真想死', '我不想活了', '活不下去了', '我想自杀', '最近总是想到自杀', '死了算了', '活着没意思', '我撑不下去了', '坚持不住了', '我受不了了', '想结束自己的生命', '我想结束一切', '希望明天不要醒来', '我在伤害自己', '我又自残了',
    '没有我大家会更好', '我写好了遗书', '我吞了一整瓶安眠药', '想从楼上跳下去', '我想永远消失', '没有活下去的理由', '还不如死了', '我不想死，可是我撑不下去了', '笑死我了，可是其实我不想活了', '看不到希望了', '人生没有意义', '真想一觉不醒', '生不如死',
  ],
}

const EVERYDAY = {
  en: [
    'I was dying of laughter', 'I died laughing', 'I’m dead tired', 'dead serious', 'the deadline is killing me', 'my feet are killing me', 'This rotation is literally killing me', 'my mom is going to kill me', 'She’ll kill me if I’m late again',
    'I’m dying to see you', 'that cake is to die for', 'I would kill for a coffee', 'just killing time before class', 'you killed it in the OSCE', 'We had a lecture on suicide prevention', 'the suicide risk assessment station was hard',
    'I have to present a paracetamol overdose case', 'assisted dying is on the ethics exam', 'I’m not suicidal', 'I don’t want to die', 'I am not thinking of killing myself', 'I never wanted to hurt myself', 'no thoughts of suicide',
    'I cut myself shaving', 'I hurt myself playing hockey', 'I burned myself cooking', 'I want this week to be over', 'I want the exam to be over', 'I’m so stressed', 'I failed my exam and I feel awful', 'I feel alone', 'I can’t sleep',
    'I can’t take this seriously anymore, the schedule changed again', 'my phone died', 'the battery is dead', 'old habits die hard', 'end it with him', 'he dumped me', 'How do I disappear from the group chat?', 'Thanks, that helps',
    'I’m dead if my parents see my grades', 'Let’s end it here for today', 'self-harm module is next week', 'the patient died yesterday and I keep seeing her face', 'Do you know the overdose antidote?', 'this assignment will be the death of me', 'I could die of embarrassment', 'I’m drowning in work', 'I’m so done with this course',
    'I hate living in residence', 'I’m dying for a coffee', 'what’s the point of this lecture',
  ],
  fr: [
    'Je suis mort de rire', 'Je suis morte de fatigue', 'je meurs de faim', 'Je crève de chaud', 'C’est à mourir de rire', 'Ma mère va me tuer', 'cet examen me tue', 'La garde va me tuer', 'tuer le temps', 'Je ne veux pas mourir',
    'Je n’ai jamais pensé à me tuer', 'Je ne suis pas suicidaire', 'aucune idée suicidaire', 'J’ai un cours sur le suicide', 'la prévention du suicide est au programme', 'le module sur l’automutilation', 'Je me suis coupé en cuisinant',
    'Je me suis fait mal au hockey', 'J’ai hâte d’en finir avec ces examens', 'l’aide médicale à mourir en éthique', 'Je suis stressée', 'Je dors mal', 'Je me sens seule', 'j’ai échoué', 'Merci, ça m’aide', 'mon cell est mort', 'une patiente est décédée hier', 'je n’en peux plus d’attendre les vacances', 'je meurs d’envie de te voir', 'c’est mort pour ce soir', 'on a perdu un patient', 'je suis noyée sous le travail', 'je suis à bout de souffle en montant',
  ],
  zh: [
    '笑死我了', '累死了', '饿死了', '困死我了', '热死了', '我妈会打死我的', '死记硬背好难', '死线快到了', '我没有想过自杀', '我不想死', '没有自杀的念头', '今天讲自杀预防', '自杀风险评估怎么做', '安乐死的伦理题', '打狼人杀吗', '剧本杀好玩', '电脑死机了', '切菜的时候割伤了自己',
    '这周末不想活动', '我很焦虑', '睡不着', '考试没过', '有点孤独', '谢谢你，好多了', '忙死了', '想死你了', '可爱死了', '死亡率怎么算', '要被卷死了', '有希望了', '作业多得要死', '不想活得这么累', '这题要命', '病人去世了', '穷死了',
  ],
}

for (const [language, phrases] of Object.entries(HEAVY)) {
  test.each(phrases)(`${language}: the lines are offered beside "%s"`, async (phrase) => expect(soundsHeavy(phrase, await heavyWords())).toBe(true))
}

for (const [language, phrases] of Object.entries(EVERYDAY)) {
  test.each(phrases)(`${language}: nothing appears beside "%s"`, async (phrase) => expect(soundsHeavy(phrase, await heavyWords())).toBe(false))
}

test('spelling does not matter: capitals, curly apostrophes, full-width letters, broken lines', async () => {
  for (const phrase of ['I WANT TO DIE', 'I don’t want to live', "I don't want to live", 'ｉ ｗａｎｔ ｔｏ ｄｉｅ', 'I want\n to die']) expect(soundsHeavy(phrase, await heavyWords()), phrase).toBe(true)
})

test('a long text is looked at in no time', async () => {
  const lists = await heavyWords()
  const text = 'I was dying of laughter and then I did not want to go home because my feet were killing me. '.repeat(170)
  const began = performance.now()
  soundsHeavy(text, lists)
  expect(performance.now() - began).toBeLessThan(250)
})
