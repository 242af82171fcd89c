"""What danger to life looks like in Spanish."""

DURO = """
muerte: hoy|manana|noche|dia|madrugada|tarde|lunes|martes|miercoles|jueves|viernes|sabado|domingo|cuando|despues|luego
 .. me mato|ahorco|suicido|enveneno
muerte: cuando|apenas|despues .. .. me mato|ahorco|suicido % $
medios: me corte|corto|raje|abri recien|otra|vez|ya|hoy|de|nuevo|anoche|ayer|ahora|un|una|poco|rato+ las|los|la|el|mis
 munecas|muneca|brazos|brazo|antebrazos|antebrazo|venas|muslos|muslo|piernas
medios: me corte|queme|golpee|rasgune|mordi ... proposito|aposta|adrede
medios: tiro|balazo|plomazo|balazos|tiros al|a|en mi|la|el|los|las|una|un? OTHER|jefe|jefa|suegra|suegro|cunado|todos
 |cabeza|sien|boca
medios: acuchillo|apunalo|degollo|balaceo % $|a|al|manana|hoy|y|esta
muerte: QUIERO|prefiero|mejor|merezco estar? bajo|tres tierra|metros
muerte: ojala|quisiera|espero .. no ya? amanezca|amaneciera|amanecer
muerte: no quiero|pienso|espero|voy a? llegar|ver|amanecer al|a|el|otro|mi|proximo+ manana|amanecer|cumpleanos
muerte: despido|despedirme|despidiendo|irme|partir|largarme de|del este? mundo|vida
muerte: ojala|quisiera|deseo|espero|ruego que|y|ya|me+ atropelle|atropellara|mate|matara|lleve|llevara|aplaste
 |parta un|una
 |el|la|dios+ camion|carro|tren|coche|bus|rayo|muerte|dios|cancer|auto
muerte: no|sin|ningun le|veo|hay|tengo|encuentro|ya+ caso|sentido|razon|motivo|chiste a|de|en|para|que+ seguir|estar
 |continuar viva|vivo|viviendo|existiendo|respirando
medios: me raje|rasgue|rebane|abri los|las|el|la|mis brazos|brazo|piernas|munecas|venas|muneca|muslos
muerte: muerte es|seria la|mi|lo|una? unica|mejor|salida|solucion|opcion
medios: me hice|hago|hecho|haciendo unos|unas? cortes|cortadas|heridas|quemaduras|dano
muerte: mejor|quisiera|ojala|casi me muero|muriera|mato % $|y|ya|hoy|si|de|asi
muerte: QUIERO _? MATARME
muerte: me QUIERO|voy a|voy matar|morir|suicidar|ahorcar|tirar|colgar|cortar|cortarme|desvivir|lanzar|aventar
 |quitar|hacer|lastimar|aorcar % a|del|la|al|de|las|dano|un? puente|venas|vida|tren|metro|azotea|balcon|$?
muerte: me QUIERO|voy a? matar|morir|suicidar|ahorcar|desvivir|colgar|lastimar
muerte: me QUIERO|voy a? tirar|lanzar|aventar .. ALTO
muerte: me QUIERO|voy a? quitar la vida
muerte: me QUIERO|voy a? hacer dano
muerte: matarme|suicidarme|suisidarme|ahorcarme|desvivirme|morirme|suicidio|suicida|suicidas|kitarme|suicidare
 |matare|suicide
muerte: quitarme|kitarme|quitar|acabar|terminar|acabo|termino|quitarla con? la|mi|mi|todo|conmigo|propia+ vida|todo
 |existencia|conmigo
muerte: acabar|terminar con todo|esto|mi % hoy|ya|esta|de|$?
muerte: no|ya|nunca|dejar|sin|ni|dejo|cansada|cansado|harta|harto|ganas|razon|razones|motivo|motivos|sentido ..
 quiero|quisiera|kiero|queria|puedo|deseo|de|para|vale|tengo|tiene|por|merezco|aguanto|seguir|hay|encuentro|razon
 |razones|motivos|ganas|sentido|la|pena|mas|nada|que|el|en|una+ vivir|viviendo|existir|existiendo|vivo|viva
 |despertar|despertarme|existiera|despertara|vida
muerte: no|nunca|ojala|ojala .. quiero|quisiera|quiero|no|hubiera|me|hubiese|haber|nunca+ despertar|despertarme
 |despertara|despierte|despertase|nacido|existir|existiera
muerte: ojala|quisiera|desearia|deseo|preferiria|mejor|quiero|gustaria|queria|prefiero|deberia .. me|estar|que|yo
 |ya|no|estuviera|estoy|estaria|hubiera|solo|estuviese|un|a|todo+ muerto|muerta|muriera|muera|morir|mueriera|muerte
 |morirme
muerte: QUIERO ya? morir|morirme|muerte
muerte: no|ni|tampoco|nunca quiero|puedo|deseo|kiero seguir? vivir|viviendo|viva
muerte: vida .. no|ni|ya|nunca vale .. pena
medios: me estoy|ando|estuve|estaba|pongo|puse|vuelvo a? cortando|cortar|lastimando|quemando|cortarme % otra|de|$
 |las|los|y|hoy
muerte: mejor|mejores|felices|bien|tranquilos|aliviados|aliviada|mejoraria sin mi
muerte: mejor|mejores|bien .. si|cuando|que yo? no|estoy|estuviera|me|ya|yo+ estoy|muero|muriera|estuviera|muerta
 |muerto|fuera|existiera|voy|exista|existo
muerte: nadie|alguien .. extranaria|notaria|extranara|lloraria|importaria|daria % ... muero|muriera|estoy|mi|si
 |desaparezco|desaparezca|muerta
muerte: nadie me extranaria|extranara
muerte: adios|hasta|despido|despedida|despedirme mundo|todos|siempre|a|para|para|carta|de|nunca|mundo+ todos
 |siempre|mundo|cruel|vida|todos|nunca|suicidio|vida
muerte: carta|nota|mensaje|escribi|dejo|deje|ultimo|ultima|mi|una|mi|carta+ despedida|adios|suicidio|suicida
muerte: cuando|si|despues .. me|ya|no|haya|yo|este|estoy|de+ muera|muerta|muerto|morir|ido|muero
muerte: no|ya estare|voy|esto|a|estar|ya+ aqui|viva|vivo manana|mas|cuando|para
muerte: cuiden|cuida|diles|dile|digan|cuidale|cuidenme a|mis|mi|que|todos+ hijos|hijo|hija|perro|gato|mama|familia
 |amo|quiero|ninos ... amo|quiero|cuando|mucho|adios|muera|vaya|siempre|perdonen
medios: tome|tomo|tomado|tomar|trague|tragar|tragarme|tomarme|tomando|tragado|tomare .. todas|todo|muchas|montones
 |un|el|frasco|bote|demasiadas|entero|varias|puno|mil|caja|20|30|15|40|10|50|veinte|treinta|25|12 .. PASTILLAS
 |paracetamol|ibuprofeno|aspirinas|bote|caja|ellas|cloro|veneno
medios: tomar|tome|tomarme|tomo|bebi|beber|tragar cloro|veneno|raticida|lejia|un|el veneno|cloro?
medios: tengo|compre|consegui|guarde|junte|guardando|juntando|agarre|saque|con|tengo|mirando|hay las|la|una|un
 |todas|suficientes|el|aqui|mis|muchas|de|papa|listas|lista|unas+ MEDIOS
medios: MEDIOS .. en|lista|listas|estan|cargada|aqui|junto|cerca|listos|la|a+ mano|manos|cabeza|cargada|aqui|listas
 |lista|boca|cama|lado|mi
medios: sobredosis
medios: tirarme|lanzarme|aventarme|saltar|brincar|arrojarme|saltare|tirar .. del|de|desde|al|a|un|por|la|el|las+
 ALTO
medios: en|parado|parada|subido|subida|sentada|desde|al .. borde|el|la|un|del|de+ puente|azotea|vias|balcon|cornisa
 % ... saltar|tirarme|acabar|adios|lanzarme|salto|listo|lista
medios: chocar|estrellar|estrellarme|estrello el|mi|contra|carro|auto|coche|con+ contra|un|carro|coche|auto|arbol
 |muro
medios: cortarme|corte|cortado|cortar|corto|cortandome|abrirme|cortarse|rajarme las|los|me|mis? venas|munecas
 |brazos|piernas|muneca|brazo|muslos
medios: me corte|corto|cortaba|queme|lastime|lastimo|golpee|autolesione|hice|hago otra|de|anoche|hoy|para|ayer|a
 |dano|los|las|cuando|otra|porque|mucho|con % vez|nuevo|proposito|mi|misma|mismo|brazos?
medios: volvi|vuelvo|empece|estado|he|ganas|quiero|necesito|voy .. a|me|de|vuelto+ cortarme|cortandome|lastimarme
 |autolesionarme|cortar|quemarme
medios: hacerme|acerme|haciendome|hice|hago|hare|hacer me? dano
medios: lastimarme|autolesion*|cortarme|herirme|danarme % de|otra|a|las|los|hoy|con|para|$?
medios: matar|matarlo|matarla|matarlos|apunalar|disparar|dispararle|lastimar|hacerle .. a|alguien|todos|dano+
 alguien|todos|gente|dano|mi
medios: voy|quiero|pienso a? matarlo|matarla|matarlos|matar
"""

SUAVE = """
sentido: para|pa que sigo|seguir|vivo|vivir|continuar|levantarme|intentar|intento
sentido: ^ ya? para|pa que % $
despair: no valgo|sirvo % ni|nada|$|para|pa
nomas: me queda poco|nada % por|aca|aqui|total|tiempo|$
despair: hoy|esta es|sera? mi ultimo|ultima dia|noche % $|aqui
nomas: no se|creo|sabria cuanto|cuantos|si|como tiempo|mas|dias+ voy|puedo|pueda|podre|logre|a+ aguantar|resistir
 |aguante
 |soportar|seguir
fear: me ahogo|asfixio % $|y|por|ya
fear: no puedo respirar % $|y|ayuda
despair: sirvo|valgo|ganas|siento para|de|por? nada % $|y|ya
despair: toque|tocando|tocado|toco fondo
sentido: no|ni veo|encuentro la|una|ninguna? luz|salida % $|al
despair: estoy|toy|ando|sigo .. rota|roto|vacia|vacio|muerta|muerto|destrozada|destrozado|quebrada por dentro
despair: estoy|toy|siento tan|muy|toda|totalmente? destrozada|destrozado|deshecha|deshecho|vacia|vacio % $
nomas: me canse|cansé|rendi de+ todo|vivir|luchar|esto|seguir|sufrir
nomas: no|ya no|lo|la|ya|me|puedo|doy|soporto|aguanto+ puedo|aguanto|soporto|doy|resisto con? mas|esto|vida|seguir
 |continuar|asi|sola|solo
nomas: ya|no no aguanto|soporto|resisto
nomas: ya no puedo % $|con|mas|seguir|asi
nomas: no puedo mas|seguir|continuar|con
nomas: no aguanto|soporto|resisto mas|esto|vivir
nomas: no quiero nada|estar|saber|seguir|sentir|ser|continuar|despertar .. aqui|nadie|asi|mas|nada|carga|esto|$
nomas: harto|harta|cansada|cansado|hartos de|con|ya? todo|esto|vivir|luchar|la|fingir|sufrir|mi|existir vida?
nomas: estoy|toy|me harta|harto|cansada|cansado|rendi|rindo|rendir de|con? todo|$
sentido: no|sin|nada|que|ni|le|ningun|tiene|cual .. sentido|caso|proposito .. a|de|la|nada|vida|todo|mi|tiene|vivir
 |$|ya
sentido: para que esforzarme
sentido: nada|vida|todo .. importa|vale|sentido
despair: odio|detesto|asco|odiarme|odiando mi|me|a|la|doy? vida|mi|misma|mismo|$
despair: me odio|detesto|doy % asco?
despair: carga|estorbo|fracaso|basura|inutil|fracasada|fracasado para|de|y|$
despair: soy|siento|como|valgo|sirvo .. carga|estorbo|fracaso|basura|inutil|problema|fracasada|fracasado
despair: sin|perdi|perdido|ninguna|hay|tengo|no .. esperanza|esperanzas|salida|futuro|esperansa
despair: me siento .. vacio|vacia|perdida|perdido|atrapada|atrapado|inutil|desesperada|desesperado|muerta|muerto
 |roto|rota|carga|acabado
despair: desesperada|desesperado|desesperacion|vacia por|por? dentro
despair: nadie|nadien me? quiere|importa|importo|extranaria|necesita|ama|entiende|ayuda|extrana
despair: todo|esto|ganas .. acabe|termine|pare|terminara|acabara
despair: quiero|quisiera|ojala|ganas .. desaparecer|desvanecerme|esfumarme|huir|escapar|acabe|termine|pare|rendirme
 .. siempre|$|todo|todos|ya|esto|mas|hoy|mucho
despair: quiero|quisiera|ojala|ganas .. desaparecer|esfumarme|desvanecerme
despair: dormir|descansar .. siempre|despertar|nunca
despair: me quiero? rindo|rendir|rendi
despair: no .. deberia|debi|haber|hubiera|quisiera .. nacido|existir|nacer|aqui
despair: miedo .. misma|mismo|hacer|hacerme|haga
despair: pensamientos|ideas|cosas|lugar|impulsos oscuros|malos|feas|intrusivos|oscuro|malas|negativos|horribles
despair: muerte|morir|muero|muerta|muerto|matar|matarse|suicid*|morirse|mato|muriendo|muriera
despair: perdon|perdonenme|perdoname|perdonen por|todo
despair: lastimarse|cortarse|hacerse|sobredosis dano?
fear: tengo|siento|da mucho|tanto|muchisimo|un|mucha|demasiado|demasiada+ miedo|panico|terror % $|ahora|ahorita|y
 |ayuda|ayudame
fear: estoy|toy|siento muy|tan|bien|super|toda|sola|y+ asustada|asustado|aterrada|aterrado|aterrorizada|espantada %
 $|y|ahora|ayuda
fear: estoy|sigo|llevo|ando|toy|horas|rato no|llorando+ llorando|temblando|yorando|hiperventilando % mucho|sola|solo
 |ahora|otra|vez|y|sin|parar|temblando|aqui|desde|toda|la|noche|horas+ % $
fear: no puedo|paro|dejo|para|logro|consigo parar|dejar|de+ llorar|yorar|temblar % $|y|ya|ayuda|desde|ahora|toda
fear: tengo|teniendo|dando|dio|esta|entrando|entro|da un|otro|el|en|una+ ataque|crisis de? panico|ansiedad|nervios %
 $|ahora|ahorita|y|ayuda|no|otra|muy|horrible|ya
help: ^ PLEA+ necesito|nesesito|necesitamos un|una|tu|su|de|mucha|algo|poco|poquito|urgente+ ayuda % PLEA+ $
help: ^ PLEA+ ayuda % PLEA PLEA+ $
help: ^ PLEA PLEA+ % ayuda|ayudeme % $
help: ayudeme|ayudenme|socorro % $|por|porfa|alguien|estoy|no|ya|me
despair: ayudenme|ayudame|auxilio|crisis
despair: adios todos|siempre
despair: no estoy|siento|me segura|seguro|salvo|bien % conmigo|sola|aqui|mentalmente
"""
