"""How it went: done, partly, skipped, not applicable, or later."""

from nudges.core.understanding.pattern import Rules, vocabulary

WORDS = vocabulary("""
FILL: i|ive|im|just|yes|ok|it|today|well|so|we|finally|already|actually|also|oh|hey|hi|omg|the|and|then|still|yay
 |ya|hoy|lo|la|si|me|bueno|pues|yep|sorry|perdon|ugh|sadly|no|nope|to|for|was|is|all|my|thanks|gracias|please|pls
 |por
 favor|porfa|thumb|cheer|sad|lol|time
FULL: did|done|finish|finished|completed|complete|hice|hecho|got|termine|complete|made|through|managed|manage
BIT: half|halfway|part|partly|partially|partial|a little|a bit|little bit|some|most|mostly|almost|nearly|few|a few
 |one|once|kinda|kind of|sort of|sorta|somewhat|a third|two thirds|mitad|la mitad|un poco|un poquito|poco|poquito
 |parte|casi|algo|mas o menos|medio|a medias|parcial|parcialmente|incomplete|en parte|more or less
HOURS: half an hour|half hour|an hour|a hour|one hour|hour|a couple hours|a couple of hours|few hours|a few minutes
 |few minutes|media hora|una hora|un par de horas|cuarto de hora|unos minutos|una horita|two hours|dos horas|quarter
 of an hour
HORA: la 1|la una|las dos|las tres|las cuatro|las cinco|las seis|las siete|las ocho|las nueve|las diez|las once|las doce
PASTVERB: called|texted|walked|meditated|breathed|wrote|journaled|journalled|messaged|went|took|stretched|exercised
 |read|practiced|practised|hugged|asked|cooked|drank|ate|cleaned|reached|sat|ran|prayed|listed|noticed|talked|spoke
 |visited|met|rested|played|phoned|rang|emailed|thanked|helped|painted|sang|danced|swam|biked|jogged|showered
 |napped|listened|shared|invited|bought|made|hiked|did|facetimed|sent|used|tidied|gardened|replied|checked|llame
 |camine|medite|respire|escribi|hable|sali|tome|lei|practique|descanse|pinte|corri|cocine|visite|fui|abrace|comi
 |bebi|limpie|baile|cante|rece|jugue|escuche|mande|nade|hice
""")

MASKS = """
double: didnt|never|not|without|no skip|skipping|skipped|forget|salte|olvide|olvido|pass
double: almost|nearly|thought|wanted|going|tempted|casi|queria|i|id|to|about+ to? forgot|forget|skip|skipped|missed
 |miss|olvido|olvida|saltarmelo % but|pero
idiom: sick|tired of|and
idiom: no problem|worries|doubt|prob|pasa|hay|problema problema?
idiom: a|un bit|little|poco|poquito later|late|tired|better|sad|anxious|nervous|mas|early|stressed|tarde|calmer
 |rough|hard|mejor|down
idiom: kind|kinda|sort|sorta of? tired|sad|nice|hard|nervous|great|good|weird|calm|anxious
idiom: usual|than later|usual
idiom: no|not only|solo|idea|matter|bad|complaints|sweat|rating|regrets|note
idiom: cant|couldnt|dont complain|believe|wait|be|stop|have|know|mind
idiom: # mas|more o|or menos|less
idiom: so|utterly done % $|with
idiom: done|finished|through with this|these|those|you|your % $|texts|messages|reminders|nudges|app|thing|program|bot
 |all
idiom: not sure|too|that|very|as|so|going|great|good|easy|bad|feeling|my|much
idiom: ya no|que|me|se
"""

FORMS = """
partly=: FULL it|them|that|this|about|like|only|just|hice|lo|la|most|de|solo|to|the|my|all|of|i+ BIT
partly=: BIT .. FULL
partly=: only|just|solo|solamente|apenas .. did? _? # % $|min|minutes|minutos|of|times|de|one|breaths|breath
 |respiros
partly=: only|just|solo|solamente|apenas|at|by .. BIT
partly=: < FILL+ BIT % of|it|them|today|done|i|guess|ish|de+ % $
partly=: BIT of it|them|the|that|my
partly=: half|mitad|halfway % of|it|de|done|hecho|the|way|i|today|$|then|and|but|only|through|finished|again
partly=: BIT all|todo|everything|there|done|finished|toda|todos|complete|completo
partly=: partly|partially|partial|parcial|parcialmente|incomplete|incompleto|somewhat
partly=: not|no|didnt|wasnt|couldnt|didn all|fully|completely|quite|entirely|everything|finish|whole|todo|completo
 |termine|completamente % it|the|terminar|acabar|all|completamente?
partly=: started|began|empece|comence|start .. but|pero|didnt|only|then|and
partly=: tried|attempted|intente|trate|intentado|try % $|to|it|but|pero|de|a|my|lo|today|hoy|hacerlo|twice|once
partly=: more or less
partly=: mas o menos
partly=: #|one|two|una|uno of|out|de of? two|three|the|2|3|4|5|tres|dos
partly=: did|hice # of|out|de of? # min|minutes|minutos|breaths
na=: notapplicable
na=: ^ FILL+ na|nvm FILL+ $
na=: not|doesnt|isnt|no aplica|apply|applicable|relevant|corresponde|relevante
na=: no aplica
na=: sick|ill|flu|fever|covid|migraine|vomiting|hospital|injured|contagious|surgery|bedridden|nauseous|unwell
 |poisoning
na=: enfermo|enferma|gripe|fiebre|vomito|hospital|migrana|lesionada|lesionado|indispuesta|resfriada|resfriado
na=: travel*|vacation|holiday|holidays|abroad|airport|camping|festivo|feriado|viaje|viajando|vacaciones|vuelo
 |flying|flight
na=: no trabajo|trabaje % hoy? $
na=: out|off|away|fuera of|today|from|duty|this|de town|work|country|office|home|week|weekend|ciudad|casa? % $
na=: day|dia|rest|jury|snow|free|descanso|libre off|day|duty|libre|de descanso?
na=: dont|not|didnt|no have|work|working|tengo|trabajo|had|trabaje work|school|coffee|class|today|trabajo|clase|hoy
 |any|one
snooze=: < FILL+ later|luego|despues|ahorita|later|snooze|l|postpone|posponer|ltr|latr|aplazar|pospon FILL+ % $
snooze=: later|luego|despues|mas tarde|ahorita|soon|eventually % $|today|on|tonight|i|please|ok|maybe|thanks|hoy
 |gracias|this
snooze=: mas tarde|tardecito|rato|ratito
snooze=: al rato
snooze=: dentro de #|HOURS|un
snooze=: en|a las #
snooze=: ^ FILL+ mejor|maybe|como|recuerdame|avisame|tipo+ a HORA
snooze=: en un? rato|ratito|momento|minuto|momentito
snooze=: in a bit|while|sec|second|moment|minute|min|few|mo
snooze=: remind|ask|text|ping|nudge|try|message|check|recuerda*|avisa*|preguntame|escribeme|mandame|back me|again
 |back|in|de|mas|please|at|later|otra|vez|with|tomorrow|tonight|this|una|en|a
snooze=: not|aun|todavia|ahora|yet|no now|yet|no|todavia|right|aun|ahora|ahorita|just % now|yet|right? $
snooze=: not|havent|hasnt|no|aun|todavia|didnt .. yet|todavia|aun
snooze=: aun|todavia no
snooze=: not|cant|busy|no|ahora|driving|en|estoy right|now|ahora|ahorita|puedo|manejando|conduciendo|driving|at
 |moment|reunion|junta % now|no|the?
snooze=: busy|meeting|driving|ocupada|ocupado|manejando|conduciendo % $|now|right|ahora|but|pero|rn|ahorita|atm|at
 |in|later|until|til
snooze=: will|gonna|going|ill|plan|planning|planeo|voy|i|imma|about to|i|a|hacerlo|get|probably|hago+ do|try|get
 |doing|start|finish|hacer|hacerlo|hago|intentar|intentarlo|tratar % it|that|this|them|so|my|lo|$|in|at|later
 |tonight
snooze=: lo hago|hare|voy
snooze=: < FILL+ hold|hang|wait|espera|esperame|un on|up|momento? % FILL+ $
snooze=: hold|hang|wait|espera|esperame|give|dame|need|necesito on|a|me|un|una|another|more|otros|otra % minute|sec
 |second|bit|momento|minutito|rato|segundo|hour|hora|#|half|min|while|few
snooze=: this|esta|in|en|after|before|until|til|despues|tomorrow|manana|por the|la|de|esta? evening|afternoon|tarde
 |noche|morning|manana|work|lunch|dinner|noon % $|please|ok|instead|maybe
snooze=: ^ FILL+ maybe|quiza|quizas|tal vez? tonight|evening|afternoon|morning|noon|noche|mediodia % $|please
 |instead|maybe
snooze=: ^ # more? min|mins|minutes|minutos|hour|hours|hora|horas|hr|h|m % more|please|mas? $
snooze=: # more|mas min|mins|minutes|minutos|hour|hours
snooze=: al|un|en|otro ratito|rato|ratico
snooze=: hit|catch|get|tap me up|back? at|in|later|after|tonight|tomorrow
snooze=: in|en|me|dame|gimme|another|wait # more? $|min|mins|minutes|minutos|hour|hours|hora|horas|hr|h|m|hrs
snooze=: in|en|me|dame|another|otra|wait HOURS
snooze=: ^ FILL+ HOURS please|mas|more? % $
snooze=: ^ .. at|around|after|by|las|@|until las|la? # am|pm|oclock|tonight|please|de|noche|tarde|manana|la|in|the
 |morning|evening+ % $
skip=: < FILL+ skip|skipped|skipping|skips|pass|omitir|saltar|salto|s|saltado|x|paso|omito|saltar|saltarlo|saltarme
 FILL+ % $
skip=: skip|skipped|skipping|saltar|omitir
skip=: not|hoy|no|today|tonight|esta today|tonight|hoy|no|noche|tho
skip=: not happening|gonna|going|this|really|feeling|doing|able|possible|done|it|do|time|up|enough|in
skip=: didnt|havent|hasnt|couldnt|cant|wont|wasnt|cannot|not|never|dont|wouldnt|no|didn|isnt get|got|get|able|think
 |going|have|want|feel|gonna|wanna|even|really|manage|to|been|i|ever|be|make|made|had|the|chance|a|happening+ do
 |did|done|make|manage|it|to|today|time|happen|today|$|tonight|happening|that|this|chance|around|energy|like|up
 |enough
skip=: didnt|couldnt|cant|wont|havent|cannot|nope|nada % $|today|sorry|tonight
skip=: no|not|without|ran|out|enough|tuve|tengo|sin|hay|falta|dio|much|have|any|of|de|me+ time|energy|tiempo
 |energia|chance|ganas|spoons|motivation|fuerzas
skip=: too|so|super|really|very|demasiado|muy|tan|way|estoy|was|am|crazy|insanely|mega busy|tired|exhausted|sleepy
 |cansada|cansado|ocupada|ocupado|late|tarde|much|stressed|hectic|drained|lazy|agotada|agotado|swamped % to|$|today
 |tonight|for|and|hoy|para|sorry
skip=: < bothered|arsed % $|today|tonight|to|with|rn
skip=: blanked|spaced % on|out|it|$
skip=: swamped|slammed|exhausted|overslept|agotada|agotado
skip=: forgot|forgotten|missed|olvide|olvido|slipped|blew|bailed|olvidado|flaked % $|to|it|again|about|today|sorry
 |my|mind|hoy|hacerlo|completely|totally|de|por|off|on|that|this|i
skip=: fell|fel asleep % $|before|early|instead|and|on
skip=: maybe|next|another|otro|otra|tomorrow|manana|proxima|quizas|tal time|tomorrow|day|dia|vez|manana|week|si
 |mejor|maybe % $|then|instead|ok
skip=: ^ FILL+ tomorrow|manana|tmrw|tmr FILL+ $
skip=: ^ s|n # $
skip=: failed|fail|fallé|falle % $|today|it|to|again
skip=: no|hoy|ni|tampoco lo|la|me|se|le|los|pude|alcance|hoy|logre|quise|quiero|puedo|tuve|hice|voy|a|ya|creo|que
 |va+ hice|pude|puedo|hecho|alcance|hacerlo|logre|dio|quiero|quise|tiempo|hacer|hago|hoy|hare|poder|cumpli
skip=: no|ni pude|puedo|hice|quiero|alcance|logre|modo|hoy|quise|haré|podre
skip=: hoy no|paso|nada|imposible|tampoco
skip=: para nada
skip=: ni modo
skip=: not|no doing|going today|it|there
skip~: < FILL+ no|nope|nah|nop|n|nel|naa|nay|thumbdown|noup|negative|nada|nee|nanay|nein|noo FILL+ % $
skip~: ^ no|nope|nah|nop|nel|naa|na
skip~: thumbdown|nope|nah
done=: did|done|didit it|that|them|this|so|mine|both|everything|all|again|yesterday|earlier|now|one|today|already
 |as|when|with|my|the|some|ours % $?
done=: done|finished|completed|hecho|hecha|listo|lista|terminado|completado|cumplido|logrado|listos|hechos|cumpli
 |termine|complet*|finish|acabe|finito|dun|listisimo|realizado|echo
done=: ^ d|y # $
done=: all|100|fully|totally|completely done|set|good|complete|finished
done=: i did % $|it|this|my|the|that|them|a|some|today|yes
done=: ^ FILL+ did|d|done|check|checked|completed|nailed|crushed|aced|managed|hice|ya|quedo FILL+ % $
done=: nailed|crushed|smashed|killed|aced|managed|rocked|knocked it|that|to|out|today|this
done=: ^ FILL+ nailed|crushed|smashed|aced|rocked my|the|today|this|all
done=: made|got|fit|squeezed|getting it|that|them happen|done|in|time|happened
done=: lo|la|los|las|ya|eso|si hice|logre|hicimos|termine|cumpli|hago|hise|ise|quedo|esta|acabe|medite|consegui
 |respire|complete
done=: ya % $|lo|esta|quedo|estuvo|hice|termine|la|cumpli|medite|llame|respire|camine
done=: mission|task|mision accomplished|complete|cumplida
done=: i|we|yes have|did|certainly|totally|sure % $
done=: doing|on|haciendolo|in|en it|now|progress|right|ello|eso % now|right? $
done~: < FILL+ yes|yep|yeah|yup|yea|y|si|sip|claro|sure|ok|okay|okey|oki|k|kk|thumb|absolutely|definitely|indeed
 |affirmative|yas|ye|aye|yessir|sep|simon|siempre|sis|vale|dale|va|yuppers|obvio|supuesto FILL+ % $
done~: ^ yes|yep|yeah|yup|si|sip|claro|sure|yea|thumb|yas
done~: por supuesto
done~: of course
done~: thumb|yes|yep|yup|yeah|si % $
done~: ^ FILL+ cheer|great|perfect|awesome|perfecto|excelente|genial|easy FILL+ % $
act?: < FILL+ PASTVERB
act?: but|pero|and|y|instead|finally|just|then|i|yes FILL+ PASTVERB
"""

OUTCOMES = Rules(FORMS, WORDS)
MASK = Rules(MASKS, WORDS)
