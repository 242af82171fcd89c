"""What only sounds like danger: hyperbole, idiom, negation, media, grief, recovery, in English."""

MASKS = """
unsure: ^ i|honestly|hmm|well+ dont know % $
thing-dies: phone|phones|battery|laptop|tablet is|are|about|gonna|going|to+ die
hyperbole: like death warmed
night: slept|sleep|sleeping badly|poorly|terribly|little % last|tonight|again|$
grief: broke|breaks|breaking|broken my|his|her|our heart
thing: worthless|useless|hopeless|desperate|pointless for|of|old|little|piece|as|an|a+ THING
way-out: only way out is through
opt-out: make|making it|this|these stop|end texting|messaging|sending|writing
laugh: LAUGH im|i am? dying|dead|died
laugh: dying my|her|the|his hair|eyebrows|shirt|wool|yarn
laugh: so excited|embarrassed|embarrassing|bored|cold|hungry|funny|cute|hot|tired|full|happy|nervous|proud _? could
 |would|can|might die
laugh: legs|arms|abs|feet|glutes are|is|feel|felt dead % after|from|today|lol
grief: friend|cousin|OTHER overdosed|overdose|od
run: run|escape|get away _? to|from _ beach|mountains|city|country|park|island|office|woods
bye: goodbye|bye|adios to? _? bad|old|habits|sugar|coffee|stress|smoking|summer|winter|weekend|vacation|carbs|malos
point-of: point of _ % LAUGH
laugh: killing|kill|kills|killed me ... % LAUGH
laugh: dying|dead|die|died over|rn|here|laughing|so % here? % hard? % LAUGH
thing-dies: dead phone|battery|laptop|car|plant|plants|line|weight|wifi
grief: OTHER _? _? died|death|dead|passed away? by|from|of suicide|overdose|suicidio
recovery: was|been|felt|got suicid*|hopeless|depressed ... years|months|ago|before|once|past|back|teen|teenager|kid
 |younger
shy: scared|afraid|nervous|terrified to text|call|tell|ask|message|talk|lose|meet|disappoint|date|trust|reply
 |answer|post|share|open|say|send|speak
party: threw|throws|throwing me|us a _? party|shower|surprise|bone|ball|curveball
go-on: cant|cannot|couldnt|dont|not go|carry|hold|going|keep on the|a|my|to|our|vacation|holiday|that|with|dates
 |walks
way-out: way out of _? MUNDANE
hope: hope of|for _
hope: hopeless at|romantic|romantics|cook|case
no-promise: cant|cannot|dont|not|couldnt|hard promise|guarantee|swear|trust|know|sure .. wont|not|never
night: dead of _? night|winter
early: wake|waking|woke|get|getting up? _? early|late|sore|before|alarm|at # am?
neg-better: not|no|never|nunca better off
hyperbole: killing|killin|kills|killed me % LAUGH
hyperbole: MUNDANE .. is|are|was|were|be|been|just? killing|murdering me
hyperbole: BODY .. killing|murdering me
hyperbole: this|that|the|these _? _? _? is|are|was killing me
hyperbole: its|thats|suspense|curiosity killing me
hyperbole: dying|die|dead of|from|with laughter|laughing|embarrassment|boredom|hunger|thirst|heat|cold|curiosity
 |shame|cringe|cuteness|excitement|envy|jealousy|happiness|joy|love|stress|exhaustion
hyperbole: die|died|dying of|from _? embarrassment|laughter|boredom|hunger
hyperbole: dying|die to know|see|try|hear|meet|go|get|tell|eat|find|read|watch|visit|sleep|talk
hyperbole: dying|die for a|an|some|the|this|that|coffee|chocolate|pizza|food|sleep|it
hyperbole: to die for
hyperbole: dying|dead inside? % lol
hyperbole: im|i am|was|am dying % LAUGH
hyperbole: dead tired|serious|set|end|line|weight|wrong|heat|lift|lifts|lifting|quiet|slow|simple|asleep|silence
 |silent|center|zone|beat|battery|phone|on|ass|last
hyperbole: half|nearly|almost|slept|sleep|sleeping|drop|brain|play|played dead
hyperbole: like|as _? dead
hyperbole: so embarrassed|embarrassing|boring|bored|cold|hungry|funny|cute|hot|tired|full|happy _? _? could|would
 |can|might die|dead
hyperbole: kill|killed|killing|kills it|time|that|an|two|the|off|my? hour|mood|vibe|buzz|lights|lights|engine|weeds
 |spiders|bugs|birds|evening|day|workout|presentation|exam|test|interview|set|run
hyperbole: kill|killed|killing|kills it|time|mood|weeds|spiders|bugs
hyperbole: kill|killing|murder|die for a|an|some|_ coffee|pizza|burger|drink|nap|beer|snack|taco|tacos|cigarette
 |chocolate|wine|donut
hyperbole: murder a|an|some _
hyperbole: kill for
hyperbole: kill two birds
hyperbole: kill|killing|killed my? plants|plant|vibe|battery|phone|streak|buzz|mood|weeds|bug|bugs
hyperbole: dressed|killer|skill to? kill
hyperbole: if looks could kill
hyperbole: wont|didnt|not|doesnt|wouldnt kill|killed me|you|us|him|her
hyperbole: almost|nearly killed|died me?
hyperbole: ABUSER|boss|coach|teacher is|will|wil|would|gonna|going|to+ kill me ... LAUGH
hyperbole: mom|mum|dad|boss|teacher|coach|roommate|therapist is|will|would|gonna|going|ll|hell|to|s|gona+ gonna
 |going|will|would to? kill me if|when|for|because|lol
thing-dies: phone|battery|laptop|car|plant|plants|dog|cat|pet|fish|hamster|app|wifi|computer|watch|conversation
 |chat|music|fire|wind|engine|tv|ipad|tablet|hope|bird|rabbit|goldfish|horse died|dead|dies|dying|die|is|was|s
 dying|dead|died|die|to?
thing-dies: phone|battery|laptop|car|plant|plants|dog|cat|pet|fish|app|wifi|computer|watch|goldfish|hamster _? died
 |dead|dies|dying
old-habit: old habits die
die-hard: die|dead|dying hard|down|pool|sea|poets|lift|lifts|lifting|bug|bugs|heading
grief: OTHER _? _? died|passed|dying|killed|suicide|suicided ... ago|last|this|week|month|year|when
grief: OTHER _? died|passed|dies|dying|death|dead
grief: OTHER _? _? is|was|are dead|dying
grief: death of|in
grief: anniversary|funeral|memorial|grave|loss|grieving|mourning .. OTHER|s|moms|dads|mums .. death|passing|dying
 |suicide?
free: self harm|injury|harming free|since|recovery|awareness
bye: goodbye|bye for|to now|work|stress|today|monday|worry|anxiety
bye: said|saying|say goodbye to _? _? _? at|before|after|from _? airport|station|school|work|leaving|flight|train
bye: goodbye|goodbyes|bye|farewell to|everybody|everyone|all|my|the|at|in|from|old|dear+ office|colleagues|coworkers
 |team|flatmates|roommates|classmates|neighbours|neighbors|car|van|bike|house|flat|boat|summer|school|class|clients
neg: asked|asks|checked|form|questionnaire|survey|tick|ticked ... DANGER|suicidal|suicid* % ... no|never|none|zero|not
grief: anniversary|funeral|memorial|grave of? ..
grief: lost my|a|his|her|our|an _? _? to suicide
grief: OTHER|s suicide
grief: OTHER _? killed|hung|hanged|shot himself|herself|themselves
grief: OTHER _? _? died|death by|from|of suicide|overdose|overdosing
grief: lost OTHER to suicide|overdose|cancer
grief: survivor of|suicide loss|attempt|survivor
media: MEDIA _? _? ABOUT ... suicide|suicid*|overdose|death|dying|murder|killing|killer|hurt|DIE_PHRASE|MATARME
 |kills|killed|abuse|rape|self|die|dies|dead|violence|violencia|abuso|muerte|asesino
media: suicide|suicidal|suicidio|suicides|overdose|murder|death prevention|squad|awareness|girls|hotline|line
 |training|documentary|movie|book|film|song|note? scene|mission|statistics|rates|narcan|mystery|stranding|metal
 |star|valley|pool|row|cab|by|watch|bombers|bomber|bombing|doors|squeeze|grip|chocolate
media: suicide|suicides|murder|overdose prevention|squad|awareness|training|hotline|documentary|movie|book
 |statistics|mystery|bomber|class|drills|sprints
media: virgin suicides
media: says|said|sings|singing|goes i want to die
media: MEDIA .. says|said|sings|goes|lyrics ... die|kill|suicide|dead|myself
media: MEDIA .. OTHER .. kills|killed|kill|hangs|shoots|dies|die|died|suicide|shot|overdoses
recovery: # years|year|months|month|days|weeks|anos|meses|dias clean|sober|free|since|limpio|limpia|sin ...
recovery: years|year|months|days|weeks since|without|free .. i? last|ive? self|DANGER|HURT harm*?
recovery: since i? last|have? _? HURT|DANGER
recovery: used to|be _? feel|be|want|think|have|wanting|_ to? DANGER|cut|cutting % not? LATELY?
recovery: used to be|feel|want|think|have _? _? DANGER
recovery: survived|survivor _? _? attempt|suicide|overdose|abuse
recovery: years|year|months ago i|my|she|he|they ... DANGER|overdosed|myself|attempt
recovery: overcame|recovering|recovered|recovery|past|former from? my|the|a? suicidal|self|suicide|cutting|DANGER
recovery: no longer|more .. DANGER|suicidal|hopeless|worthless|scared|afraid of?
recovery: stopped|quit|instead of|gave up|done with|resisted|without|avoid|avoided|didnt to? the? urge? to? HURT
 |cutting
recovery: stopped|quit|without|less|not|longer|isnt feeling|feel hopeless|worthless|empty|numb|trapped
recovery: ya no pienso|quiero|tengo|siento en|ganas|que|pensamientos|de+ MATARME|DANO
negated-vivir: no quiero|puedo dejar de vivir
not-negated: not|no|never|nunca only|solo just? suicidal
neg: not afraid|scared of .. LATELY?
neg: no longer|not|isnt afraid|scared
neg: NEG NEAR+ NEAR? suicidal|suicid*
neg: dont|not|no|never|nunca|wont|wouldnt|jamas|without|zero|didnt|no NEAR+ NEAR? SAFE_NEG
neg: never|doesnt|didnt|hasnt|wont|wouldnt|not|isnt|nunca|no me? ever? been? hit|hits|hurt|hurts|hitting|hurting
 |threatened|choked|pega|golpea|pegado|touch|abused|abuse|abusive|violent|hurting|afraid
cut: cut|cutting back|down|off|out|carbs|coffee|sugar|hair|grass|class|corners|some|up|short|it|through|vegetables
 |veggies|fruit|onions|onion|caffeine|paper|wood|edge|nails|hours|lawn|calls|drinking|smoking
cut: cut|cutting my|her|his|the|our _? hair|nails|bangs|finger|thumb|toe|grass|lawn|hours|losses|coffee|sugar
 |screen|caffeine|call|meeting|fringe|beard|lip|chin|time|spending
cut: cut|cutting myself some|off|a|loose|out|short|slack
cut: cut|burned|burnt|hurt|scratched|nicked my? myself|finger|thumb|hand .. shaving|cooking|chopping|gardening
 |slicing|onion|onions|knife|paper|accidentally|stove|oven|iron|pan|gym|running|lifting|yoga|football|soccer
 |basketball|skiing|playing|exercising|training|hiking|working|coffee|tea|jogging|falling|tripping|bike|treadmill
cut: accidentally|accident cut|hurt|burned|burnt|scratched|nicked myself|my
cut: hurt my back|knee|ankle|foot|shoulder|wrist|leg|arm|neck|hand|finger|toe|hip|feelings
cut: cortar|cortarme|corte|corto|cortado el|la|las|los|mi pelo|cabello|dedo|unas|llamada|cesped|pasto|barba
 |internet|fleco
cut: me corte|corte el|la|un|los|las pelo|cabello|dedo|unas|barba|cocinando|fleco|flequillo
cut: me corte cocinando|afeitandome|rasurandome|picando|sin querer
meds: took|take|taking|taken|had|have my|the|some|a|an|all?|one|two|three|1|2|3|4|his|her|daily|morning of? morning
 |evening|night|daily|usual|regular|vitamin|blood|allergy|birth|2|two? meds|medication|medicine|pill|vitamins
 |tablet|antibiotic|antibiotics|pressure|control|insulin|ibuprofen|tylenol|advil|aspirin|paracetamol|melatonin
meds: took|take|taking|taken my _? _? pills|pill|tablets|meds|medication|antidepressants|vitamins as|this|today|on
 |at|with|for|like|and|morning|already|yesterday|done|prescribed
meds: took|take|taking my|the pill|meds|medicine|medication % $
meds: took|take|taking my _? pills|tablets % $
meds: took|take|taking my|the _? pills|pill|meds|medicine|tablets % ^? done|listo|hecho|feeling|felt|walked|and
meds: forgot|remember|remembered|refill|refilled|picked|pick|pharmacy|sort|sorted|organized to? take? up? my|the?
 pills|meds|pill|medication
meds: tome|tomo|tomar mis|mi|la|el pastillas|pastilla|medicina|medicamento|medicinas|vitaminas|medicamentos
gear: jump|jumped|jumping|skip|skipping|tug|climbing|climb rope|ropes
gear: glue|nerf|water|massage|top|heat|spray|nail|toy|squirt|jump|jumped|jumping|jumps|jumping|staple|radar
 |theragun the? gun
gear: gun show|safety|control|range
gear: shot|shoot|shooting some? hoops|baskets|pool|film|video|photos|a|pictures|stars|me hoops|baskets|photo|text
 |message|email|game|an|at?
gear: shot|shoot|shooting hoops|baskets|pool|pictures|photos|me a
gear: took|take|give|gave it|a|my best? shot
gear: bullet journal*|journaling|points|list|point|proof|train
gear: hang|hanging|hung out|on|in|up|with|my|around|the|tight|there|clothes|laundry|coat|pictures
gear: bridge pose|game|club|the|by|over|exercise|exercises|stretch
gear: walked|walk|walking|ran|run|did|drove|drive|crossed|ride|biked|it|breaths|breathing on|across|over|along
 |under|by|to|at+ the _? _? bridge|roof|rooftop|balcony|tracks|train|cliff
gear: jumped|jump|jumping on|into|in|off the|a|my|to call|bus|train|trampoline|bed|couch|shower|pool|car|diving
 |board|trail|conclusions|joy
gear: caught|catch|missed|took|took|miss the|my|a|to bus|train
gear: step|stepped in|on front? of the stage|camera|class
gear: overdosed|overdose|overdosing|od on? caffeine|coffee|chocolate|sugar|netflix|cute|tiktok|candy|sushi|pizza
 |carbs|cheese|vitamin|sun
gear: drank|drink too much coffee|water|tea
beat: hit me up|that|how|hard|like|when|with|back|today|out|for|at|right|after|just
beat: it|that|this|coffee|wave|fatigue|sadness|grief|reality|tiredness|caffeine|realization|idea|song|news|anxiety
 |feeling|flu|ball|sun|really|suddenly|finally|heat|jet|panic|stress|loneliness|allergies just|really|finally
 |suddenly|lag? hit|hits|slapped|smacked me
beat: hits|hit|hitting me|us up
beat: hit|hits me different|harder|with a|the? question|news|idea|bill|truth|pillow|text|surprise
beat: beat|beats|beating me at|in|to|by|there|again|today|home % at? chess|cards|scrabble|_
beat: kicked|kicks|kicking|kick|beat|whooped my butt|ass|a
beat: knocked|kicked|pushed|pushes|pushing me to|out|off|towards|harder|forward
beat: pushed|pushing|pushes|punched|punch myself|through|in|out
beat: OTHER|anxiety|it stalking|stalked|stalks instagram|insta|facebook|profile|online
beat: scared|afraid|scare of the|spiders|heights|losing|flying|dogs|dentist|failing|being|getting|rejection|missing
 |dark|change|commitment|public|abandonment|needles|clowns
beat: hit|hits _? gym|road|books|sack|hay|snooze|goal|target|trail|shower|wall|spot
beat: he|she|they|ex|partner|boyfriend|girlfriend|husband|wife hurt|hurts my feelings
"""
