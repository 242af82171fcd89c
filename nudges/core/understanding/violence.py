"""What being hurt, threatened or held by someone looks like, in English and Spanish."""

VIOLENCE = """
hits: ABUSER split|busted|broke|cracked|fractured my lip|nose|jaw|arm|wrist|rib|ribs|tooth|teeth|finger|collarbone
hits: ABUSER ... hit|hits|slapped|slaps|punched|kicked|choked|shoved my|our|the|both? mum|mom|mother|sister|brother
 |kids|son
 |daughter|baby|kid|children
hits: ABUSER .. threw|throws|hurled|throwing|chucked a|the|his|her|my? plate|plates|bottle|phone|glass|chair|knife
 |things|stuff
 |shoe|remote|cup|mug|pan at me|us|my|the
held: ABUSER .. took|takes|hid|hides|broke|keeps my keys|phone|wallet|passport|car|money|papers|shoes|id so|and
 |because|to|that+
 i? cant|couldnt|wont|not leave|go|call|get|work
held: ABUSER .. outside|circling my place|house|door|apartment|window|work|home|flat % ... wont|scared|refuses
 |yelling|screaming
 |banging|threatening|drunk
fear: scared|afraid|terrified|frightened to|of? go|come|be|going|coming|being home|back % $|to|because|with|tonight
 |he|alone
hits: ABUSER keeps|always|has|kept|is|tries|tried|to|sometimes+ touch|touches|touched|touching|gropes|fondled
 |fondles me % $|at|in|there|when|and|again|every|sexually|inappropriately|without
held: locked|hiding|hide|barricaded|hid myself? in|inside the|my|a bathroom|bedroom|room|closet|car|basement % ...
 ABUSER
held: banging|pounding|kicking|breaking|break|broke on|down|in the|my door
hits: ABUSER just|has|had|is|was|always|keeps|started|been|tried|to|will|would|gets|got|drunk|and|then|s|again
 |almost|also|grabbed|or|even|went|who|me|plate|threw|kept|keeps|at|sometimes|a|me+ hit|hits|hitting|punch|punched
 |punches|punching|slap|slapped|slaps|slapping|beat|beats|beating|beaten|choke|choked|chokes|choking|strangle
 |strangled|strangling|kick|kicked|kicks|kicking|shove|shoved|shoves|shoving|pushed|pushes|grabbed|grabs|burned
 |burns|stabbed|stab|bit|hurts|hurting|hurt|attacked|attacks|attack|assaulted|abuses|abused|abusing|rape|raped
 |rapes|molested|molests|groped|beaten|threw|throws|pinned|dragged|tortures|headbutted me|my|us|at|things|kid|kids
hits: ABUSER .. pulled|pulls|pointed|points|held|holds|waved|came|threatened|threatens .. WEAPON .. me|my|us
hits: ABUSER .. pulled|pulls|pointed|held .. WEAPON
hits: ABUSER _? _? put|puts|putting|laid|lays|lay|has|had|wrapped|around|raised|raises his|her|their|a|hands|hand
 |on|around|gun|knife+ hands|hand|gun|knife on|to|around|at|against me|my
hits: i|im|ive|got|get|being|been|was|keep|getting|gets|am|just+ beaten|beat|raped|assaulted|molested|abused|choked
 |strangled|punched|slapped|hit|hurt|attacked|groped|threatened|stalked|trafficked|held up|by|at|last|again|tonight
 |sexually|hostage|at .. ABUSER|him|her|home|night|$|again|tonight|hostage|stranger
hits: raped|raping|molested|assaulted|molesting|assaulting|drugged|abusing|strangled|choked|strangling me|us
hits: hit|hits|beat|beats|punched|slapped|choked|choking|kicked|beating|hitting me|us|my % again|tonight|last|and
 |hard|up|so|because|in|until|when|with|$|for|kids|kid|face|head .. face|night|ABUSER|again|today|black|belt|fist
 |fists|$
hits: sexually|physically|domestic|domestically assault*|abus*|violence|violent|hurt
hits: rape|raped|molested % by|$|i|last|at
hits: abusive|violent|abuser|abusing|abuses|abuse
hits: black eye|eyes|bruises|bruise|bruised|broken from|by|because|he|she|nose|rib|ribs|where .. ABUSER|him|her
hits: bruises|bruise|bruised .. ABUSER
hits: forced|forces|forcing|makes|made|coerced|coerces himself|herself|me .. sex|himself|on|sleep|touch|bed|do
 |herself
hits: sex .. against|without my will|consent
threat: ABUSER|to|gonna|will|going|said|says|threatened|threatens|threatening|wants|want|is|tried|might|could|swore
 |promised|about|if|hed|shed|someone+ kill|kills|killing|hurt|shoot|stab|strangle|murder|beat|burn|hit|find|destroy
 |harm me|us|both
threat: threatened|threatens|threatening|threatned|threat|threaten to|me|us|with|my|by|against|the|take|kids|life|a
 |take
threat: ABUSER|someone .. has|got|pulled|with|pointed|waved|waving|holding|carries|hes|grabbed|came|a|his+ WEAPON
 .. me|and|here|my|$|outside|door|scared|pulled|house
threat: ABUSER .. WEAPON % ... me|scared|afraid|help|threat*
fear: scared|afraid|terrified|frightened|fear|fearful|petrified|unsafe|danger of|that|for|my|to|by|with|from|around
 |at|go|because|being|go|come|back|in|what|be|live|near|when+ ONE|home|life|house|him|her % $|again|tonight|and
 |because|when|help|now|hes|he|i
fear: scared|afraid|terrified|unsafe|hide|hiding|frightened|fear .. ONE|him|home|house|life % $
fear: scared|afraid|terrified|fear|worried .. ABUSER _? _? _? hurt|hit|kill|find|beat|come|harm|shoot|snap|hurts
 |hits|kills|hurting|explode|take
fear: not|dont|isnt|never feel? safe at|with|around|in|here? .. home|him|her|house|ABUSER|own
fear: hiding|hid|locked|hide|escape|escaped|flee|fled in|from|the|away|myself|out|bathroom|closet|room|of|need|to
 |because|my|me|house+ ABUSER|him|her|home|here|house
held: ABUSER wont|doesnt|refuses|never|not|dont|to|will|does|didnt+ let|lets|allow|allows|letting me .. leave|out
 |go|see|talk|have|work|go|phone|sleep|eat|use
held: ABUSER|he|she|is|was|has|keeps|just+ locked|locks|locking|trapped|trapping|held|holding|holds|tied|keeps
 |keeping|kidnapped|chained me .. in|up|hostage|inside|captive|down|against|here|out|room|locked|prisoner|from|home
held: ABUSER|he|keeps|is|always|has|been|started|ex|someone|was+ stalk|stalks|stalking|stalked|following|follows
 |tracking|tracks|watching|spying|monitors|monitoring|blackmailing|blackmails|harassing|isolates|controls my|me|on
 |where|every|everything
held: being|im|been|get|am stalked|followed|blackmailed|held|hurt|abused|beaten|trafficked|threatened|harassed
held: stalker|stalking me|is|outside|ex|and?
held: wont|not|doesnt let me leave|go|out
held: trapped|stuck .. with|by|him|home .. him|abuser|abusive|violent
held: smashed|smashes|breaks|broke|destroyed|threw|throws|punched|punches|punching my|the|a|things|holes|in|phone
 |at|wall|walls|plate+ phone|things|wall|walls|me|plates|door|holes .. me|scared|ABUSER|again|at|wall|angry|$
"""

VIOLENCIA = """
pega: me|nos partio|rompio|quebro|reviento|abrio el|la|los|las|un|una labio|labios|nariz|boca|cara|ceja|brazo|muneca
 |costilla|costillas|dedo|diente|dientes|cabeza|madre
pega: nos|me agarra|agarro a golpes|cinturonazos|patadas|punetazos|cachetadas|trompadas|palazos|bofetadas
pega: me apreto|aprieta|agarro|agarra del? el? cuello
pega: me|nos jalo|avento|azoto|arrastro|zarandeo|sacudio|estrello % $|del|de|contra|al|por|los|y
pega: ABUSADOR .. me toca|toco|tocaba|manosea|manoseo|besa
pega: me ha|esta|estaba|sigue|volvio|siempre|a|han|estan|quiso|quiere|va|vuelve|intento|trata|de|casi|iba+ pega
 |pego|pegan|pegaron|pegando|pegar|golpea|golpeo|golpean|golpeando|golpear|golpeado|pegado|maltrata|maltratan
 |maltrato|maltratando|viola|violo|violaron|violar|violado|violando|abuso|abusa|abusaron|ahorca|ahorco|ahorcar
 |ahorcando|estrangulo|estrangula|estrangular|empujo|empuja|patea|pateo|cachetea|cacheteo|abofeteo|abofetea|jalonea
 |jala|agredio|agrede|agreden|ataco|ataca|quemo|apunalo|lastimo|lastima|lastiman|amenaza|amenazo|amenazan|amenazado
 |amenazando|amenazaron|secuestro|encerro|encierra|encerrada|acosa|acoso|acosando|persigue|sigue|vigila|controla
 |forzo|forza|obligo|obliga|tiro|hizo|hace|toco|manosea % dano?
pega: me|nos quiere|va|quieren|van|iba|puede|podria|intento|trato|amenaza|dijo|dice|jura|juro a|de|con|que+ matar
 |golpear|pegar|lastimar|violar|hacer|matarme
pega: ABUSADOR|me|que|va|a|amenaza|amenazo|con|quiere|dice|intento|de|trata|puede|amenazado+ amenaz*|va|quiere
 |intento|dice|con .. matarme|golpearme|pegarme|lastimarme|hacerme|ahorcarme|violarme|quitarme % dano|hijos|$|si|y|a
pega: matarnos|golpearme|pegarme|violarme
pega: ABUSADOR .. agresivo|violento|violenta|agresiva|maltrata|pega|golpea|abusa
pega: violencia|abuso|maltrato domestica|fisica|sexual|intrafamiliar|familiar|fisico|en|de
pega: violaron|violo|violada|violacion|violado|abusaron|golpeada|maltratada|amenazada|secuestrada % por|de|me
 |anoche|ayer|$
pega: me da|dio|dan|daba|tira|avienta unos|golpes|una|patadas|cachetadas|punetazos golpes|golpiza|patadas|cachetada
 |paliza?
pega: me amenazo|amenaza con|de
pega: ex .. siguiendo|persiguiendo|acosando|persigue|acosa
pega: abusa|abuso|abusaron|abusan de mi
pega: moretones|moreton|ojo .. golpes|morado|pega|pego|el|esposo
pega: levanta|levanto|pone|puso la|una|me|las mano|manos|encima
miedo: miedo|temo|terror|pavor|panico|aterra|asustada|asustado|terrada a|de|le|que|por|volver|regresar|a|me|da|mi|la
 |ir+ UNO
 |el|ella|casa|vida|matar|haga|pegue|mate|golpee|lastime|hijos
miedo: miedo .. UNO|casa|pegue|mate|golpee|lastime|haga|vida
miedo: no .. segura|seguro|salvo en|con|aqui mi? casa|UNO|el|aqui
miedo: peligro|escondida|escondido|encerrada|encerrado .. casa|UNO|el|bano|cuarto|mi
miedo: no me? deja|dejan salir|ir|irme|hablar|ver|trabajar|usar|tener|comer
miedo: me tiene|tienen|dejo|mantiene|encerro encerrada|encerrado|amenazada|amenazado|secuestrada|atrapada|vigilada
 |bajo
miedo: tiene|trae|saco|con|apunto un|una|la|el? cuchillo|pistola|arma|navaja|machete
miedo: acosa|acosando|persigue|persiguiendo % ex|me|mi|$
"""
