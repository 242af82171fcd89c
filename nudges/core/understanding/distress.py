"""What may or may not be danger to life looks like in English."""

SOFT = """
despair: put|puts|end me|us? out? of? my misery
bye: writing|sending|typing my|the|some? last|final msgs|texts|messages|letters to
despair: everything|everythin|life|world|all is|s|just+ falling|going|coming|crumbling to? pieces|apart|down % $|and
 |i|around
danger: feed|water|watch|keep|mind|walk|take care|of|after|my|the|for|me+ dog|cat|cats|dogs|pets|fish|kids
 |plants % ... % i|im
 wont|not|gone be? here|around
danger: keep|been|started|stop|always rehearsing|picturing|planning|thinking|imagining|fantasizing about? how
 |where id|i|ill|im
 do|would do? it? % $|and|tonight
danger: dont|nobody|noone even? try to? stop me
point: reason|point|purpose|sense to|in|of? get|getting|wake|waking|be out|up of? bed|morning? % ever|anymore|again|$
despair: better|easier|happier|simpler .. if i wasnt|werent|were|was|didnt not? such|a|so|the|this+ mess|burden
 |problem|broken
 |crazy|difficult|screwup|disaster
no-more: im|am|like|feel|feeling i|im? drowning|sinking|crumbling|unraveling|suffocating % $|and|nobody|no|help|here
 |again|inside
no-more: idk|dk|dunno|know|sure|tell how|if much|long|longer|more|many|of|this|it|i+ i|ill can|could? take|do|go|last
 |handle|keep
 |hold|stand|bear|survive|make
despair: at|hit|hitting|reached|reaching|im|am|is rock bottom
despair: hate|hating|tired|sick of? being|who me|i % am|$|and|so|anymore
fear: im|am|been|just freaking|flipping|losing out|it % $|and|help|please|rn|right|cant|again|so
fear: i? cant|cannot|cnt breathe|breath % $|and|i|im|help|please|rn|right|cant
danger: left|leaving a|the|my note|letter for|to my? everyone|mom|mum|family|kids|dad|them|parents|children
danger: not ok|okay|alright|fine % and|i ... dont know what|how
no-more: cant|cannot stay|exist|be|live here|like _? anymore|longer|much
no-more: hurts|hard|painful too|so much? to keep|go|live|be|continue
despair: have|got nothing|nobody|noone left % $|to|in|for
no-more: everything|it|this|all|life is|its|s|feels too much % i|cant|$|for|anymore
no-more: cant anymore|any more? % $
despair: taking|waste|wasting|using up? of? space|oxygen|air
despair: losing|lost|no|without the|my|any will|strength|reason|energy to keep|fight|go|live|continue|carry
no-more: im|am so|just|completely|totally|really|honestly+ so|just|completely|totally done % $
fear: having|have|getting|starting|into a|an|another|bad|full|blown|huge|massive|the|this|real+ panic|anxiety
 attack|attacks % $|right|now|rn|and|i|im|help|please|again|here|cant|what|atm|bad
fear: cant|cannot|cnt|not stop .. crying|shaking|sobbing|trembling|panicking|hyperventilating % $|and|i|right|now|rn
 |please|im|again|tonight|help|since|all|for|over
fear: im|am|ive been|just|still|sat|sitting|here|been+ crying|sobbing|bawling|panicking|spiraling|spiralling
 |hyperventilating so|really|very|my|eyes|out|and|shaking|uncontrollably|hard|here|right|now|rn|again|alone|please+ % $
fear: im|am|feel|feeling|i so|really|very|just|too|actually|genuinely|kinda|honestly+ scared|terrified|frightened|afraid
 |petrified so|much|right|now|rn|tonight|please|help|me|and|alone|idk|here+ % $
help: ^ please|pls|plz|hey|hi|ok|someone|somebody|anyone|can|could|you|u|just|god|so|really+ i|we? really|badly|do|just
 |think|i|might|desperately+ need|needs|want|ned some|your|real|serious|a|little|lot|bit|of+ help % $|please|pls
 |now|right|bad|badly|rn|asap|tonight|and|i|idk
help: ^ please|pls|plz|hey|hi|someone|somebody|anyone|god|can|could|you|u|ok|just|will|oh|sos+ help me % please|pls|plz
 |now|someone|god|i|sos+ % $
help: ^ someone|somebody|anyone % please? help % please? $
help: ^ sos|mayday % $
no-more: never|wont|not|isnt|doesnt going|gonna|ever|to|will|wil+ get|gets|getting|be any? better|ok|okay|happy
 |easier
point: use|sense of|in going|living|trying|anything|it|life
on-edge: on|at the|a bridge|roof|ledge|balcony|tracks % thinking|crying|alone|looking|jump|want
no-more: cant|cannot|couldnt|dont|cnt|can|not .. do|take|handle|stand|bear|keep|deal|cope|live|fight|with|go|like+
 this|it|life|on|going|doing|living % anymore|longer|any|like|much
no-more: cant|cannot|couldnt take|handle|stand|bear|cope|live it|this|life|with|like
no-more: cant|cannot keep|go|carry|move|hold on|going|doing|living
no-more: cant|cannot|dont|barely|hardly cope|survive|function|hold hold? on?
no-more: dont|cant|not know|see|think how|if|i|can|much|longer|i|ill|more+ do|go|keep|carry|take|make|last|hold on
 |going|it|this|longer|much
no-more: hanging|holding on|barely by|a|on? thread|hanging
no-more: at|reached|end of|the|my|end+ end|rope|limit|breaking of? my? rope|point|limit
point: whats|what|is|any|see|why|isnt|the|not|without+ point|purpose .. of|to|in|anymore|anything|life|living|me
 |trying|going|being|even|$
point: whats|no the? point % of|in|anymore|to|living|trying|$
point: nothing|none|does|life|anything .. matters|mattered|meaningless|pointless|matter
point: life|everything|existence .. pointless|meaningless|unbearable|hopeless|sucks|worthless|hell|useless|empty
point: why bother|try|keep|go living|trying|going|on|anymore|even?
despair: hopeless*|worthless*|despair*|desperate
despair: feel|feeling|felt|im|am|i .. hopeless|worthless|useless|empty|trapped|numb|broken|unloved|unwanted
 |suffocating|desperate|helpless|despair|nothing|lost % inside|$|and|today|anymore|again|all
despair: hate|despise|loathe|hating|disgusted my|with? MYSELF|life|existence|existing|self|living
despair: im|am|being|feel|such|just|only|like|nothing+ a|but|burden|such|nothing+ burden|failure|waste|mistake to
 |of|on|for|$
despair: burden to|on|everyone
despair: no|isnt|any|see|only|one|without .. way|hope|future|end|escape|light|left|help out|left|anymore|forward
 |for|in|to|ahead|this
despair: lost|losing|no|without|all|gave|given up? all? hope
despair: i|ive|im|just|wanna|want|to|am|have|about|ready|giving|given|gave|almost+ give|giving|gave|given up % $
 |trying|and|completely
despair: give|giving|gave|given up on? my|this|all|just|me+ everything|everyone|people|life|me
 |myself|living|fighting|existing|recovery
despair: nobody|noone|one would? ever|even|really? notice|care|notices|cares|miss
despair: nobody|noone|one|none|everyone would|will|even|really|ever|no+ cares|care|loves|needs|wants|hates|love
 |need|want about|if|me|i|for|$
despair: so|just|im|too|i|done|tired|sick|exhausted|over|really+ tired|done|sick|over|exhausted of|with|by it|all
 |this|trying|my+ everything|fighting|pretending|trying|life|hurting|pain|living|existing
despair: dont|didnt|wont|not|never|no|doesnt want|wanna|wants|feel to|like? be|exist|here|feel|being|wake|get
 |around here|exist|around|anything|up|alive|like|alone
despair: shouldnt|should|never|wish .. been|be|was never|not|here|born|exist|alive
despair: wish|never|id|if i|was|were|had|been|never|not|could|just|id|didnt|have|hadnt|wasnt+ born|exist|disappear
 |vanish|existed|here|disappeared|gone|sleep
disappear: WANT|wish|to|wanna|want|could|just|i|id|hope .. disappear|vanish|fade|evaporate|escape|run|cease
 |dissolve|melt % away|forever|from|$|into|and|completely|now|today
disappear: want|wanna|wish|need|please|make|just|would % it|everything|pain|hurting|this|suffering|thoughts|voices
 |stop|end all|to|just|would|hurting|go|both+
 stop|end|over|away|quiet|hurting
disappear: want|wish|ready .. it|everything|this|pain to|be|was|were|all+ over|end|stop
disappear: sleep|rest forever|eternally|and|peace
disappear: end it|things % $
danger: not|dont|isnt|never|cant|arent .. safe % with|alone|from|right|tonight|to|$|myself|at|here
danger: im|in|am|feel unsafe|danger
danger: dark|darkest|bad|scary|intrusive|evil thoughts|thinking|place|urges
danger: scared|afraid|worried|frightened of|what|i|might|to|about|will|by|with+ myself|do|alone|thoughts
danger: dont|cant|not trust myself
danger: kill|shoot|end me|this
danger: die|dying|dead|death
danger: suicid*|kms|ctb|sui|unaliv*
danger: kill|killing|killed himself|herself|themselves|themself|yourself|him|her|them|someone|people|my
danger: hurt|harm|hurting|harming|cut|cutting|cuts|hang|hanging|hung himself|herself|themselves|themself|yourself
 |people|someone
danger: self harm*|injury|harming|destruct*|hatred
danger: overdos*|noose|pistol|antifreeze|gun|razor|razors
danger: crisis|breakdown|falling in|a|apart|having|mental+ crisis|breakdown|apart
danger: help me % please? % cant|im|i|hurt|scared|dying|anymore
danger: last day|night|hours alive|here|on
danger: sorry for everything % $|i|goodbye|bye|ive|please|to|mom
danger: sorry for being|existing alive|born|such|a|me|like|here
danger: forgive me|us
danger: goodbye % $
danger: goodbye|farewell all|everyone|everybody|forever|world
danger: broken|destroyed|dead inside|beyond
danger: dying|dead|broken|numb inside
danger: cant|not .. stop .. crying|hurting|screaming % i|everything|anymore
danger: drunk|drinking|drink|pills|took|mix|mixed|alcohol|vodka|whiskey+ pills|alcohol|vodka|xanax % and|with|again
 |to pills|alcohol|numb|forget|vodka
danger: not|stopped|havent|barely|cant eating|eaten|eat|sleeping|sleep for|in # days
danger: purged|purging|starving myself|again
"""
