"""What danger to life looks like in English."""

HARD = """
passive: me|im|i|myself|was|were|be six feet under
passive: dont|not|wont|never plan|expect|want|think|planning|going|gonna|intend|on|to|ill|i|will|be|myself+ see
 |seeing|reach
 |reaching my|another|next|the next? birthday|christmas|year|summer|spring
want-die: WANT to? leave this earth|world|life|planet|existence
want-die: want|wanna|wana|wanted to? dye so|already|rn % bad|badly|much|$
kill-self: let|letting|steer|steering the|my car|bike|wheel|truck|myself roll|go|drift|drop|fall|slide .. into|off|in
 |under
 _? TRAFFIC|HIGH|river|lake|tree|wall|ocean|sea
harm: dug|dig|digging|pressed|pressing|dragged|dragging|pushed a|the|my? blade|razor|knife|scissors|needle .. in|into
 |across
 |deeper|harder
means: tried|trying|attempted|gonna|want|wanna|going|plan|planning|almost to? od|overdose|ed
means: use|using it|this|them? on my wrists|wrist|throat|veins
plan: ive|have|finally|i decided to? do it
want-die: death|dying sounds|seems|looks|feels|would|is so? peaceful|nice|good|better|easier|only|appealing|relief
want-die: want|wanna|get|ready me? out of this|my life|world|existence|body
passive: hope|wish|hoping|pray ... car|truck|bus|train|something|someone|plane|cancer .. hits|hit|kills|killed|kill
 |takes|crashes|ends|run|runs|shoots me|over|us?
means: did|did|downed|popped|had|chugged|do just? 20|25|30|35|40|45|50|60|80|100 of? MEDS
harm: stab|stabbed|stabbing|carve|carved|slashed|scratched|burnt|sliced|pierced|bit|burned my .. arm|arms|leg|legs
 |thigh|hand|wrist|stomach|skin % ... scissors|knife|blade|razor|lighter|glass|again|cigarette|until
harm: cutting % helps|is|makes|again|myself|every|was|calms|only
harm: cut|cuts .. deep|deeper|deeply
bye: will|wil is|are written|done|ready|signed % and|im? _? ready|go|goodbye
kill-self: ready to go % $|now|tonight|forever
other: gonna|going|want|wanna|will|wil|ill|planning|plan|imma|might|ready to? shoot|shooting|blow|bomb|burn|burning
 up? down? the|this|my|up place|school|office|church|mall|building|house|up|everyone|place
other: shoot|shooting up the|my|this
want-die: part|half|piece|side of me .. wants|want to|dead die|dead|end|gone
want-die: easier|better|nicer|great|nice to|being be? dead
want-die: if im|i am? still? alive
means: swallow|swallowing|down|downing|overdose|od _? _? pills|bottle|tablets|meds|handful
means: took|take|taking the|these|those pills|tablets
harm: arms|wrists|wrist|arm|legs|thighs|thigh|im are|is|wont|am? bleeding|bleed
harm: bleeding|cut|hurt|burned|cutting ... did|do it again
harm: crash|wreck|hurt|cut|cutting|burn|burned|hurting|injured|starve|crashing ... on purpose|intentionally
kill-self: tonight|today|tomorrow|now .. end|ending it|everything % $
kill-self: standing|sitting|lying|laying|stood|sat|lie|stand|im on|at|by the|a _? edge|of|train|railroad|railway+
 tracks|ledge|rooftop|railing|edge|roof|cliff % $|and|ready|now|about|thinking
bye: wont|never|not|last ... hear|heard|see from|of me again|anymore|after
live: no|dont|not|never|any|without|cant ... reason|reasons|point|purpose to|in|for|of keep|stay|staying|go|be|even
 |bother|me|being|on+ live|living|alive|exist|existing|going
want-die: WISH|GOING to?  be? DIE
want-die: WANT to|too|of|about? _? _? DIE_PHRASE
want-die: want|wanna|wanted|wnat|wana|ready|wish|wishing|hope|hoping|hoped|deserve|rather|prefer|need|praying|pray
 |going|gonna|about|like|of|about|on to|i|could|would|just|really|fucking|actually|literally|so|badly|be|both
 |honestly|should|might|can|to|and|maybe|probably|will+ die|dead|dying
want-die: better|rather off|be|if|to? be? i|im|was|were|am? dead|dying
want-die: i|im am|just|should|could|might|will|would|literally|honestly|really|actually|want|wanna|to|a|think|about
 |of|am|plan|be+ suicidal|suicid*
want-die: feel|feeling|felt|been|getting|very|so|really|bit|kinda|pretty|became|am|im|more|still suicid*
want-die: suicidal|suicide thoughts|ideation|thought|feelings|again|today|tonight|tonite|right|now|rn|plan|note
 |letter|seems|sounds|is|as|feels|urges|attempt|method|methods
want-die: ^ suicid*|sui $
want-die: ^ suicidal|suicide
want-die: WANT .. about|of|to? suicide
want-die: sui thoughts|ideation|bad|again|tonight
want-die: attempted|attempting|attempt|try|tried|committing|commit|considering|contemplating|consider|contemplate
 |methods|of|about|doing suicid*
suicide: suicide|suicidal|suicidio|suicidarme|suicida|suicido|suicidaria
kill-self: KILL|kill|killing|killed|hurt|harm|drown|hang|hung MYSELF
kill-self: kys|kms|ctb|unalive|unaliving|sewerslide|unalived
kill-self: end|ends|ending|ended|take|taking|took my own? own? life|suffering|existence|pain
kill-self: end|ending it|everything|things all|tonight|today|now|tomorrow|permanently|once|soon|forever|for
kill-self: WANT to|of|about|just|on|really+ end|ending it|everything|things % $
kill-self: blow|blowing|shoot|shooting my|me brains|head|brain|out|up out|off?
kill-self: put|putting a|the bullet|gun|pistol|rope|noose|knife in|to|around|through|against my
kill-self: jump|jumping|leap|throw|throwing|step|stepping|walk|walking|run|running|drive|driving|crash|crashing
 |steer|swerve|swerving myself|my|car|the|this|straight|right+ off|from|out|into|in|under|front|of|to|onto ... HIGH
 |TRAFFIC|tree|wall|river|pole|lake|road|pond|ocean
kill-self: on|at|standing|sitting|edge|climbed|climbing|went|stand|sit|up on|at|the|a|of|to|edge|top|up|onto|this+
 HIGH % ... jump|jumping|end|ready|goodbye|bye|over|fall|falling
kill-self: carbon monoxide
kill-self: exhaust|car running ... garage
live: dont|do|didnt|not|no|never|cant|doesnt|longer|stop|tired|sick|done|hate|stopped|nor|wont|isnt|aint not|want
 |to|wanna|a|reason|worth|point|of|with|for|in|see|wish|wanting|deserve|need|be|feel|like|really|just|even|the|is
 |there|it|i|longer|me|life|use+ living|live|alive|exist|existing
live: dont|not|no|never|longer|wish|nor|wont|wasnt|werent|wouldnt not|want|to|wanna|really|just|i|was|longer|wasnt
 |be|were|werent|wouldnt|think+ be|here|exist|around|alive|earth|planet|world here|around|alive|on|in|this|earth
 |world|planet+ anymore|any|again|longer|tomorrow|ever|this|mas|either|now % more?
live: wish|hope|hoping|want|wanna|pray|praying|like|rather|dont|love .. not|never|dont|wouldnt|wont|didnt|want
 |couldnt|to+ wake|woke|waking up? % ever|tomorrow|again|anymore|at|in|from|and|$
live: go|fall|sleep|asleep|bed .. never|not|dont|forever wake|waking|woke up?
live: sleep forever|permanently
live: no|nothing|without|any reason|left|point|purpose|will to|for|in|me|left|keep|even|be|bother|go|carry|on|stay+
 live|living|go|stay|alive|exist|existing|being
live: nothing .. live for
live: life isnt|not|is|aint|no|worthless not|no|longer? worth|living|it|over % living|it?
live: lost|losing|no my|the|all? will to live
gone: better|happier|easier|relieved|fine|best off? .. without me
gone: better|happier|easier|relieved|best off|for|if|with|everyone|everybody|all|them|once|when+ im|i|me was|were
 |am|are|is|wasnt|werent|had|just? GONE|disappeared|here|around|never
gone: no|nobody|noone|none|nothing|not|who|anyone|anybody|one would|will|wouldnt|even|ll|one|be+ miss|care|cry|mourn
 |sad|remember me? .. if|when|that|once i|im|me ... GONE|die|disappeared|vanished
gone: no|nobody|noone|none|not|who|anyone|anybody|one would|will|wouldnt|even|ll|one|be+ notice .. if|when|that|once i
 |im|me ... gone|dead|died|die|not here|not around|werent here|wasnt here
passive: i shouldnt|dont deserve|to|even|be|still|really+ be|deserve alive|living % $|anymore|today|right|now
passive: nobody|noone|one|none really|even|actually|ever+ wants|want|needs|need|wanted|likes|needed me .. alive
passive: everyone|everybody|world|family|theyd|all wants|want|wishes|wish|prefer|would+ me dead
gone: nobody|noone|one|anyone would|will|ll|even miss me
gone: world|kids|family|everyone|everybody|they|people|husband|wife|parents|mom|children ... better ... without me
gone: take|look care|after of? my|the dog|cat|kids|baby|children|son|daughter|cats|dogs|pets|mom|family ... when
 |after|if|once im|i ... gone|die|dead|not|go
gone: when|once|after|by|before|if .. im|ill .. gone|dead|be % gone?
bye: goodbye|bye|farewell forever|world|everyone|everybody|cruel|all|friends|letter|letters|note|notes|text|message
 |and|i|to % life|everyone|good|i?
bye: tell|let my|him|her|everyone|them|mom|mum|dad|kids|family .. sorry|love % ... ... % goodbye|forever|always
bye: wrote|written|writing|finished|left the|my|some|all letters|goodbyes
bye: tonight|today|tomorrow is|s the night|day|end
bye: this|thats|my|last|final|is|saying|said|say|writing|wrote|written|write|leaving|left|finished|one my|is|a|the
 |last|final|goodbyes|one|of+ goodbye|goodbyes|farewell|goodbies % forever|letter|note|notes|letters|all|everyone|$
bye: said|saying|say|my+ goodbyes|goodbye to my? everyone|family|kids|children|all|world|them|loved|life
bye: final|last goodbye|goodbyes|letter|words|message|text|note|wishes
bye: last night|day|days|hours on|here|of|to|being+ alive|earth|living|here
bye: suicide|death|goodbye note|letter|notes|letters|plan
bye: by the time you|u|anyone|they|someone read|reads|see|get|find
bye: tell|let my|him|her|everyone|them|mom|mum|dad|the _? know? % ... i|im|ill love|loved|sorry|always % him|them
 |her|you? ... goodbye|forever|always|please|$
bye: i|ill|im|i wont|not|will|wont|going|gonna|never|not+ be here|around|alive|exist tomorrow|anymore|much|long
 |next|soon|by|for|after|when|tonight % longer|week?
bye: not here|around tomorrow|much longer|anymore
bye: last time you|youll|u|ull|anyone|we|ill
bye: wont|never|not|dont have|hear|see|bother|get|need|to|worry|deal+ from|about|with|me me|again|tomorrow|anymore
 % ... goodbye|bye|forever|dead|die
bye: see you|ya|u|them|all|mom|him|her|dad on|in the? other|next|heaven|hell|afterlife side|life|lifetime?
bye: gave|giving|given|give away|my ... stuff|things|dog|cat|everything|belongings|possessions|clothes|jewelry
 |savings ... gone|need|anymore|longer|goodbye|bye|wont|where|over
bye: giving|gave|given away? all|everything my|of|i|away|own % stuff|things|belongings|possessions|have|own|away
bye: made|making|wrote|writing|updated|finished my will ... tonight|ready|goodbye|before|done|soon|time
bye: forgive me|for % ... gone|what|do|about|goodbye|tonight
bye: sorry ... for|goodbye|leaving|everyone|mom|everything % ... goodbye|do|leave|gone|done|ready|love|over|forever
 |this
means: TOOK|takes|od|overdosed .. all|whole|entire|bottle|handful|lots|bunch|many|too|every|pack|full|box|rest of
 |my|the|a|many|much|these|those|bottle|whole|sleeping|pain|all|her|his|them|last|of|handful|entire|box|pack|his
 |mums|moms|packet|strip|packets+ MEDS|bottle|handful|pack|them|bottles|box
means: TOOK .. 8|9|10|12|14|15|16|18|20|24|25|28|30|32|35|36|40|45|48|50|60|75|80|90|100|thirty|twenty|forty|fifty
 |dozen|hundred|sixty|ten|fifteen of|my|the|mg|sleeping|pain|his|her|more|different|strength|of+ MEDS
means: 800|400|500|200|1000|2000|5000|10000|300|600 mg .. MEDS|enough|kill|all
means: handful|bottle|fistful|stash|stockpile|stockpiled|stockpiling|hoarding|hoarded|saved|saving|collecting
 |counting|counted|lethal|enough|line|lined|lining of|up|my|the|all|out|some|sleeping|dose|amount|pain|packet|strip
 |a+ MEDS|dose
 |mg
means: bleach|antifreeze|drano|poison|cyanide ... drink|drank|drinking|took|swallow|swallowed|tonight|ready|myself
 |me|it
means: drink|drank|drinking|swallow|swallowed|took|take|bought|ordered some|the|a|bottle|of|my+ bleach|antifreeze
 |drano|poison|cyanide|pesticide
means: have|got|bought|holding|hold|found|loaded|grabbed|get|getting|ordered|hid|kept|keep|staring|looking|stare
 |look|need|ive|im|with|tied|tying|hands my|the|a|his|dads|some|at|on|this|here|ready|enough|all|these|up|dad|of
 |bottle|in|with|them|her|razor+ pills|gun|pistol|rifle|shotgun|rope|noose|blade|blades|razor|razors|bullets|helium
 |revolver|glock
means: WEAPON|blade|razor|gun to|on|at|against|in my the? throat|wrist|wrists|neck|head|mouth|arm|vein|chest
means: gun|pistol|knife|blade|razor|rope is in|on my|the lap|hand|hands|mouth|bed
means: pills|gun|pistol|rope|noose|blade|razor|knife|rifle|shotgun|bullets|bottle are|is|s|right|all|here|next
 |ready|loaded|in|on|next|beside|to|now|out|sitting|the|waiting|a|lined|up|of+ front|me|ready|hand|hands|loaded|bed
 |head|mouth|here|drawer|nightstand|table|lap|waiting|up
means: overdosed|overdose|overdosing|odd|od|ods|oding % on|again|tonight|now|today|myself|$
means: overdose|overdosed|overdosing
means: slit|slitting|slash|slashing|cut|cutting|open|opening|slice|slicing my|both|the wrists|wrist|throat|veins
 |arteries|vein|arms|thighs|legs|arm|thigh
means: jump|jumping|fall|hang|hanging from|off|myself|out the|a|my|this _? HIGH|rafters|fan|tree|ceiling|closet|beam
means: hang|hanging|hung|shoot|drown|drowning|poison|suffocate|stab|starve MYSELF
means: bleed|bleeding to|out death?
plan: know|planned|decided|picked|chose|figured|exactly out? exactly? how|when|where exactly? im|ill|id|i % will?
 .. do|going|gonna|die|kill|end
plan: researched|researching|googled|googling|looked|looking|searched|searching|know up? how|ways|way|methods|for
 .. die|kill|suicide|dying|end
bye: be|go|join|see with? ... heaven|afterlife
bye: take|look care|after of? my kids|children|dog|cat|son|daughter|baby|family % ... cant|wont|not|gone|anymore
 |goodbye
plan: painless way|ways|method|death|to
plan: have|got|made a|my|the plan|date ... die|kill|myself|suicide|end it|dead|tonight|over
plan: have|got a|my plan % to|and|for end|kill|die|means|pills|gun|do tonight|it|tonight?
plan: tonight|tomorrow|today|soon is|s|it|will|ill|im|be|its|gonna the|all|finally|my|last|over|going+ night|day
 |last|over % ... goodbye|pain|sorry|bye|it|free|end
plan: itll|will|it|everything|pain|be|all+ be over|done|finished soon|tonight|tomorrow|now % goodbye|sorry|forever?
harm: HURT|hurting|harming|harmed|hurt MYSELF
harm: hurt|hurting|harm|harming|cut|cutting|burn|burned|burning|burnt|cutted|injure|injured|injuring|slashed
 |stabbed|punched|choke|punish|scratch MYSELF % again|tonight|today|now|so|last|bad|with|on|too|because|to|until
 |when|and|for|$
harm: hurt|hurting|harm|harming|cut|cutting|burn|burned|burning|burnt|injure|stab|choke MYSELF
harm: been|started|start|am|im|keep|back|urge|urges|want|wanna|need|tempted|relapsed|relapse|relapsing|go|went|and
 |of|to|about to|want|again|on|back|back|cutting|with|be|be+ cut|cutting|sh|burn|burning % again|tonight|myself|so
 |today|last|my|arms|with|$
harm: self harm*|injur*|injury|mutilat*|harming
harm: selfharm*|sh relapse?
harm: urge|urges|want|wanna|need|tempted|craving to? cut % is|are|again|so|rn|$|and|right|now|bad|tonight|today
 |strong
harm: cut|cutting|burn|burned|slice|sliced|carved my? thighs|thigh|arms|arm|wrists|wrist|skin|legs % last|again
 |tonight|today|$|and|so|because|open
harm: fresh|new|more cuts|scars on|my?
harm: carved|cut|cuts|scratched into|on|all|up|over|in|open+ my arm|arms|skin|thigh|thighs|wrists|wrist|leg|legs
other: GOING|want|wanna|plan|planning|might|thoughts|urge|thinking|urges|afraid|could|scared to|of|about|ill|gonna
 |im|i|really|just|will|so|badly+ kill|hurt|shoot|stab|murder|hurting|killing|shooting|attack|strangle|harm someone
 |somebody|people|everyone|everybody|others|them|kids|him|her|coworkers|my|classmates|students|another|baby|other
other: shoot|shooting|blow|bomb|burn up? the|my|this up|place|school|office|church|mall|building
passive: i rather|would|d|just|should|deserve|want|hope|wish|rather|to|be+ not|die|never exist|existing|wake|alive
 |be|have % up|been?
passive: should|could|would|deserve just|be|not|to|both|better|all|really+ die|dead|alive|exist
passive: wish|if i|id|that|was|were|it|the|im|only|could|just|would|had|somebody|someone|hadnt|something|didnt|a
 |car+ dead|die|died|killed|exist|dying|gone|kill|born % me?
passive: easiest|painless|quickest|best|fastest|way|ways .. to die
passive: tired|sick|done|exhausted|over of|with|from living|life|existing|existence|breathing
passive: tired|sick|done|exhausted of|with being|staying|my|this alive|here|existence|life
passive: why am|i|should|bother|keep|even|not|just+ still|alive|living|die|exist
passive: i .. hope|wish|pray .. dont|never|wont|not wake
passive: dont|not|never|wont|cant want|see|think|plan|expect|make|be|to|a|on|i|myself|it|ill|will|am|still|able+
 live|alive|future|living|survive|past|through|living|until|see ... tonight|week|month|birthday|anymore|year
 |weekend|tomorrow
"""
