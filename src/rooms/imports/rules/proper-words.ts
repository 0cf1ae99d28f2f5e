// Words with a capital that name no person, folded: the calendar, places, peoples and languages, feasts, tools, medicines, scales, courses.
export const PROPER_WORDS = `
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
january february march april june july august september october november december lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
canada canadian quebec quebecois ontario ontarian ottawa gatineau toronto montreal vancouver calgary edmonton alberta manitoba winnipeg saskatchewan saskatoon regina halifax scotia brunswick newfoundland labrador
kingston hamilton waterloo sudbury windsor laval sherbrooke trois-rivieres chicoutimi saguenay rimouski nunavut yukon whitehorse columbia america american americain usa us uk eu states united kingdom britain british
britannique england english anglais anglaise scotland scottish wales welsh ireland irish irlandais london londres manchester edinburgh dublin paris lyon marseille france french francais francaise francophone anglophone allophone
belgium belgique belge switzerland suisse geneva geneve zurich germany german allemagne allemand berlin munich italy italian italie italien rome milan spain spanish espagne espagnol madrid barcelona portugal portuguese portugais lisbon
netherlands dutch amsterdam sweden swedish norway norwegian denmark danish finland finnish poland polish polonais russia russian russie russe ukraine ukrainian ukrainien ukrainienne moscow kyiv turkey turkish turquie turc istanbul greece greek athens
israel israeli palestine palestinian palestinien gaza lebanon lebanese liban libanais beirut beyrouth syria syrian syrie syrien jordan jordanian egypt egyptian egypte cairo morocco moroccan maroc marocain algeria algerian algerie algerien tunisia tunisie tunisien libya africa african
afrique africain nigeria nigerian lagos ghana ghanaian kenya kenyan nairobi ethiopia ethiopian somalia somali sudan cameroon cameroun senegal senegalais congo congolais rwanda rwandan burundi uganda tanzania haiti haitian haitien jamaica jamaican cuba cuban
mexico mexican mexique mexicain brazil brazilian bresil bresilien argentina argentine chile colombia colombian peru venezuela ecuador latin latino latina hispanic caribbean caraibes asia asian asie asiatique china chinese chine chinois chinoise
beijing shanghai guangzhou shenzhen wuhan chengdu nanjing hangzhou taiwan taiwanese taipei hong kong japan japanese japon japonais tokyo korea korean coree coreen seoul india indian inde indien delhi mumbai pakistan pakistani karachi lahore bangladesh
bangladeshi dhaka nepal nepali sri lanka lankan vietnam vietnamese vietnamien hanoi thailand thai philippines filipino filipina manila indonesia indonesian malaysia malaysian singapore iran iranian tehran iraq iraqi irak afghan afghanistan kabul saudi
arabia arab arabic arabe dubai emirates qatar kuwait australia australian sydney melbourne brisbane perth zealand auckland europe european europeen boston chicago houston york california texas florida seattle philadelphia michigan
lakeside ridgeway northside southside westside eastside riverside downtown midtown uptown north south east west nord sud est ouest central
christian christianity catholic protestant muslim islam islamic jewish judaism hindu hinduism sikh sikhism buddhist buddhism mandarin cantonese hindi urdu punjabi bengali tamil telugu gujarati farsi persian swahili yoruba igbo amharic hausa tagalog inuit
inuktitut metis indigenous aboriginal cree mohawk algonquin anishinaabe ojibwe autochtone musulman musulmane juif juive chretien chretienne bouddhiste
christmas noel easter paques thanksgiving halloween ramadan eid aid diwali hanukkah passover yom kippur rosh hashanah lent holi navratri vesak nowruz lunar valentine valentines kwanzaa advent epiphany pentecost ascension sabbath shabbat juneteenth pride remembrance labour labor victoria
covid covid-19 sars omicron delta h1n1 hiv aids adhd tdah ocd toc ptsd tspt bpd gad mdd asd tsa ibs pcos ibd copd als adhd bipolar asperger alzheimer parkinson crohn hashimoto down tourette marfan raynaud hodgkin huntington lyme ebola zika mono
prozac zoloft lexapro celexa cipralex paxil effexor pristiq cymbalta wellbutrin trintellix remeron ritalin concerta adderall vyvanse strattera biphentin xanax ativan valium klonopin rivotril ambien seroquel abilify lamictal lithium tylenol advil
motrin aspirin aleve benadryl gravol imodium ventolin symbicort sertraline escitalopram citalopram fluoxetine paroxetine venlafaxine duloxetine bupropion mirtazapine trazodone methylphenidate lisdexamfetamine atomoxetine lorazepam diazepam
clonazepam alprazolam zopiclone quetiapine olanzapine risperidone aripiprazole lamotrigine melatonin propranolol metformin insulin amoxicillin ibuprofen acetaminophen naproxen codeine morphine fentanyl oxycodone ketamine naloxone narcan
zoom teams skype slack discord whatsapp facetime messenger facebook instagram insta tiktok snapchat snap twitter reddit youtube netflix spotify google gmail outlook microsoft windows word excel powerpoint onenote onedrive sharepoint apple iphone ipad android
macbook samsung chatgpt openai gemini copilot notion anki ankidroid quizlet kahoot moodle brightspace canvas blackboard panopto webex linkedin indeed uber lyft doordash tinder bumble hinge grindr wechat weixin qq bilibili signal telegram viber calm headspace fitbit
peloton costco walmart ikea amazon starbucks subway mcdonalds netter firstaid osmosis sketchy pathoma boards amboss uworld kaplan lecturio 
phq phq-9 gad-7 who-5 k10 audit dass ucla mbi cesd pss asist safetalk mhfa cbt tcc dbt act emdr mdma thc cbd osce mcat usmle mccqe lmcc nbme comlex plab ukmlat nclex naplex gpa carms eras nrmp ouac ommsas amcas cmpa cma oma fmeq ama caipe sga fmod
er ed icu ccu nicu picu or opd ward uhn chu chum cusm chus mgh rvh va nhs ohip ramq cegep ubc ucl mit ucsf nyu hec poly uqam mcgill uottawa concordia dalhousie western queens mcmaster laurentian carleton york brock guelph trent lakehead memorial
anatomy physiology biochemistry pharmacology pathology microbiology immunology histology embryology genetics epidemiology biostatistics neuroanatomy neurology cardiology pediatrics surgery psychiatry obstetrics gynecology dermatology radiology oncology
block unit module week semester term session year phase step part level stage rotation clerkship internship residency elective core foundations foundation introduction principles fundamentals advanced medicine nursing dentistry pharmacy
physiotherapy ethics professionalism communication clinical skills longitudinal community global rural health public mental student students peer supporter supporters side wellness centre center office affairs services service faculty school university
universite faculte ecole college hopital hospital clinic clinique library bibliotheque pavillon pavilion hall building batiment room salle lounge cafe cafeteria campus tower residence gym chapel quad atrium street avenue road rue boulevard chemin metro station
mr mrs ms mx dr prof sir madam madame monsieur mademoiselle mme mlle me m docteur docteure professeur professeure doctor professor nurse coach dean doyen doyenne chief captain
iv ii iii vi vii viii ix xi xii i ok tv pm am cv id ra vp ceo faq diy asap fyi btw imo lol omg pdf url usb wifi gps pin sms mms dm dms bbq lgbtq lgbtq2s lgbt lgbtqia 2slgbtq poc bipoc dei edi edia hr rh it qa pbl tbl cbl mcq qcm saq ecos rcp cpr acls bls atls
god christ allah quran koran bible torah olympics oscars grammys superbowl marvel disney hogwarts netflix mario kart nintendo playstation xbox minecraft fortnite
oxford cambridge harvard stanford yale princeton columbia sorbonne tsinghua peking fudan jiaotong mayo cleveland hopkins
socratic pomodoro freudian hippocratic maslow erikson piaget pavlov likert bonferroni
euro dollar celsius fahrenheit internet earth sun moon milky mars jupiter venus
anglo franco sino afro indo nord-sud mid-march mid-april mid-may pre-med post-covid pre-covid`


/** Phrases whose words would look like a person's name; the whole phrase names none. */
export const PROPER_PHRASES: readonly string[] = [
  'tim hortons', 'harry potter', 'myers briggs', 'king edward', 'roger guindon', 'jean coutu', 'marie curie', 'mental health', 'grey s anatomy', 'gray s anatomy', 'robbins pathology', 'guyton physiology', 'apgar score',
  'glasgow coma', 'mini mental', 'beck depression', 'gibbs cycle', 'cornell notes', 'graves disease', 'cushing syndrome', 'bell s palsy', 'martin luther king', 'saint patrick', 'st patrick', 'santa claus', 'taylor swift', 'star wars', 'ted lasso',
  'black lives matter', 'doctors without borders', 'medecins sans frontieres', 'red cross', 'croix rouge', 'queen s university', 'johns hopkins', 'new year', 'good friday', 'boxing day', 'victoria day', 'labour day', 'saint jean baptiste', 'saint jean',
]
