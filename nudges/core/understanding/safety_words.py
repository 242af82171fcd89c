"""Which words carry the meanings that the safety rules are written in."""

from nudges.core.understanding.pattern import vocabulary

WORDS = vocabulary("""
THING: coupon|coupons|voucher|ticket|tickets|warranty|receipt|meeting|meetings|app|stock|stocks|phone|car|umbrella
 |printer|advice|degree|junk|gadget|cable|charger|map|gps|website|email|emails|class|team|game|movie|show|chair|shoes
 |coffee|chocolate|snack|snacks|nap|sleep|break|vacation|gift|card|password|machine|bike|fridge|weather|forecast
PLEA: porfa|favor|por favor|porfavor|alguien|oye|hola|yo|ya|dios|de verdad|en serio|creo que|si|urgente|ahora|plis|y
SELF: myself|my self|me|mi mismo|mi misma
MYSELF: myself|my self|meself|mysel
OTHER: he|she|they|someone|somebody|friend|friends|bestie|brother|sister|mom|mum|mother|dad|father|son|daughter|kid
 |uncle|aunt|cousin|neighbor|neighbour|coworker|colleague|roommate|classmate|student|client|patient|grandpa|grandma
 |grandfather|grandmother|guy|girl|man|woman|husband|wife|partner|boyfriend|girlfriend|ex|character|protagonist
 |celebrity|actor|singer|people|el|ella|ellos|alguien|amigo|amiga|hermano|hermana|mama|papa|madre|padre|hijo|hija
 |tio|tia|primo|prima|vecino|vecina|companero|companera|abuelo|abuela|novio|novia|esposo|esposa|pareja|marido
 |personaje|protagonista
ABUSER: he|hes|hell|she|shes|they|theyre|husband|hubby|wife|partner|boyfriend|girlfriend|bf|gf|fiance|ex|dad|father
 |stepdad|stepfather|mom|mum|mother|stepmom|brother|uncle|son|roommate|someone|man|guy|him
ABUSADOR: el|ella|esposo|esposa|marido|novio|novia|pareja|ex|papa|padre|padrastro|mama|madre|hermano|tio|hijo|jefe
 |hombre
ONE: husband|hubby|wife|partner|boyfriend|girlfriend|bf|gf|fiance|ex|dad|father|stepdad|stepfather|mom|mum|mother
UNO: esposo|esposa|marido|novio|novia|pareja|ex|papa|padre|padrastro|mama|madre|hermano|tio
WANT: want|wanna|wana|wnat|wan|wanted|wanting|wish|need|gonna|gona|going|ready|about|plan|planning|planned|intend
 |decided|thinking|think|thought|thoughts|thinkin|urge|urges|feel like|feeling like|fantasize|fantasizing|might|may
 |will|should|could|id|ill|imma|ima|finna|tempted|trying|try|tried|considering|considered|picturing|imagining|want
 too|rather|gotta|deserve|ready
WISH: want|wanna|wana|wnat|wanted|wish|wished|wishing|need|rather|ready|hope|hoping|deserve|id love|prefer|like
GOING: going|gonna|gona|about|planning|ready|will|imma|ima|finna|decided
QUIERO: quiero|quisiera|kiero|quero|querria|queria|voy a|ganas de|deseo|pienso|pensando|pense|penso|intente|intento
 |trato|planeo|planeando|decidi|prefiero|necesito|gustaria|ojala|pienso en|pensado en|podria|debo|merezco
 |pensamientos de|idea de|ideas de|a punto de|tengo que|kisiera
NEG: not|no|never|dont|wont|wouldnt|didnt|isnt|arent|wasnt|haven|havent|hasnt|aint|without|cannot|couldnt|zero
 |neither|nunca|jamas|ni|sin|tampoco|cant|doesnt|nor|nothing about|stopped|free of|ningun|ninguna
NEAR: i|im|ive|am|be|been|being|a|the|any|more|at all|really|actually|even|ever|going|gonna|to|want|wanna|wanting
 |wanted|planning|plan|plans|planned|intend|intention|intending|about|of|on|thinking|think of|think about|thought
 |thoughts|feel|feeling|felt|have|having|had|would|will|id|that|like|desire|urge|urges|currently|doing|suicidal|in
 |this|week|so|trying|try|sure not|una|un|quiero|quise|queria|voy|a|tengo|tenido|tuve|he|pensamientos|ganas|de
 |ideas|idea|pienso|pense|en|soy|estoy|es|me|ya|haria|intencion|intenciones|pensando|sentir|siento|nunca|mas|once
 |truly|honestly|seriously|single
FOR_NOW: tonight|today|yet|now|esta noche|hoy|todavia|aun|right now
LATELY: anymore|any more|no more|ya no|no longer|any longer|no mas
KILL: kill|killing|kil|kiling|killin|kll|klil|off|offing|unalive|unaliving|shoot|shooting|hang|hanging|drown
 |drowning|end|ending|murder|poison|stab|stabbing|delete|suffocate|asphyxiate|strangle|electrocute
DIE: die|dying|dead|death|dye alone|be dead|die now|diee|dei
DIE_PHRASE: KILL MYSELF|KILL my self|kill me self|killing my self|kms|end my life|end my own life|ending my life|end
 my suffering|take my life|take my own life|taking my life|taking my own life|end it all|ending it all|ending things
 permanently|commit suicide|committing suicide|suicide|suicid*|unalive|unaliving|die by suicide|sewerslide|toaster
 bath|catch the bus|ctb|be dead|not exist|stop existing|stop living|stop being alive|cease to exist|stop breathing
 |self delete|log off permanently|log out of life|sui
MATARME: matarme|suicidarme|suisidarme|quitarme la vida|kitarme la vida|morirme|morir|ahorcarme|colgarme|tirarme
 |lanzarme|aventarme|pegarme un tiro|darme un tiro|dispararme|envenenarme|suicid*|acabar con mi vida|terminar con mi
 vida|acabar con todo|terminar con todo|terminar mi vida|acabar conmigo|desvivirme|quitarme del medio|acabar mi
 vida|ponerle fin a mi vida|poner fin a mi vida|poner fin a todo|ponerle fin a todo|estar muerto|estar muerta|dejar
 de
 vivir|dejar de existir|no existir|no despertar|no despertarme|no vivir
HURT: hurt myself|hurting myself|harm myself|harming myself|cut myself|cutting myself|cutting|self harm*|selfharm*
 |burn myself|burning myself|injure myself|self injur*|slit my|slitting my|hit myself|punish myself|relapse|scratch
 myself|bleed out|bang my head|starve myself to death
DANO: hacerme dano|acerme dano|lastimarme|cortarme|herirme|autolesion*|quemarme|golpearme|danarme|castigarme
 |autolesionarme|cortarme las venas|hacerme cortes
DANGER: DIE_PHRASE|MATARME|HURT|DANO|die|dying|KILL SELF|hurt|harm|shoot|pills|vivir
GONE: gone|dead|not here|not around|wasnt here|werent here|wasnt around|werent around|died|disappeared|vanished
 |out of the
 picture|out of the way|out of their lives|out of their hair
MEDS: pills|pill|tablets|tablet|tylenol|ibuprofen|advil|paracetamol|acetaminophen|aspirin|xanax|ambien|melatonin
 |benadryl|oxy|oxycodone|percocet|vicodin|valium|klonopin|antidepressants|sleeping|sedatives|painkillers|capsules
 |insulin|trazodone|zoloft|prozac|seroquel|lithium|opioids|fentanyl|benzos|meds|medication|medicine|zopiclone
 |codeine|tramadol|sleepers
PASTILLAS: pastillas|pastiyas|pastilla|tabletas|pildoras|somniferos|clonazepam|rivotril|sedantes|barbituricos
 |frasco|medicamentos
TOOK: took|take|taking|taken|swallowed|swallow|swallowing|popped|downed|down|ate|eat|drank|drink|swallowing
MEDIOS: pastillas|pastiyas|pildoras|pistola|cuerda|soga|navaja|cuchillo|veneno|arma|cuchilla|cloro
WEAPON: knife|gun|machete|bat|weapon|belt|hammer|rifle|pistol|cuchillo|pistola|arma|navaja
HIGH: bridge|roof|rooftop|ledge|balcony|cliff|building|overpass|window|platform|tracks|parking garage
ALTO: puente|azotea|balcon|ventana|edificio|techo|precipicio|tren|metro|vias|barranco
TRAFFIC: train|traffic|bus|truck|car|cars|tracks|highway|oncoming
MEDIA: movie|film|show|series|book|novel|song|episode|documentary|podcast|article|game|lyrics|poem|news|story
 |chapter|training|class|lecture|essay|paper|awareness|prevention|hotline|play|album|band|seminar|workshop|webinar
 |scene|pelicula|serie|libro|cancion|episodio|documental|articulo|juego|noticia|noticias|historia|novela|taller
 |charla|curso|capitulo|obra|poema|ensayo
ABOUT: about|on|where|with|in which|called|titled|of|sobre|donde|de|del|con|acerca|llamada|llamado|que|when|for|that
MUNDANE: work|meeting|meetings|homework|exam|exams|traffic|deadline|deadlines|commute|monday|mondays|laundry|gym
 |workout|heat|hangover|dishes|email|emails|spreadsheet|spreadsheets|taxes|paperwork|shift|math|calculus|class|test
 |report|diet|job|project|stairs|leg day|burpees|squats|homework|essay|boss|wifi|internet|finals|study|studying
 |presentation|trabajo|tarea|examen|junta|reunion|trafico|lunes|calor|jefe|ejercicio|dieta|proyecto|escuela|tareas
 |examenes
LAUGH: lol|lmao|lmfao|haha*|jaja*|jeje*|rofl|hehe*|xd|jk|just kidding|broma|figuratively|lolz|kidding|joking
BODY: feet|foot|back|legs|leg|knee|knees|head|shoes|heels|stomach|shoulders|neck|muscles|abs|arms|hips|throat|tooth
 |teeth|allergies|cramps|headache|migraine|period|eyes|hangover|pies|piernas|espalda|cabeza|zapatos|rodillas|muelas
SAFE_NEG: DIE_PHRASE|MATARME|HURT|DANO|die|dying|KILL MYSELF|matar|hurt MYSELF|hurt anyone|hurt anybody|hurt
 someone|kill anyone|kill him|kill her|kill anybody|dead|self harm|ganas de morir|hurt|overdose|give up|cut|drink
 bleach|plan|hopeless|worthless|empty|burden|suicidal
""")
