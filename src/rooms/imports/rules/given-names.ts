// Given and family names from many places, folded: lower case, no accents. Shape and context find the rest; these help where a name is
// written small or opens a sentence. Names that are also everyday words are not in here: for those, only the context speaks.
const LATIN = `
aaliyah aaron abdul abdullah abel abena abigail abraham achmed ada adaeze adam adama adan adebayo adel adela adele adnan adrian adriana adrien agata agathe agnes agnieszka ahmad ahmed aicha aida
aiko aileen aisha aissatou akash akemi akiko akin akira akosua alain alan alana alba albert alberto alejandra alejandro aleksander aleksandra alena alessandro alessia alex alexander alexandra alexandre
alexei alexia alexis alfonso alfred alfredo ali alice alicia alina alison alistair aliya allison alma alvaro amadou amal amanda amandine amani amara amari amber ambre amelia amelie amelia amina aminata
amir amira amit amrita amy ana anahi anais anastasia anders andre andrea andreas andree andrei andres andrew andrzej andy angel angela angele angelica angelina angelo angus anh anil anita anja anjali ann anna
annabelle anne annick annie anouk ansel anthony antoine antoinette anton antonia antonio anya aoife apinya arash ariana ariane ariel arjun armand arnaud aron arthur artur arturo arun asha ashley ashok asma
astrid atsuko audrey aurelie aurora austin ava axel aya ayaan ayaka ayan ayesha ayla ayman aymen ayo ayodele ayse aysha ayumi aziz azra babak baptiste barbara bashir basile bastien beatrice beatriz belen
benedict benedicte benjamin benoit bernadette bernard bernice bertrand beth bethany betty bianca bilal bintou birgit bjorn blaise blanca blanche bogdan boris boubacar brandon brenda brendan brian brianna
bridget brigitte britney bronwyn bruno bryan caitlin caleb camila camille carl carla carlo carlos carmen carol carole carolina caroline carolyn carter catalina catarina catherine cathy cecile cecilia cedric
celeste celia celine chantal charles charlie charlotte chen chiara chidi chidinma chika chimamanda chinedu chinwe chloe chris christa christelle christian christiane christina christine christophe
christopher chukwudi ciara cindy claire clara clarisse claude claudia claudine clemence clement clementine cleo coline colette colin connor constance consuelo cora coralie corinne cristiano cristina cyril
cyrille cyrus dagmar dahlia daisuke daisy dalia damien damon dana daniel daniela daniele danielle danny daphne daria dario dariusz darren darya dave david dawit dawn dean deborah deepa deepak deepika delphine
denis denise dennis derek desmond devi devon dhruv diana diane didier diego dieter dilara dimitri dina dinesh djamila djibril dmitri dolores dominic dominik dominique donald donna donovan dora dorian
doris dorota dorothy douglas duc duncan dung dustin dylan ebony ebru ed eddy edgar edith edmund edouard eduardo edward edwin efua eileen ekaterina ela elaine eleanor elena eleni eleonore eliana elias
elif elijah elio elisa elisabeth elise elizabeth ella ellen elliot elliott elodie eloise elsa elsie elvira emeka emil emile emilia emilie emilio emily emiliano emine emma emmanuel emmanuelle emre ender
eni enrico enrique enzo eric erica erik erika erin ernest ernesto esma esperanza esteban estelle esther etienne eugene eugenie eun eva evan evangeline evelyn evelyne ezra fabian fabien fabienne fabio
fabrice fadi fahad faisal fallon fanny farah farid farida fatema fatima fatimah fatma fatou fatoumata federico felicia felicite felipe felix femi ferdinand fernanda fernando fiona flavie florence florent
florian folake fran frances francesca francesco francine francis francisca francisco franck francois francoise frank franklin franz fred freddie frederic frederick frederico frederique freya frida fumiko gabriel
gabriela gabriele gabriella gabrielle gael gaelle gaetan gareth gary gaston gauthier gavin gemma genevieve geoffrey george georges georgia georgina gerald geraldine gerard gerhard german ghislain ghita gianna
gilbert gilles gina giorgio giovanna giovanni giselle giulia giuseppe gladys glen gloria gonzalo gordon graham graziella greg gregoire gregory greta gretchen guadalupe guilherme guillaume guillermo gulsen
gunter gurpreet gustav gustavo guy gwen gwendoline haaris habib habiba hadi hadiza hafsa haider haley halima hamza han hana hanan hanna hannah hans hao hari harini harpreet harriet harrison harry haruka haruki haruto
hasan hassan hayden heather hector heidi heinz helen helena helene heloise henri henrietta henrik henry herbert hermione hiba hideo hilary hilda hina hiroko hiroshi hoang holly homer hortense howard hubert
hugh hugo hugues humaira huong husain hussein hye ian ibrahim ibrahima ida idris ifeoma ignacio igor ikram ilaria ileana ilham ilias ilona ilse iman imane imani imen imran indira ines ingrid inigo ioana
ion irena irene irina iris irma isa isaac isabel isabella isabelle isadora isaiah ishaan isla ismael ismail isolde itzel ivan ivana ivanka ivo ivy jaakko jacinthe jack jackie jackson jacob jacqueline jacques
jad jade jae jaime jake jakob jakub jamal jamel james jameson jamie jamila jan jana jane janelle janet janice janine jared jasmin jasmine jason jasper javier jawad jay jayden jean jeanette jeanne jeannine jeff
jeffrey jelena jenna jennifer jenny jens jeremiah jeremie jeremy jerome jerry jesper jess jesse jessica jesus jia jiho jihye jill jim jimena jin jing jiro joan joana joanna joanne joao joaquin jocelyn jocelyne jodie
joel joelle joey johan johanna johannes john johnny jolene jon jonas jonathan jordan jorge jose josee josef joseph josephine josh joshua josiah josie juan juana juanita judith judy julia julian juliana julie
julien juliet juliette julio julius jun junaid june jurgen justin justine justyna kadiatou kaito kamal kamala kamil kamila karen karim karima karin karina karl karla karolina karthik kasia kate katarina katarzyna
kate katerina katharina katherine kathleen kathryn kathy katia katie katja katrin kavita kayla kazuko kazuo keiko keith kelechi kelly kelsey kemal ken kendra kenji kenneth kenza kerry kevin kezia khadija khadijah
khaled khalid khalil khanh kiara kieran kim kimberly kiran kirsten klaus koffi kofi kojo komal konstantin kristen kristian kristin kristina krishna krystal krzysztof kumar kunal kwabena kwame kwasi kyle kylie
lahoucine laila lakshmi lale lamia lamine lan lana lara larissa lars latifa latoya laura laure laurel lauren laurence laurent laurie lautaro layla lea leah leandro leena leila lena lenka leo leon leona leonardo leonie
leonor leopold leroy leslie leticia leyla lia liam lian liang lidia lila lilian liliana liliane lilly lily lin lina linda linh lionel lisa lise lisette liv livia liz liza logan lois lola lorena lorenzo loretta lorraine lotte
lou louane louis louisa louise luc luca lucas lucia luciana lucie lucien lucienne lucy ludovic luigi luis luisa lukas luke luna lydia lyla lyne lynn mabel madeleine madeline madison mae magali magdalena maggie magnus
maha mahdi maher mahesh mahmoud mai maia maisie maite maja makoto malak malcolm malek malika malik mamadou mandy manfred manoj manon manuel manuela mara marc marcel marcela marcelo marcin marcia marco marcos marcus
mareike margaret margaux margot marguerite maria mariah mariam mariama mariana marianne maribel marie mariko marilou marilyn marin marina mario marion marisa marisol marit marius mariusz marjolaine marjorie
marlene marlon marta martha martin martina martine marwa marwan mary maryam maryse masako mateo mateus mathias mathieu mathilde matias matilda matt matteo matthew matthias matthieu maud maude maureen maurice mauricio
max maxime maximilian maya mbali megan mehdi mehmet mei melanie melina melinda melissa melody mercedes meredith merve meryem mia miao micah michael michaela michal micheal michel michele micheline michelle mickael
midori miguel mihai mika mikael mike mikhail mila milan milena miles milo mina ming minh minji miranda mireille miriam mirjam misaki mitchell mitsuko miyuki moana mohamed mohammad mohammed mohan moira molly mona
monica monika monique morgan morgane morten moses mostafa mouna moussa muhammad mukesh muna murielle murat musa mustafa myriam nabil nadeem nadege nadia nadine nadir nafisa naima nam nana nancy naoki naomi narges
nasser nassim nastassja natalia natalie natascha natasha nate nathalie nathan nathaniel naveed naveen navneet nayeli nazanin neda neha neil nele nell nelly nelson nestor ngoc ngozi nguyen nia niamh nicholas nick
nicola nicolas nicole niels nigel nihal nikhil nikita niklas nikola nikolai nikos nils nina nisha nishant nitin njoki noa noah noel noelle noemi nolan noor nora norah norbert norma nour noura nuno nuria nushrat octavia
odette odile ola olaf oleg olga oliver olivia olivier olu oluwaseun omar omid oriane orlando oscar osman otto oumar ousmane owen pablo paige paloma pamela paola paolo parisa parveen pascal pascale patricia patrice
patricio patrick patrik paul paula paulette paulina pauline paulo pavel pawel pedro peggy penelope percy perrine peter petra petros phan philip philippa philippe phillip phoebe phuong pia pierre pierrette pilar
piotr pooja pradeep prakash preeti priscilla priya priyanka quentin quinn quynh rachel rachid rachida radhika rafael rafaela raghav rahim rahul raj rajesh rajiv ralph ramesh ramin ramon ramona rana rania ranjit raphael
raphaelle raquel rasa rashid rasmus raul ravi ray raymond reagan rebecca rebekah reem regina reginald reiko reine reinhard remi remy rena renata renaud rene renee reza rhea rhiannon rhys ricardo richard rick ricky
rida rim rita rob robert roberta roberto robin rocio rodolfo rodrigo rodrigue roger rohan rohit roisin roland romain roman romane romeo romy ron ronald ronan ronnie rory rosa rosalie rosalind rosario roseline rosemary
rosie roslyn ross roxana roxane roy roza ruben rubina ruby rudolf rudy rukhsana rupert russell ruth ryan ryo ryoko saad saanvi sabah sabine sabrina sachiko sadia safiya sahar said saida saira sakina sakura salah salim
salima salma salman salome sally salvador sam sama samantha samia samir samira samuel sana sandeep sandra sandrine sandy sangeeta sanjay sanjana santiago saoirse sara sarah sasha satoshi saul savannah scarlett scott sean
sebastian sebastiano sebastien selena selim selin selma serena serge sergei sergey sergio severine shabnam shah shahid shahin shahla shakira shane shanice shannon shanthi sharon shaun shauna shawn sheila shelby shelley
sherry shin shirin shirley shivani shreya shruti siavash sibel sidney sidra siena sigrid siham silas silvia silvie simon simona simone sina sinead siobhan sita siti sofia sofie sohail solange soledad solene soleil solomon
soraya sonia sonja sonya sophia sophie soren soumaya souleymane stacey stacy stan stanislas stanley stefan stefania stefano steffen stella stephan stephane stephanie stephen steve steven stewart stuart subash sudha
suhail sujata sultan suman sumaya sunil sunita suresh susan susanna susanne sushma suzanne svein sven svetlana swati syed sylvain sylvester sylvia sylvie szymon tabitha taha tahar tahir takashi takeshi talia tamar
tamara tamika tanaka tania tanya tapiwa tara tarek tariq tatiana tatsuya taylor ted tendai teo terence teresa terrence terry tess tessa tewodros thabo thandiwe thao theo theodora theodore theresa therese thi thibault
thierry thomas thu thuy tiago tiffany tigist tim timothee timothy tina tobias toby todd tom tomas tomasz tommy tomoko toni tony tracy trang travis trevor trinh tristan trung tuan tunde tyler ulrich ulrike ulysse uma umar
umut unai ursula usha usman vaishnavi valentin valentina valentine valeria valerie valery vanessa vasco vasiliki vasily vera verena vernon veronica veronika veronique vicky victor victoria vidya vijay vikas vikram viktor viktoria
vincent vinh viola violet violette virginia virginie vishal vivek vivian viviane vivienne vlad vladimir wahid walid walter wanda wang wanjiru warren wassim wei wendy wesley whitney wilfred wilhelm will willem william williams
wilma winifred wolfgang wyatt xavier xiao ximena xin xinyi yael yamina yan yang yann yannick yara yasin yasmin yasmina yasmine yassine yasuko yevgeny yi ying yoko yolanda yoshi youcef youssef yuan yui yuki yukiko yulia yun yuri
yuriy yusuf yuto yves yvette yvon yvonne zac zachary zahra zaid zainab zakaria zara zeina zeinab zelda zeynep zhen zhi ziad zineb zoe zofia zohra zoran zuleika zuzana
abara abe abebe acosta adams adeyemi adjei afolabi agarwal aguilar ahn akhtar aliev allard almeida alvarado alvarez amari andersen anderson andersson ansari antoun appiah aquino arai araujo arroyo asante asif aubert
auclair audet ayala baker bah bakshi balogun banerjee barbosa barnes barros baranski barrett basile beaudoin beaulieu becker begin begum belanger bell bello beltran benali bennett benoit berger bergeron bergstrom bernier bhatt
bhattacharya bianchi blais blanchard bondarenko bose bouchard boucher boudreau bourassa bourgeois boutin bouvier boyer brodeur brooks brunet bui bukowski caballero cabrera campbell campos caron carvalho castillo castro
cervantes chabot chakraborty champagne chan chandra chang charbonneau charron chaudhary chavez cheng cheung chiang chin cho choi chong chopra choudhury chu chung clark clarke cloutier cohen colombo contreras cooper
correia cortes costa cote coulibaly couture cruz cyr dahl danso das dasgupta davies davis delgado delisle demir desai deschamps desjardins desrosiers dhaliwal dhillon diallo diaz dias dion diop dominguez doucet doyle drapeau
dubois duchesne dufour dumont dupont dupuis duran dutta duval edwards eriksson escobar espinoza estrada evans eze fakhoury farouk fernandes fernandez ferrari ferreira ferreira fischer fitzgerald flores fontaine forget fortin
foster fournier fraser friedman fujita gagne gagnon gallagher garcia gaudreau gauthier gautier gendron georgiou ghosh gill girard giroux godin goldberg gomes gomez goncalves gonzales gonzalez gosselin goyal gravel greene
grenier grewal griffin guerin guerra guerrero guevara gupta gutierrez guzman haddad hall hamel hamid hamilton hansen harris hashimi hebert hernandez herrera hoffmann hosseini houle howell huang hughes hussain huynh
ibanez iglesias ivanov iyer jackson jain jansen jensen jimenez johansson johnson jones joshi juarez kang kapoor karimi kaur kelly kennedy khan khoury kim kimura klein kobayashi koch kovacs kowalski kowalczyk krause kumar kuznetsov
kwan kwok labelle labrecque lachance lacroix laflamme lafleur lafontaine lai lalonde lam lambert lamontagne landry langlois laplante lapointe larocque larsen larsson lau lavoie leblanc leclerc leduc lefebvre legault lemay
lemieux leroux lessard letourneau leung levesque levy lewandowski lewis li lim lindqvist ling liu lopez lozano lu lussier luo macdonald mackenzie magar mahmood maldonado malhotra mansour marchand marini marquez martel
martinez matsumoto mbeki mccarthy mcdonald mckay mclean mehta mejia melo mendes mendez mendoza menard mensah mercier meyer michaud miller miranda mishra mitchell mitra moghaddam molina moller monette montoya
moore mora morales moreau moreira moreno moretti morin morris mueller mukherjee muller munoz murphy murray mwangi nadeau nair nakamura navarro ndiaye nelson neumann ng ngo nielsen nikolaidis njoroge nkosi noel nowak nunez
obi obrien ochoa odonnell ogawa oh okafor okeke okonkwo oliveira olsen olson oneill ono ortega ortiz osei osorio ouellet ouellette owusu ozturk padilla palmer panagiotou paquette paquin paradis paredes parent parisien
parker pashayev patel pellerin pelletier pena peralta pereira perez perreault perron petersen peterson petit petrov pham phillips picard pinto plante poirier popescu popov poulin powell pratt prevost proulx qureshi quiroz
rahman rao raman ramirez ramos ravindran reddy reid reyes ribeiro richards richardson richter rios rivard rivera roberts robertson robinson robitaille rocha rodrigues rodriguez rogers rojas romero rosales rosen rossi rousseau
roussel rouleau ruiz russo sadeghi saito sakamoto salazar saleh salinas samson sanchez sandhu sandoval santana santos sasaki sato sauve savard schmidt schneider schulz schwartz serrano seto sethi shapiro sharma sharpe shaw sheikh
shevchenko shimizu sidhu silva simard simmons simpson singh smirnov smith soares sokolov solis song soto sousa souza spencer srinivasan stewart suarez subramanian sullivan suzuki svensson szabo takahashi talbot tan tanguay
tavares teixeira tessier tharoor theriault thibodeau thompson torres toure tran traore tremblay trottier trudeau truong tsai tse turcotte turgeon ueda ullah vachon vaillancourt valdez valencia vargas vasquez vaughan vega
velasquez venkatesh verma viau vieira villeneuve virtanen vo volkov vu wagner walsh wanjiku watanabe watson weber wen werner weiss williams williamson wilson wojcik wong wright wu xu yadav yamada yamamoto yao yeung yildiz yilmaz yoon
yoshida young yu zafar zamora zapata zeng zhang zhao zheng zhou zhu zimmermann ziegler`

// Also everyday words: only a capital letter inside a sentence, a title or a second name makes them a name.
const ALSO_WORDS = `
amber andy angel art autumn bill brandy buddy can carol chance charity chase chip christian chuck cliff constance crystal daisy dale dawn dean dee destiny dolly drew earl eve faith fay felicity
fern flora frank gene ginger glen grace grant gray guy harmony harry hazel heather holly homer hope hunter iris ivy jack jade jan jasmine jay jean jersey jewel joy june kitty lance laurel lee lily long
love luna mac marc mark mars martin mason may mercy mike miles mimi mina ming nan nana nick noble norm olive page pansy parent paris pat patience penny petit pearl pepper pierce piper pole poppy princess prudence
queen rain rand randy ray reed rich rob robin rocky rod roman rose rosemary ruby rusty ruth sage sally sam sandy savannah scarlett scout serenity shelby shin skip sky sol son stew storm summer sunny susan ted terry
tiffany tom trinity troy trust van vera victor victoria viola violet wade wally ward will willow winter woody young song lay sing king bush baker cook field hall house hill lamb lane law noel orange page parker
pierre marin blanche claire clement constant desire dominique fleur franc franche gentil juste lourd marine martial mai mars marguerite olive pascal prudent reine rive rond sage solange souris soleil valentine
victoire vivant bon petit grand blanc brun roux loup renard boulanger charpentier marchand moulin dupont rivard forget parent noir fontaine champagne caron begin gravel poulin koch lu li la le les mes ma sa se si so son to vu an ann
ha ho he hong mo no on or ou ai in min dong bo bang may nu thi thu van minh do duc gill cho chin an chan dung nam pan pang tan tong wen yan hang ma mai oh long lan long lang chu so hall bell begum fox wolf moss stone wood woods
ken don jo cat kit art les ten eng ming ling law mo cote perron picard houle paradis petit plante prevost parker savard marin roman samson noa unique ambre prince`

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))
export const ALSO_EVERYDAY: ReadonlySet<string> = set(ALSO_WORDS)
/** Names that hardly ever are anything else, also when written small. */
export const KNOWN_NAMES: ReadonlySet<string> = new Set([...set(LATIN)].filter((name) => !ALSO_EVERYDAY.has(name) && name.length > 2))
/** Every name of the lists, the two-letter ones and those that are words too. */
export const ANY_NAMES: ReadonlySet<string> = new Set([...set(LATIN), ...ALSO_EVERYDAY])
